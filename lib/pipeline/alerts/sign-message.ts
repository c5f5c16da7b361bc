// Standard Webhooks: id, time and body signed with every secret that is valid now, so that a
// receiver may know the old secret or the new one while they change.

import { Webhook } from 'standardwebhooks';
import type { WebhookMessage } from '../../ports/webhook-sender.js';
import type { WebhookEndpoint } from './alert-records.js';
import type { AlertTools } from './alert-tools.js';

type SignTools = Pick<AlertTools, 'tenantId' | 'seal' | 'clock'>;

export async function signMessage(
  tools: SignTools,
  endpoint: WebhookEndpoint,
  message: { readonly id: string; readonly body: string },
): Promise<WebhookMessage> {
  const now = tools.clock.now();
  const time = new Date(now);
  const { tenantId } = tools;
  const { endpointId, url } = endpoint;
  const signatures: string[] = [];
  for (const { secretId, sealed, expiresAt } of endpoint.secrets) {
    if (expiresAt !== null && expiresAt <= now) continue;
    const secret = await tools.seal.open({ tenantId, endpointId, secretId }, sealed);
    signatures.push(new Webhook(secret).sign(message.id, time, message.body));
  }
  if (signatures.length === 0) throw new Error('an endpoint without a secret');
  return {
    url,
    body: message.body,
    headers: {
      'content-type': 'application/json',
      'user-agent': 'kxray-webhook',
      'webhook-id': message.id,
      'webhook-timestamp': String(Math.floor(time.getTime() / 1_000)),
      'webhook-signature': signatures.join(' '),
    },
  };
}
