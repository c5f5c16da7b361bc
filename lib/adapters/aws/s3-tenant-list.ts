// Which tenants there are: the folders of the inbox. The door that asks sees names of folders and
// can open none.

import { ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';
import { TENANT_ID_PATTERN } from '../../domain/tenant-id.js';
import { DEFAULT_RETRY, withRetries, type RetryPolicy } from './aws-retry.js';

export interface TenantListOptions {
  readonly client: S3Client;
  readonly inboxBucket: string;
  readonly retry?: Partial<RetryPolicy>;
}

const PREFIX = 'tenant=';
const TENANT_FOLDER = new RegExp(`^tenant=(${TENANT_ID_PATTERN})/$`);

/** In byte order. A folder whose name is no tenant's is passed over. */
export async function listTenants(options: TenantListOptions): Promise<readonly string[]> {
  const { client, inboxBucket } = options;
  const retry = { ...DEFAULT_RETRY, ...options.retry };
  const tenants: string[] = [];
  let token: string | undefined;
  do {
    const query = { Bucket: inboxBucket, Prefix: PREFIX, Delimiter: '/', ContinuationToken: token };
    const page = await withRetries('ListObjectsV2', retry, () =>
      client.send(new ListObjectsV2Command(query)),
    );
    for (const { Prefix = '' } of page.CommonPrefixes ?? []) {
      const [, tenantId] = TENANT_FOLDER.exec(Prefix) ?? [];
      if (tenantId !== undefined) tenants.push(tenantId);
    }
    token = page.IsTruncated === true ? page.NextContinuationToken : undefined;
  } while (token !== undefined);
  return tenants;
}
