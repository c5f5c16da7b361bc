// What a session of one tenant may do, and that another tenant's data is no part of it.

import { describe, expect, it } from '@jest/globals';
import { documentItemKey, shardKey } from '../../lib/adapters/aws/dynamodb-ledger-keys.js';
import { shardKey as lakeShardKey } from '../../lib/pipeline/lake/lake-keys.js';
import type { TenantWork as Work } from '../../functions/function-contract.js';
import { isAllowed } from './policy-decision.js';
import { statefulTemplate, statementsOf, type Statement } from './synthesized.js';

const template = statefulTemplate('prod');
const ids = Object.keys(template.toJSON()['Resources'] as Record<string, unknown>);
const idOf = (start: string) => ids.find((id) => id.startsWith(start)) ?? `no ${start}`;

const LEDGER = `\${${idOf('LedgerTable')}.Arn}`;
const VAULT = `\${${idOf('VaultTable')}.Arn}`;
const bucketArn = (name: string) => `\${${idOf(`Buckets${name}`)}.Arn}`;

const SHARD = { year: 2026, shard: 3, sha256: 'a'.repeat(64) };
const SNAPSHOT = '0'.repeat(32);

function policyOf(work: Work): readonly Statement[] {
  return statementsOf(template, 'AWS::IAM::ManagedPolicy').filter(({ logicalId }) =>
    logicalId.startsWith(`Tenants${work}Policy`),
  );
}

