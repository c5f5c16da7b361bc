// A test event: sent once, now, without a word about anybody; the log keeps it like any other.

import type { SendResult } from '../../ports/webhook-sender.js';
import { testPayloadText } from './alert-payload.js';
import { endpointSchema, loadRecord, PARTITIONS } from './alert-records.js';
import type { AlertTools } from './alert-tools.js';
import { attemptChange } from './delivery-log.js';
import { signMessage } from './sign-message.js';
import { newTestId } from './test-id.js';

/** Null when there is no such endpoint; a disabled one may be tested before it is enabled. */
export async function testEndpoint(
  tools: AlertTools,
  endpointId: string,
  id = newTestId(),
): Promise<SendResult | null> {
  const place = { partition: PARTITIONS.endpoints, key: endpointId };
  const stored = await loadRecord(tools, place, endpointSchema);
  if (stored === null) return null;
  const timestamp = tools.clock.now();
  const body = testPayloadText({ id, timestamp, endpoint: endpointId });
  const result = await tools.sender.send(await signMessage(tools, stored.value, { id, body }));
  const attempt = attemptChange({
    at: tools.clock.now(),
    endpointId,
    eventId: id,
    type: 'webhook.test',
    attempt: 1,
    outcome: result.kind,
    status: result.status,
    reason: result.kind === 'failed' ? result.reason : null,
    nextAt: null,
  });
  await tools.alerts.commit(tools.tenantId, [attempt]);
  return result;
}
