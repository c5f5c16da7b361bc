// What a door may do while it works for one tenant, as statements of a policy. The tenant is a tag
// of the session, set when the role is assumed: keys of documents must begin with it (LeadingKeys),
// and so must keys of objects. A bug that mixes tenants up meets a refusal and not another's data.

import { ArnFormat, Stack } from 'aws-cdk-lib';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';

/** The tag of a session, and what stands for its value in a policy. */
export const TENANT_TAG = 'tenantId';
const TENANT = `\${aws:PrincipalTag/${TENANT_TAG}}`;

export type Access = 'read' | 'write';

export interface TableAccess {
  readonly table: TableV2;
  readonly key: IKey;
  /** By name, so that no other index comes in unseen. */
  readonly indexes: readonly string[];
  /** `append` puts items and is never told what is there. */
  readonly access: Access | 'append';
}

export interface BucketAccess {
  readonly bucket: Bucket;
  readonly key: IKey;
  /**
   * `keep` puts objects and deletes none: an audit trail is among them. `bring` puts them into one
   * folder and is told nothing of what is there.
   */
  readonly access: Access | 'keep' | 'bring';
  /** The one folder of the tenant into which `bring` puts. */
  readonly intoFolder?: string;
  /** A folder of the tenant in which `keep` deletes too. */
  readonly mayEmpty?: string;
}

export interface TokenKeyAccess {
  /** Names are PREFIX/TENANT/token-key: one secret a tenant, made when its first file comes. */
  readonly namePrefix: string;
  readonly key: IKey;
  /** `rotate` puts another key beside the one in force, and has the vault's key. */
  readonly access: 'read' | 'create' | 'rotate';
}

export interface QueryAccess {
  readonly workgroupArn: string;
  readonly databaseName: string;
  readonly tableNames: readonly string[];
  readonly results: Bucket;
}

const READ_DOCUMENTS = ['BatchGetItem', 'GetItem', 'Query'];
/** Not among them: Scan and PartiQL, which can do without a leading key. */
const DOCUMENT_ACTIONS: Readonly<Record<TableAccess['access'], readonly string[]>> = {
  read: READ_DOCUMENTS,
  write: [...READ_DOCUMENTS, 'ConditionCheckItem', 'DeleteItem', 'PutItem', 'UpdateItem'],
  append: ['PutItem'],
};
const OBJECT_ACTIONS: Readonly<Record<BucketAccess['access'], readonly string[]>> = {
  read: ['GetObject'],
  bring: ['PutObject'],
  keep: ['AbortMultipartUpload', 'GetObject', 'PutObject'],
  write: ['AbortMultipartUpload', 'DeleteObject', 'GetObject', 'PutObject'],
};

export function documentStatements({
  table,
  indexes,
  key,
  access,
}: TableAccess): readonly PolicyStatement[] {
  return [
    new PolicyStatement({
      actions: DOCUMENT_ACTIONS[access].map((action) => `dynamodb:${action}`),
      resources: [table.tableArn, ...indexes.map((name) => `${table.tableArn}/index/${name}`)],
      conditions: {
        'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [`${TENANT}#*`] },
        // "All values" holds for a request without any, so there must be one.
        Null: { 'dynamodb:LeadingKeys': 'false' },
        // A put may ask for what it replaced.
        ...(access === 'append'
          ? { StringEqualsIfExists: { 'dynamodb:ReturnValues': ['NONE'] } }
          : {}),
      },
    }),
    keyStatement(key, 'dynamodb', [
      'Decrypt',
      'DescribeKey',
      ...(access === 'read' ? [] : ['Encrypt', 'GenerateDataKey', 'ReEncryptFrom', 'ReEncryptTo']),
    ]),
  ];
}

export function objectStatements({
  bucket,
  key,
  access,
  mayEmpty,
  intoFolder,
}: BucketAccess): readonly PolicyStatement[] {
  const objects = new PolicyStatement({
    actions: OBJECT_ACTIONS[access].map((action) => `s3:${action}`),
    resources: [tenantObjects(bucket, intoFolder)],
  });
  if (access === 'bring') return [objects, keyStatement(key, 's3', ['GenerateDataKey'])];
  return [
    ...(mayEmpty === undefined
      ? []
      : [
          new PolicyStatement({
            actions: ['s3:DeleteObject'],
            resources: [tenantObjects(bucket, mayEmpty)],
          }),
        ]),
    objects,
    new PolicyStatement({
      actions: ['s3:ListBucket'],
      resources: [bucket.bucketArn],
      conditions: { StringLike: { 's3:prefix': [`tenant=${TENANT}/*`] } },
    }),
    keyStatement(key, 's3', access === 'read' ? ['Decrypt'] : ['Decrypt', 'GenerateDataKey']),
  ];
}

