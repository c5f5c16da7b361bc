// Lambda: batches of claims wait for the ledger (queue of ledger batches).

import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { openQueueDoor } from '../common/queue-door.js';
import { openReceiverStores } from '../common/receiver-stores.js';
import { openTenantClients, rememberFew } from '../common/tenant-clients.js';
import { FUNCTION_CONTRACTS } from '../contract.js';
import { readSettings } from '../environment.js';
import { postMessage, type PostHost } from './post-message.js';

export const handler = openQueueDoor('post-ledger', (door) => {
  const host = openHost();
  return (body) => postMessage(host, door, body);
});

function openHost(): PostHost {
  const settings = readSettings(FUNCTION_CONTRACTS['post-ledger'].settings);
  const clientsOf = openTenantClients(settings.TENANT_ROLE_ARN);
  return {
    stores: rememberFew((tenantId) => {
      const clients = clientsOf(tenantId);
      const secrets = new SecretsManagerClient(clients.options);
      return openReceiverStores({ ...clients, secrets }, settings);
    }),
  };
}