/** What a session of `ours` may do with a document whose partition begins as given. */
function mayUse(
  work: Work,
  action: string,
  {
    table = LEDGER,
    leading = [] as readonly string[],
    tenant = 'ours' as string | null,
    more = {} as Record<string, string>,
  },
): boolean {
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

function mayUseObject(work: Work, action: string, object: { bucket: string; key: string }) {
  return isAllowed(policyOf(work), {
    action: `s3:${action}`,
    resource: `${bucketArn(object.bucket)}/${object.key}`,
    context: { 'aws:PrincipalTag/tenantId': 'ours' },
  });
}

const pk = (tenantId: string) =>
  documentItemKey({ kind: 'year', tenantId, token: 'k1_token', year: 2026 }).pk;
const chainPk = (tenantId: string) =>
  documentItemKey({ kind: 'chain', tenantId, token: 'k1_token' }).pk;

describe('TenantRoles and documents', () => {
  it.each<[string, Work, string, Parameters<typeof mayUse>[2], boolean]>([
    ['reads its own', 'Reader', 'GetItem', { leading: [pk('ours')] }, true],
    ['reads its own chain', 'Reader', 'BatchGetItem', { leading: [chainPk('ours')] }, true],
    ["reads another's", 'Reader', 'GetItem', { leading: [pk('theirs')] }, false],
    ['reads one that begins alike', 'Reader', 'GetItem', { leading: [pk('ours2')] }, false],
    [
      "slips another's into a batch",
      'Reader',
      'BatchGetItem',
      { leading: [pk('ours'), pk('theirs')] },
      false,
    ],
    ['names no key at all', 'Reader', 'Query', {}, false],
    ['scans', 'Publisher', 'Scan', { leading: [pk('ours')] }, false],
    ['has no tenant', 'Reader', 'GetItem', { leading: [pk('ours')], tenant: null }, false],
    ['has no tenant, key likewise', 'Reader', 'GetItem', { leading: ['#x'], tenant: null }, false],
    [
      'lists its shards by the index',
      'Publisher',
      'Query',
      { table: `${LEDGER}/index/shards`, leading: [shardKey('ours', 3)] },
      true,
    ],
    [
      "lists another's shards",
      'Publisher',
      'Query',
      { table: `${LEDGER}/index/shards`, leading: [shardKey('theirs', 3)] },
      false,
    ],
    [
      'reads an index that nobody named',
      'Publisher',
      'Query',
      { table: `${LEDGER}/index/other`, leading: [shardKey('ours', 3)] },
      false,
    ],
    ['writes as a reader', 'Reader', 'PutItem', { leading: [pk('ours')] }, false],
    ['writes as the receiver', 'Receiver', 'PutItem', { leading: [pk('ours')] }, true],
    ["writes another's", 'Receiver', 'PutItem', { leading: [pk('theirs')] }, false],
    [
      'puts an identity as the receiver',
      'Receiver',
      'PutItem',
      { table: VAULT, leading: ['ours#k1'] },
      true,
    ],
    [
      'puts an identity as the poster',
      'Poster',
      'PutItem',
      { table: VAULT, leading: ['ours#k1'] },
      false,
    ],
    [
      'puts an identity and asks what was there',
      'Receiver',
      'PutItem',
      { table: VAULT, leading: ['ours#k1'], more: { 'dynamodb:ReturnValues': 'ALL_OLD' } },
      false,
    ],
    [
      'looks an identity up as the receiver',
      'Receiver',
      'GetItem',
      { table: VAULT, leading: ['ours#k1'] },
      false,
    ],
    [
      'looks an identity up as the publisher',
      'Publisher',
      'GetItem',
      { table: VAULT, leading: ['ours#k1'] },
      false,
    ],
    [
      'looks an identity up as the identifier',
      'Identifier',
      'GetItem',
      { table: VAULT, leading: ['ours#k1'] },
      true,
    ],
    [
      "looks another's identity up",
      'Identifier',
      'GetItem',
      { table: VAULT, leading: ['theirs#k1'] },
      false,
    ],
  ])('%s: %s %s', (_, work, action, request, expected) => {
    expect(mayUse(work, action, request)).toBe(expected);
  });
});

describe('TenantRoles and objects', () => {
  it.each<[string, Work, string, { bucket: string; key: string }, boolean]>([
    [
      'reads its tables',
      'Reader',
      'GetObject',
      { bucket: 'Lake', key: lakeShardKey('ours', SNAPSHOT, SHARD) },
      true,
    ],
    [
      "reads another's tables",
      'Reader',
      'GetObject',
      { bucket: 'Lake', key: lakeShardKey('theirs', SNAPSHOT, SHARD) },
      false,
    ],
    [
      'reads those of a name that begins alike',
      'Reader',
      'GetObject',
      { bucket: 'Lake', key: lakeShardKey('ours2', SNAPSHOT, SHARD) },
      false,
    ],
    ['writes tables', 'Reader', 'PutObject', { bucket: 'Lake', key: 'tenant=ours/x' }, false],
    ['writes tables', 'Publisher', 'PutObject', { bucket: 'Lake', key: 'tenant=ours/x' }, true],
    ['reads raw files', 'Publisher', 'GetObject', { bucket: 'Inbox', key: 'tenant=ours/x' }, false],
    ['reads raw files', 'Receiver', 'GetObject', { bucket: 'Inbox', key: 'tenant=ours/x' }, true],
    [
      "reads another's raw files",
      'Receiver',
      'GetObject',
      { bucket: 'Inbox', key: 'tenant=theirs/x' },
      false,
    ],
    [
      'changes a raw file',
      'Receiver',
      'PutObject',
      { bucket: 'Inbox', key: 'tenant=ours/x' },
      false,
    ],
    [
      'keeps a text in quarantine',
      'Receiver',
      'PutObject',
      { bucket: 'Quarantine', key: 'tenant=ours/x' },
      true,
    ],
    [
      'posts claims, sees no file',
      'Poster',
      'GetObject',
      { bucket: 'Inbox', key: 'tenant=ours/x' },
      false,
    ],
    [
      'tells webhooks, sees no file',
      'Messenger',
      'GetObject',
      { bucket: 'Inbox', key: 'tenant=ours/x' },
      false,
    ],
    [
      'tells webhooks, sees no table',
      'Messenger',
      'GetObject',
      { bucket: 'Lake', key: 'tenant=ours/x' },
      false,
    ],
    [
      'keeps what people looked at',
      'Dashboard',
      'PutObject',
      { bucket: 'Lake', key: 'tenant=ours/audit/2026-01-01/x' },
      true,
    ],
    [
      'takes that back',
      'Dashboard',
      'DeleteObject',
      { bucket: 'Lake', key: 'tenant=ours/audit/2026-01-01/x' },
      false,
    ],
    [
      'takes a saved view back',
      'Dashboard',
      'DeleteObject',
      { bucket: 'Lake', key: 'tenant=ours/views/x' },
      true,
    ],
    [
      "takes another's saved view back",
      'Dashboard',
      'DeleteObject',
      { bucket: 'Lake', key: 'tenant=theirs/views/x' },
      false,
    ],
    [
      'opens a text of quarantine',
      'Dashboard',
      'GetObject',
      { bucket: 'Quarantine', key: 'tenant=ours/x' },
      false,
    ],
    [
      'lets a file in',
      'Dashboard',
      'PutObject',
      { bucket: 'Inbox', key: 'tenant=ours/incoming/2026-06-30/x' },
      true,
    ],
    [
      "lets a file into another's inbox",
      'Dashboard',
      'PutObject',
      { bucket: 'Inbox', key: 'tenant=theirs/incoming/2026-06-30/x' },
      false,
    ],
    [
      'puts a file beside those',
      'Dashboard',
      'PutObject',
      { bucket: 'Inbox', key: 'tenant=ours/x' },
      false,
    ],
    [
      'reads what was let in',
      'Dashboard',
      'GetObject',
      { bucket: 'Inbox', key: 'tenant=ours/incoming/2026-06-30/x' },
      false,
    ],
    [
      'writes a report',
      'Dashboard',
      'PutObject',
      { bucket: 'Reports', key: 'tenant=ours/x' },
      false,
    ],
    ['writes a report', 'Scorer', 'PutObject', { bucket: 'Reports', key: 'tenant=ours/x' }, true],
    [
      'takes a person out of a report',
      'Identifier',
      'DeleteObject',
      { bucket: 'Reports', key: 'tenant=ours/x' },
      true,
    ],
    [
      'takes a text out of quarantine',
      'Identifier',
      'DeleteObject',
      { bucket: 'Quarantine', key: 'tenant=ours/x' },
      true,
    ],
    [
      "takes a file out of another's lake",
      'Identifier',
      'DeleteObject',
      { bucket: 'Lake', key: 'tenant=theirs/x' },
      false,
    ],
    [
      'knows who people are, sees no file',
      'Identifier',
      'GetObject',
      { bucket: 'Inbox', key: 'tenant=ours/x' },
      false,
    ],
    [
      'folds anew, sees no text of quarantine',
      'Refolder',
      'GetObject',
      { bucket: 'Quarantine', key: 'tenant=ours/x' },
      false,
    ],
    ['reads a report', 'Reader', 'GetObject', { bucket: 'Reports', key: 'tenant=ours/x' }, true],
    [
      "reads another's report",
      'Reader',
      'GetObject',
      { bucket: 'Reports', key: 'tenant=b/x' },
      false,
    ],
  ])('%s: %s %s', (_, work, action, object, expected) => {
    expect(mayUseObject(work, action, object)).toBe(expected);
  });

  it.each([
    ['tenant=ours/', true],
    ['tenant=ours/lake/', true],
    ['tenant=ours2/', false],
    ['tenant=', false],
    ['', false],
  ])('lists %j: %s', (prefix, expected) => {
    const decision = isAllowed(policyOf('Publisher'), {
      action: 's3:ListBucket',
      resource: bucketArn('Lake'),
      context: { 'aws:PrincipalTag/tenantId': 'ours', 's3:prefix': prefix },
    });

    expect(decision).toBe(expected);
  });

  it('never lists the inbox for people', () => {
    const decision = isAllowed(policyOf('Dashboard'), {
      action: 's3:ListBucket',
      resource: bucketArn('Inbox'),
      context: { 'aws:PrincipalTag/tenantId': 'ours', 's3:prefix': 'tenant=ours/incoming/' },
    });

    expect(decision).toBe(false);
  });

  it('never lists the answers of queries, nor the queries', () => {
    const context = { 'aws:PrincipalTag/tenantId': 'ours', 's3:prefix': 'tenant=ours/' };
    const listing = (action: string, resource: string) =>
      isAllowed(policyOf('Publisher'), { action, resource, context });

    expect(listing('s3:ListBucket', bucketArn('Results'))).toBe(false);
    expect(policyOf('Publisher').flatMap(({ actions }) => actions)).not.toContain(
      'athena:ListQueryExecutions',
    );
  });
});

describe('TenantRoles and token keys', () => {
  const secret = (tenant: string, suffix = '-a1B2c3') =>
    `arn:aws:secretsmanager:us-east-1:\${AWS::AccountId}:secret:kxray/prod/${tenant}/token-key${suffix}`;
  const vaultKey = (tenant: string) => secret(tenant).replace('token-key', 'vault-key');
  const made = (tenant: string, name = 'token-key') => ({
    'secretsmanager:Name': `kxray/prod/${tenant}/${name}`,
  });
  const vaultMade = (tenant: string) => made(tenant, 'vault-key');

  it.each<[string, Work, string, string, Record<string, string>, boolean]>([
    ['its own', 'Receiver', 'GetSecretValue', secret('ours'), {}, true],
    ["another's", 'Receiver', 'GetSecretValue', secret('theirs'), {}, false],
    ['one beneath its own', 'Receiver', 'GetSecretValue', secret('ours', '-a1B2c3x'), {}, false],
    ['its own', 'Publisher', 'GetSecretValue', secret('ours'), {}, false],
    ['its own', 'Receiver', 'CreateSecret', secret('ours'), made('ours'), true],
    ["another's", 'Receiver', 'CreateSecret', secret('theirs'), made('theirs'), false],
    ['a second one', 'Receiver', 'CreateSecret', secret('ours', '2-a1B2c3'), made('ours2'), false],
    ['its own', 'Dashboard', 'GetSecretValue', secret('ours'), {}, true],
    ['its own', 'Messenger', 'CreateSecret', secret('ours'), made('ours'), false],
    ['its own', 'Reader', 'CreateSecret', secret('ours'), made('ours'), false],
    ['its own', 'Receiver', 'PutSecretValue', secret('ours'), {}, false],
    ['its own', 'Identifier', 'DeleteSecret', secret('ours'), {}, false],
    ['its own', 'Identifier', 'PutSecretValue', secret('ours'), {}, true],
    ['its own', 'Identifier', 'UpdateSecretVersionStage', secret('ours'), {}, true],
    ["another's", 'Identifier', 'PutSecretValue', secret('theirs'), {}, false],
    ["another's", 'Identifier', 'UpdateSecretVersionStage', secret('theirs'), {}, false],
    ['its own', 'Identifier', 'CreateSecret', secret('ours'), made('ours'), false],
    ["its vault's", 'Identifier', 'GetSecretValue', vaultKey('ours'), {}, true],
    ["its vault's", 'Identifier', 'CreateSecret', vaultKey('ours'), vaultMade('ours'), true],
    ["its vault's", 'Identifier', 'PutSecretValue', vaultKey('ours'), {}, false],
    ["another's vault's", 'Identifier', 'GetSecretValue', vaultKey('theirs'), {}, false],
    [
      "another's vault's",
      'Identifier',
      'CreateSecret',
      vaultKey('theirs'),
      vaultMade('theirs'),
      false,
    ],
    ["its vault's", 'Receiver', 'GetSecretValue', vaultKey('ours'), {}, false],
    ["its vault's", 'Poster', 'GetSecretValue', vaultKey('ours'), {}, false],
    ["its vault's", 'Refolder', 'GetSecretValue', vaultKey('ours'), {}, false],
    ['its own', 'Refolder', 'GetSecretValue', secret('ours'), {}, true],
    ['its own', 'Refolder', 'PutSecretValue', secret('ours'), {}, false],
  ])('%s: %s %s', (_, work, action, resource, more, expected) => {
    const decision = isAllowed(policyOf(work), {
      action: `secretsmanager:${action}`,
      resource,
      context: { 'aws:PrincipalTag/tenantId': 'ours', ...more },
    });

    expect(decision).toBe(expected);
  });
});
