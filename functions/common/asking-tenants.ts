// Opens the stores of doors that show or prepare data, tenant by tenant, on the real services.

import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { openAthenaCalls } from '../../lib/adapters/aws/open-athena-calls.js';
import { openAskingStores, type AskingSettings, type AskingStores } from './asking-stores.js';
import { openTenantClients, rememberFew, type TenantClients } from './tenant-clients.js';

/** `more`: what this door alone works with, on the same clients and so in the same session. */
export function openAskingTenants<More extends object>(
  settings: AskingSettings,
  more: (clients: TenantClients) => More,
): (tenantId: string) => AskingStores & More {
  const clientsOf = openTenantClients(settings.TENANT_ROLE_ARN);
  return rememberFew((tenantId) => {
    const clients = clientsOf(tenantId);
    const secrets = new SecretsManagerClient(clients.options);
    const athena = openAthenaCalls(clients.options);
    return { ...openAskingStores({ ...clients, secrets, athena }, settings), ...more(clients) };
  });
}
