// Lambda: does what was published agree with the log and the ledger? (nightly)

import { openAthenaCalls } from '../../lib/adapters/aws/open-athena-calls.js';
import { openDoor } from '../common/door.js';
import { openEngine, openQueryText } from '../common/open-queries.js';
import { openPublisherStores } from '../common/publisher-stores.js';
import { openTenantClients, rememberFew } from '../common/tenant-clients.js';
import { FUNCTION_CONTRACTS } from '../contract.js';
import { readSettings } from '../environment.js';
import { reconcileTask, type ReconcileHost } from './reconcile-task.js';

export const handler = openDoor('reconcile', (door) => {
  const settings = readSettings(FUNCTION_CONTRACTS.reconcile.settings);
  const clientsOf = openTenantClients(settings.TENANT_ROLE_ARN);
  const host: ReconcileHost = {
    stores: rememberFew((tenantId) => {
      const clients = clientsOf(tenantId);
      const stores = openPublisherStores(clients, settings);
      const calls = openAthenaCalls(clients.options);
      return { ...stores, openEngine: () => openEngine(calls, stores.objects, settings) };
    }),
    query: openQueryText(),
  };
  return (event: unknown) => reconcileTask(host, door, event);
});
