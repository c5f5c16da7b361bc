// Clients of AWS for one tenant at a time: opened with the data role of the door, for that tenant.
// The door's own credentials reach no data.

import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { STSClient } from '@aws-sdk/client-sts';
import { AWS_CLIENT_OPTIONS } from '../../lib/adapters/aws/aws-client-options.js';
import {
  tenantCredentials,
  type SessionCredentials,
} from '../../lib/adapters/aws/tenant-credentials.js';

export interface TenantClients {
  readonly dynamo: DynamoDBClient;
  readonly s3: S3Client;
  /** For clients that only some doors need. */
  readonly options: ClientOptions;
}

export type ClientOptions = typeof AWS_CLIENT_OPTIONS & {
  readonly credentials: () => Promise<SessionCredentials>;
};

/** As many tenants as a warm function keeps connections for. */
const MOST_KEPT = 50;

export function openTenantClients(roleArn: string): (tenantId: string) => TenantClients {
  const sts = new STSClient(AWS_CLIENT_OPTIONS);
  const open = (tenantId: string): TenantClients => {
    const credentials = tenantCredentials({ client: sts, roleArn }, tenantId);
    const options = { ...AWS_CLIENT_OPTIONS, credentials };
    return { dynamo: new DynamoDBClient(options), s3: new S3Client(options), options };
  };
  return rememberFew(open);
}

/** Makes the value of a tenant once, and forgets the tenant that came first when many come. */
export function rememberFew<Value>(make: (tenantId: string) => Value): (tenantId: string) => Value {
  const known = new Map<string, Value>();
  return (tenantId) => {
    const value = known.get(tenantId) ?? make(tenantId);
    known.set(tenantId, value);
    const [first] = known.keys();
    if (known.size > MOST_KEPT && first !== undefined) known.delete(first);
    return value;
  };
}
