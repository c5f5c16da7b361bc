// Lambda: brings the documents of a tenant under its rules of now (a state of the hourly and the
// nightly run, and of the run by which an operator enters a setting).

import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { S3ObjectStore } from '../../lib/adapters/aws/s3-object-store.js';
import { openDoor } from '../common/door.js';
import { openKeyedStores } from '../common/keyed-stores.js';
import { LAMBDA_CLOCK } from '../common/lambda-clock.js';
import { openTenantClients, rememberFew } from '../common/tenant-clients.js';
import { timeIsUp } from '../common/time-is-up.js';
import { FUNCTION_CONTRACTS } from '../contract.js';
import { readSettings } from '../environment.js';
import { refoldTask, type RefoldHost } from './refold-task.js';

export const handler = openDoor('refold', (door) => {
  const settings = readSettings(FUNCTION_CONTRACTS.refold.settings);
  const clientsOf = openTenantClients(settings.TENANT_ROLE_ARN);
  const host: RefoldHost = {
    stores: rememberFew((tenantId) => {
      const { dynamo, s3, options } = clientsOf(tenantId);
      const clients = { dynamo, secrets: new SecretsManagerClient(options) };
      const objects = new S3ObjectStore({ client: s3, bucket: settings.LAKE_BUCKET });
      return { ...openKeyedStores(clients, settings), objects };
    }),
    clock: LAMBDA_CLOCK,
  };
  return (event: unknown, context) =>
    refoldTask(host, door, { event, isTimeUp: timeIsUp(context) });
});
