// Lambda: which tenants a run is about (first state of the nightly and the monthly run).

import { S3Client } from '@aws-sdk/client-s3';
import { AWS_CLIENT_OPTIONS } from '../../lib/adapters/aws/aws-client-options.js';
import { listTenants } from '../../lib/adapters/aws/s3-tenant-list.js';
import { openDoor } from '../common/door.js';
import type { TenantList } from '../task-answers.js';
import { FUNCTION_CONTRACTS } from '../contract.js';
import { readSettings } from '../environment.js';

export const handler = openDoor<unknown, TenantList>('list-tenants', ({ logger }) => {
  const { INBOX_BUCKET: inboxBucket } = readSettings(FUNCTION_CONTRACTS['list-tenants'].settings);
  const client = new S3Client(AWS_CLIENT_OPTIONS);
  return async () => {
    const tenantIds = await listTenants({ client, inboxBucket });
    logger.info('listed', { step: 'list-tenants', count: tenantIds.length });
    return { tenantIds };
  };
});
