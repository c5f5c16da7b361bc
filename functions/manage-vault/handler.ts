// Lambda: makes a tenant's identity vault, changes its token key, deletes one person's data (the
// state machine `identity`, started by an operator). Nothing else may read the vault.

import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { openDoor } from '../common/door.js';
import { LAMBDA_CLOCK } from '../common/lambda-clock.js';
import { openTenantClients, rememberFew } from '../common/tenant-clients.js';
import { FUNCTION_CONTRACTS } from '../contract.js';
import { readSettings } from '../environment.js';
import { timeIsUp } from '../common/time-is-up.js';
import { manageVaultTask, type VaultHost } from './manage-vault-task.js';
import { openVaultStores } from './vault-stores.js';

export const handler = openDoor('manage-vault', (door) => {
  const settings = readSettings(FUNCTION_CONTRACTS['manage-vault'].settings);
  const clientsOf = openTenantClients(settings.TENANT_ROLE_ARN);
  const host: VaultHost = {
    stores: rememberFew((tenantId) => {
      const clients = clientsOf(tenantId);
      const secrets = new SecretsManagerClient(clients.options);
      return openVaultStores(tenantId, { ...clients, secrets }, settings);
    }),
    clock: LAMBDA_CLOCK,
  };
  return (event: unknown, context) =>
    manageVaultTask(host, door, { event, isTimeUp: timeIsUp(context) });
});
