// Lambda: brings the lake of a tenant up to its ledger (a state of the nightly and hourly runs).

import { openDoor } from '../common/door.js';
import { openPublisherStores } from '../common/publisher-stores.js';
import { LAMBDA_CLOCK } from '../common/lambda-clock.js';
import { openTenantClients, rememberFew } from '../common/tenant-clients.js';
import { timeIsUp } from '../common/time-is-up.js';
import { FUNCTION_CONTRACTS } from '../contract.js';
import { readSettings } from '../environment.js';
import { publishTask, type PublishHost } from './publish-task.js';

export const handler = openDoor('publish', (door) => {
  const settings = readSettings(FUNCTION_CONTRACTS.publish.settings);
  const clientsOf = openTenantClients(settings.TENANT_ROLE_ARN);
  const host: PublishHost = {
    stores: rememberFew((tenantId) => openPublisherStores(clientsOf(tenantId), settings)),
    clock: LAMBDA_CLOCK,
  };
  return (event: unknown, context) =>
    publishTask({ ...host, isTimeUp: timeIsUp(context) }, door, event);
});
