// Endpoints of alerts on this host: kept in the tenant's records with their secrets sealed. A test
// event is sent by the door that may talk to strangers; the log of deliveries tells what became of
// it.

import { WebhookSecretSeal } from '../../lib/adapters/common/alerts/webhook-secret-seal.js';
import { checkWebhookUrl } from '../../lib/adapters/common/alerts/webhook-url.js';
import type { EndpointActions } from '../../lib/api/api-ports.js';
import type { EndpointTestAnswer } from '../../lib/api/contract/endpoints.js';
import { addMilliseconds } from '../../lib/pipeline/alerts/alert-tools.js';
import { findAttempt } from '../../lib/pipeline/alerts/delivery-log.js';
import { newTestId } from '../../lib/pipeline/alerts/test-id.js';
import { listEndpoints } from '../../lib/pipeline/alerts/webhook-endpoints.js';
import { openKeyedTools } from '../common/keyed-stores.js';
import type { TestEndpoint } from '../common/messages.js';
import type { ActionTools } from './action-tools.js';

/** The queue gathers for five seconds, a receiver may take fifteen; a request has twenty-nine. */
const LOOKS = 44;
const PAUSE_MS = 500;
/** Two machines, two clocks. */
const CLOCKS_DIFFER_MS = 60_000;

export function endpointActions(tools: ActionTools): EndpointActions {
  const { tenantId, stores, clock } = tools;
  const { alerts } = stores;
  const seal = new WebhookSecretSeal(stores.secrets);
  return {
    checkUrl: (text) => checkWebhookUrl(text, { isLoopbackAllowed: false }),
    withTools: async (_tenantId, action) =>
      action({ ...(await openKeyedTools(tenantId, stores)), alerts, seal, clock }),
    test: (_tenantId, endpointId) => sendTest(tools, endpointId),
  };
}

async function sendTest(
  { tenantId, stores: { alerts }, clock, alertQueue, pause }: ActionTools,
  endpointId: string,
): Promise<EndpointTestAnswer | null> {
  const own = { tenantId, alerts };
  const known = await listEndpoints(own);
  if (!known.some((endpoint) => endpoint.endpointId === endpointId)) return null;
  const testId = newTestId();
  const since = addMilliseconds(clock.now(), -CLOCKS_DIFFER_MS);
  const message: TestEndpoint = { kind: 'test_endpoint', tenantId, endpointId, testId };
  await alertQueue.send([{ body: JSON.stringify(message) }]);
  for (let look = 0; look < LOOKS; look += 1) {
    await pause(PAUSE_MS);
    const attempt = await findAttempt(own, { eventId: testId, since });
    if (attempt === null) continue;
    const { outcome: kind, status, reason } = attempt;
    return { kind, status, reason };
  }
  return { kind: 'failed', status: null, reason: 'no_answer_yet' };
}
