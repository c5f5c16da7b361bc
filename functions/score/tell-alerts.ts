// After a night's publish: alerts that the stream did not tell are found in the ledger, the first
// load ends, what was held back goes out as a digest. Sending is the alert door's work.

import { collectLedger } from '../../lib/pipeline/alerts/collect-ledger.js';
import type { CollectTools } from '../../lib/pipeline/alerts/alert-tools.js';
import { hasListeners } from '../../lib/pipeline/alerts/webhook-endpoints.js';
import type { MessageQueue } from '../../lib/ports/message-queue.js';
import type { DeliverDue } from '../common/messages.js';

/** Nothing is collected while nobody listens: what there is to tell waits in the ledger. */
export async function tellAlerts(tools: CollectTools, queue: MessageQueue): Promise<void> {
  if (!(await hasListeners(tools))) return;
  await collectLedger(tools);
  const message: DeliverDue = { kind: 'deliver_due', tenantId: tools.tenantId };
  await queue.send([{ body: JSON.stringify(message) }]);
}
