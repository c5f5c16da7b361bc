// Lambda: a claim file came into the inbox, or one is to be read on (queue of received files).

import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';
import { AWS_CLIENT_OPTIONS } from '../../lib/adapters/aws/aws-client-options.js';
import { openDynamoVault } from '../../lib/adapters/aws/identity-vault.js';
import { S3ReceivedFiles } from '../../lib/adapters/aws/s3-received-files.js';
import { SqsMessageQueue } from '../../lib/adapters/aws/sqs-message-queue.js';
import { openQueueDoor } from '../common/queue-door.js';
import { openReceiverStores } from '../common/receiver-stores.js';
import { openTenantClients, rememberFew } from '../common/tenant-clients.js';
import { FUNCTION_CONTRACTS } from '../contract.js';
import { readSettings } from '../environment.js';
import { receiveMessage, type ReceiveHost } from './receive-message.js';
import { timeIsUp } from '../common/time-is-up.js';

export const handler = openQueueDoor('receive-file', (door) => {
  const host = openHost();
  return (body, context) => receiveMessage(host, door, { body, isTimeUp: timeIsUp(context) });
});

function openHost(): ReceiveHost {
  const settings = readSettings(FUNCTION_CONTRACTS['receive-file'].settings);
  const clientsOf = openTenantClients(settings.TENANT_ROLE_ARN);
  const client = new SQSClient(AWS_CLIENT_OPTIONS);
  return {
    stores: rememberFew((tenantId) => {
      const clients = clientsOf(tenantId);
      const secrets = new SecretsManagerClient(clients.options);
      const files = new S3ReceivedFiles({ client: clients.s3, bucket: settings.INBOX_BUCKET });
      const tableNamed = (tableName: string) => ({ client: clients.dynamo, tableName });
      const openVault = () =>
        openDynamoVault(tenantId, {
          ledgerTable: tableNamed(settings.LEDGER_TABLE),
          vaultTable: tableNamed(settings.VAULT_TABLE),
          secrets,
          namePrefix: settings.TOKEN_KEY_PREFIX,
        });
      return { ...openReceiverStores({ ...clients, secrets }, settings), files, openVault };
    }),
    goOn: new SqsMessageQueue({ client, queueUrl: settings.RECEIVED_FILES_QUEUE_URL }),
    ledgerBatches: new SqsMessageQueue({ client, queueUrl: settings.LEDGER_BATCHES_QUEUE_URL }),
  };
}