/** Objects of the session's tenant: the slash keeps `a` from being the beginning of `ab`. */
export function tenantObjects(bucket: Bucket, folder = ''): string {
  return bucket.arnForObjects(`tenant=${TENANT}/${folder}*`);
}

/**
 * The key that makes tokens out of Medicare numbers. Created once and never changed or deleted by a
 * door: whoever loses it cannot join new claims to old totals.
 */
export function tokenKeyStatements(
  scope: Construct,
  { namePrefix, key, access }: TokenKeyAccess,
): readonly PolicyStatement[] {
  const read = new PolicyStatement({
    actions: ['secretsmanager:GetSecretValue'],
    // Secrets Manager puts six characters of its own behind a name.
    resources: [tokenKeySecret(scope, namePrefix, '-??????')],
  });
  if (access === 'read') return [read, keyStatement(key, 'secretsmanager', ['Decrypt'])];
  return [
    read,
    ...(access === 'create'
      ? [createStatement(scope, namePrefix, 'token-key')]
      : rotateStatements(scope, namePrefix)),
    keyStatement(key, 'secretsmanager', ['Decrypt', 'GenerateDataKey']),
  ];
}

/**
 * Versions of the token key are added and labelled; none is deleted by hand, and AWS clears away
 * what has no label. Whoever changes the key must know whose tokens there are.
 */
function rotateStatements(scope: Construct, namePrefix: string): readonly PolicyStatement[] {
  return [
    new PolicyStatement({
      actions: ['secretsmanager:PutSecretValue', 'secretsmanager:UpdateSecretVersionStage'],
      resources: [tokenKeySecret(scope, namePrefix, '-??????')],
    }),
    new PolicyStatement({
      actions: ['secretsmanager:GetSecretValue'],
      resources: [vaultKeySecret(scope, namePrefix, '-??????')],
    }),
    createStatement(scope, namePrefix, 'vault-key'),
  ];
}

type SecretName = 'token-key' | 'vault-key';

function createStatement(scope: Construct, prefix: string, name: SecretName): PolicyStatement {
  return new PolicyStatement({
    actions: ['secretsmanager:CreateSecret'],
    resources: [tenantSecret(scope, prefix, `${name}*`)],
    conditions: { StringEquals: { 'secretsmanager:Name': `${prefix}/${TENANT}/${name}` } },
  });
}

export function tokenKeySecret(scope: Construct, namePrefix: string, suffix: string): string {
  return tenantSecret(scope, namePrefix, `token-key${suffix}`);
}

export function vaultKeySecret(scope: Construct, namePrefix: string, suffix: string): string {
  return tenantSecret(scope, namePrefix, `vault-key${suffix}`);
}

function tenantSecret(scope: Construct, namePrefix: string, name: string): string {
  return Stack.of(scope).formatArn({
    service: 'secretsmanager',
    resource: 'secret',
    resourceName: `${namePrefix}/${TENANT}/${name}`,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
}

/**
 * Queries read objects with the session's own rights, so the tenant's folder is the limit of them
 * too. Answers lie beside each other, under names that only whoever asked was told, and cannot be
 * listed.
 */
export function queryStatements(scope: Construct, query: QueryAccess): readonly PolicyStatement[] {
  const { databaseName, tableNames, results, workgroupArn } = query;
  const glue = (resource: string, resourceName?: string) =>
    Stack.of(scope).formatArn({
      service: 'glue',
      resource,
      ...(resourceName === undefined ? {} : { resourceName }),
    });
  return [
    new PolicyStatement({
      actions: [
        'athena:GetQueryExecution',
        'athena:GetQueryResults',
        'athena:StartQueryExecution',
        'athena:StopQueryExecution',
      ],
      resources: [workgroupArn],
    }),
    new PolicyStatement({
      actions: ['glue:GetDatabase', 'glue:GetTable'],
      resources: [
        glue('catalog'),
        glue('database', databaseName),
        ...tableNames.map((name) => glue('table', `${databaseName}/${name}`)),
      ],
    }),
    new PolicyStatement({
      actions: ['s3:AbortMultipartUpload', 's3:GetObject', 's3:PutObject'],
      resources: [answers(results)],
    }),
    new PolicyStatement({
      actions: ['s3:GetBucketLocation'],
      resources: [results.bucketArn],
    }),
  ];
}

export function answers(results: Bucket): string {
  return results.arnForObjects('*');
}

/** Only by way of the service that keeps the data: a key alone opens nothing. */
function keyStatement(
  key: IKey,
  service: 'dynamodb' | 's3' | 'secretsmanager',
  actions: readonly string[],
): PolicyStatement {
  const { region } = Stack.of(key);
  return new PolicyStatement({
    actions: actions.map((action) => `kms:${action}`),
    resources: [key.keyArn],
    conditions: { StringEquals: { 'kms:ViaService': `${service}.${region}.amazonaws.com` } },
  });
}
