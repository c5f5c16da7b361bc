// Lambda: alerts to be told and webhooks to be called (alert queue).

import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';
import { AWS_CLIENT_OPTIONS } from '../../lib/adapters/aws/aws-client-options.js';
import { DynamoAlertStore } from '../../lib/adapters/aws/dynamodb-alert-store.js';
import { SqsMessageQueue } from '../../lib/adapters/aws/sqs-message-queue.js';
import { HttpsWebhookSender } from '../../lib/adapters/common/alerts/https-webhook-sender.js';
import { WebhookSecretSeal } from '../../lib/adapters/common/alerts/webhook-secret-seal.js';
import { openBatchDoor } from '../common/batch-door.js';
import { LAMBDA_CLOCK } from '../common/lambda-clock.js';
import { openKeyedStores, openKeyedTools } from '../common/keyed-stores.js';
import { openTenantClients, rememberFew } from '../common/tenant-clients.js';
import { FUNCTION_CONTRACTS } from '../contract.js';
import { readSettings } from '../environment.js';
import { deliverMessages, type DeliverHost } from './deliver-messages.js';

const RESERVE_MS = 20_000;

export const handler = openBatchDoor('deliver-alerts', (door) => {
  const host = openHost();
  return (messages, context) => {
    const isTimeLeft = (): boolean => context.getRemainingTimeInMillis() > RESERVE_MS;
    return deliverMessages(host, door, { messages, isTimeLeft });
  };
});

function openHost(): DeliverHost {
  const settings = readSettings(FUNCTION_CONTRACTS['deliver-alerts'].settings);
  const clientsOf = openTenantClients(settings.TENANT_ROLE_ARN);
  const storesOf = rememberFew((tenantId) => {
    const { dynamo, options } = clientsOf(tenantId);
    const stores = openKeyedStores(
      { dynamo, secrets: new SecretsManagerClient(options) },
      settings,
    );
    const alerts = new DynamoAlertStore({ client: dynamo, tableName: settings.LEDGER_TABLE });
    return { ...stores, alerts, seal: new WebhookSecretSeal(stores.secrets) };
  });
  const common = {
    clock: LAMBDA_CLOCK,
    sender: new HttpsWebhookSender(),
    dice: Math.random,
  };
  return {
    async openTools(tenantId) {
      const stores = storesOf(tenantId);
      const { alerts, seal } = stores;
      return { ...(await openKeyedTools(tenantId, stores)), ...common, alerts, seal };
    },
    later: new SqsMessageQueue({
      client: new SQSClient(AWS_CLIENT_OPTIONS),
      queueUrl: settings.ALERTS_QUEUE_URL,
    }),
  };
}
