// Endpoints of alerts for the dashboard: the steps of `kxray webhook`, one at a time with whatever
// else changes the workspace.

import { checkWebhookUrl } from '../../lib/adapters/common/alerts/webhook-url.js';
import type { EndpointActions } from '../../lib/api/api-ports.js';
import { collectLedger } from '../../lib/pipeline/alerts/collect-ledger.js';
import { testEndpoint } from '../../lib/pipeline/alerts/test-endpoint.js';
import { alertTools, isLoopbackAllowed } from '../commands/alerts-tools.js';
import type { Session } from '../session.js';
import type { TurnQueue } from './turn-queue.js';

export function hostEndpoints(turns: TurnQueue, current: () => Promise<Session>): EndpointActions {
  return {
    checkUrl: (text) => checkWebhookUrl(text, { isLoopbackAllowed: isLoopbackAllowed() }),
    withTools: (_tenantId, action) => turns.run(async () => action(alertTools(await current()))),
    noteWhatStands: collectLedger,
    test: (_tenantId, endpointId) =>
      turns.run(async () => {
        const result = await testEndpoint(alertTools(await current()), endpointId);
        if (result === null) return null;
        const { kind, status } = result;
        return { kind, status, reason: kind === 'failed' ? result.reason : null };
      }),
  };
}
