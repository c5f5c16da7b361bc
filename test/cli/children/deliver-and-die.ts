// Run as a process of its own: commits a beneficiary, looks, commits another one without a look,
// and sends; it is killed while it waits for the answer to its first message.

import { alertTools } from '../../../cli/commands/alerts-tools.js';
import { openSession } from '../../../cli/session.js';
import { collectLedger } from '../../../lib/pipeline/alerts/collect-ledger.js';
import { deliverDue } from '../../../lib/pipeline/alerts/deliver-due.js';
import { commitPerson } from '../../../lib/pipeline/commit-person.js';
import { emptyChange } from '../../../lib/pipeline/person-change.js';
import { testClock } from '../../support/alert-tools.js';
import { claim } from '../../support/claim-builder.js';

const [data = ''] = process.argv.slice(2);
const session = await openSession({ data });
const tools = { ...alertTools(session), clock: testClock() };
const first = claim({ icn: 'A', lines: [{ dos: '2026-01-05', allowed: '2500.00' }] });
const second = claim({ icn: 'B', lines: [{ dos: '2026-01-06', allowed: '600.00' }] });
const versions = [first, second];

await commitPerson(tools, emptyChange('k1_told', { versions }));
await collectLedger(tools);
await commitPerson(tools, emptyChange('k1_untold', { versions }));
await deliverDue(tools);
