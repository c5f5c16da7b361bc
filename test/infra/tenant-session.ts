// What a session of the tenant `ours` may do in each role, asked of the policies as they are
// synthesized. Cases are tables: what somebody tries, and whether it is allowed.

import { expect, it } from '@jest/globals';
import { documentItemKey } from '../../lib/adapters/aws/dynamodb-ledger-keys.js';
import type { TenantWork as Work } from '../../functions/function-contract.js';
import { isAllowed } from './policy-decision.js';
import { statefulTemplate, statementsOf, type Statement } from './synthesized.js';

const template = statefulTemplate('prod');
const ids = Object.keys(template.toJSON()['Resources'] as Record<string, unknown>);
const idOf = (start: string) => ids.find((id) => id.startsWith(start)) ?? `no ${start}`;

const LEDGER = `\${${idOf('LedgerTable')}.Arn}`;
const VAULT = `\${${idOf('VaultTable')}.Arn}`;
/** The index of shards, and one that nobody named. */
export const SHARDS = `${LEDGER}/index/shards`;
export const OTHER_INDEX = `${LEDGER}/index/other`;

export type BucketName = 'Inbox' | 'Quarantine' | 'Lake' | 'Reports' | 'Results';

export function bucketArn(name: BucketName): string {
  return `\${${idOf(`Buckets${name}`)}.Arn}`;
}

export function policyOf(work: Work): readonly Statement[] {
  return statementsOf(template, 'AWS::IAM::ManagedPolicy').filter(({ logicalId }) =>
    logicalId.startsWith(`Tenants${work}Policy`),
  );
}

export interface DocumentRequest {
  readonly table?: string;
  readonly leading?: readonly string[];
  /** Of the session; null: it has none. */
  readonly tenant?: string | null;
  readonly more?: Readonly<Record<string, string>>;
}

/** A document whose partition begins as given. */
function mayUse(work: Work, action: string, request: DocumentRequest): boolean {
  const { table = LEDGER, leading = [], tenant = 'ours', more = {} } = request;
  return isAllowed(policyOf(work), {
    action: `dynamodb:${action}`,
    resource: table,
    context: {
      ...more,
      ...(tenant === null ? {} : { 'aws:PrincipalTag/tenantId': tenant }),
      ...(leading.length === 0 ? {} : { 'dynamodb:LeadingKeys': leading }),
    },
  });
}

export interface ObjectRequest {
  readonly bucket: BucketName;
  readonly key: string;
}

function mayUseObject(work: Work, action: string, { bucket, key }: ObjectRequest): boolean {
  return isAllowed(policyOf(work), {
    action: `s3:${action}`,
    resource: `${bucketArn(bucket)}/${key}`,
    context: { 'aws:PrincipalTag/tenantId': 'ours' },
  });
}

export function mayList(work: Work, bucket: BucketName, prefix: string): boolean {
  return isAllowed(policyOf(work), {
    action: 's3:ListBucket',
    resource: bucketArn(bucket),
    context: { 'aws:PrincipalTag/tenantId': 'ours', 's3:prefix': prefix },
  });
}

/** `name`: what a request to make a secret says that it shall be called. */
function mayUseSecret(work: Work, action: string, secret: SecretRequest): boolean {
  return isAllowed(policyOf(work), {
    action: `secretsmanager:${action}`,
    resource: secret.arn,
    context: {
      'aws:PrincipalTag/tenantId': 'ours',
      ...(secret.name === undefined ? {} : { 'secretsmanager:Name': secret.name }),
    },
  });
}

export interface SecretRequest {
  readonly arn: string;
  readonly name?: string;
}

/** Of the tenant; the store ends each name with a few letters of its own. */
export function tokenKeyOf(tenant: string, suffix = '-a1B2c3'): SecretRequest {
  return secretOf(`${tenant}/token-key${suffix}`);
}

export function vaultKeyOf(tenant: string): SecretRequest {
  return secretOf(`${tenant}/vault-key-a1B2c3`);
}

/** One that is to be made, and so says its name. */
export function newTokenKeyOf(tenant: string): SecretRequest {
  return { ...tokenKeyOf(tenant), name: `kxray/prod/${tenant}/token-key` };
}

export function newVaultKeyOf(tenant: string): SecretRequest {
  return { ...vaultKeyOf(tenant), name: `kxray/prod/${tenant}/vault-key` };
}

function secretOf(name: string): SecretRequest {
  return { arn: `arn:aws:secretsmanager:us-east-1:\${AWS::AccountId}:secret:kxray/prod/${name}` };
}

export function yearKey(tenantId: string): string {
  return documentItemKey({ kind: 'year', tenantId, token: 'k1_token', year: 2026 }).pk;
}

export function chainKey(tenantId: string): string {
  return documentItemKey({ kind: 'chain', tenantId, token: 'k1_token' }).pk;
}

/** Documents that begin with these keys. */
export function leading(...keys: readonly string[]): DocumentRequest {
  return { leading: keys };
}

/** Who somebody is, in the vault of a tenant. */
export function identityOf(tenant: string): DocumentRequest {
  return { table: VAULT, leading: [`${tenant}#k1`] };
}

export function at(bucket: BucketName, key: string): ObjectRequest {
  return { bucket, key };
}

/** What somebody tries, as which work, by which action, on what, and whether it is allowed. */
type Cases<Request> = readonly (readonly [string, Work, string, Request, boolean])[];

export function documentCases(cases: Cases<DocumentRequest>): void {
  judge(cases, mayUse);
}

export function objectCases(cases: Cases<ObjectRequest>): void {
  judge(cases, mayUseObject);
}

export function secretCases(cases: Cases<SecretRequest>): void {
  judge(cases, mayUseSecret);
}

function judge<Request>(
  cases: Cases<Request>,
  may: (work: Work, action: string, request: Request) => boolean,
): void {
  it.each([...cases])('%s: %s %s', (_what, work, action, request, expected) => {
    expect(may(work, action, request)).toBe(expected);
  });
}
