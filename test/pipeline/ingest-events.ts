// Events of a reader into the ledger, by the spool, for tests of what becomes of them; and a claim
// with its reversal and its correction.

import type { IntakeEvent } from '../../lib/intake/intake-claim.js';
import {
  commitSpool,
  type CommitLog,
  type VersionOfToken,
} from '../../lib/pipeline/commit-spool.js';
import { spoolClaims, type MarksByToken } from '../../lib/pipeline/ingest-claims.js';
import { newIngestSummary, type IngestSummary } from '../../lib/pipeline/ingest-summary.js';
import { claim, claimFacts, reversalOf } from '../support/claim-builder.js';
import { eventsOf, fakeClaimSpool } from '../support/fake-intake.js';
import type { TestTools } from '../support/test-tools.js';

export const ORIGINAL = claim({ icn: 'A', lines: [{ charge: '1.00' }, { charge: '2.00' }] });
export const REVERSAL = reversalOf(ORIGINAL, '2026-05-01');
export const CORRECTION = claimFacts({
  icn: 'B',
  replacesIcn: 'A',
  paidOn: '2026-05-01',
  lines: [{ charge: '4.00' }],
});

interface IngestOptions {
  readonly partCount?: number;
  readonly writeLog?: (versions: readonly VersionOfToken[]) => Promise<void>;
}

export async function ingest(
  tools: TestTools,
  events: readonly IntakeEvent[],
  options: IngestOptions = {},
): Promise<IngestSummary> {
  const summary = newIngestSummary();
  const marks: MarksByToken = new Map();
  const spool = fakeClaimSpool(options.partCount);
  await spoolClaims(tools, eventsOf(events), { spool, marks, summary });
  await commitSpool(tools, { spool, marks, summary }, { log: logInto(options.writeLog) });
  return summary;
}

/** A log that hands over what was added when it is written. */
export function logInto(writeLog: IngestOptions['writeLog']): CommitLog {
  const added: VersionOfToken[] = [];
  return {
    add: (versions) => void added.push(...versions),
    async write() {
      const versions = added.splice(0);
      if (versions.length > 0) await writeLog?.(versions);
    },
  };
}
