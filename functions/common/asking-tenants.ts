// Opens the stores of doors that show or prepare data, tenant by tenant, on the real services.

import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { openAthenaCalls } from '../../lib/adapters/aws/open-athena-calls.js';
import { openAskingStores, type AskingSettings, type AskingStores } from './asking-stores.js';
import { openTenantClients, rememberFew } from './tenant-clients.js';

export function openAskingTenants(settings: AskingSettings): (tenantId: string) => AskingStores {
  const clientsOf = openTenantClients(settings.TENANT_ROLE_ARN);
  return rememberFew((tenantId) => {
    const clients = clientsOf(tenantId);
    const secrets = new SecretsManagerClient(clients.options);
    const athena = openAthenaCalls(clients.options);
    return openAskingStores({ ...clients, secrets, athena }, settings);
  });
}
