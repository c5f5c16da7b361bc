// Roles of doors that publish, ask and fold: they see tables of their tenant, no file and no key
// that they have no use for.

import { describe, expect, it } from '@jest/globals';
import { shardKey } from '../../lib/adapters/aws/dynamodb-ledger-keys.js';
import { isAllowed } from './policy-decision.js';
import {
  at,
  bucketArn,
  documentCases,
  identityOf,
  leading,
  mayList,
  objectCases,
  OTHER_INDEX,
  policyOf,
  secretCases,
  SHARDS,
  tokenKeyOf,
  vaultKeyOf,
  yearKey,
} from './tenant-session.js';

describe('TenantRoles of the lake and documents', () => {
  const shards = (tenant: string, table = SHARDS) => ({ table, leading: [shardKey(tenant, 3)] });

  documentCases([
    ['scans', 'Publisher', 'Scan', leading(yearKey('ours')), false],
    ['lists its shards by the index', 'Publisher', 'Query', shards('ours'), true],
    ["lists another's shards", 'Publisher', 'Query', shards('theirs'), false],
    ['reads an index that nobody named', 'Publisher', 'Query', shards('ours', OTHER_INDEX), false],
    ['looks an identity up', 'Publisher', 'GetItem', identityOf('ours'), false],
  ]);
});

describe('TenantRoles of the lake and objects', () => {
  objectCases([
    ['writes tables', 'Publisher', 'PutObject', at('Lake', 'tenant=ours/x'), true],
    ["writes another's tables", 'Publisher', 'PutObject', at('Lake', 'tenant=theirs/x'), false],
    ['reads raw files', 'Publisher', 'GetObject', at('Inbox', 'tenant=ours/x'), false],
    ['writes a report', 'Scorer', 'PutObject', at('Reports', 'tenant=ours/x'), true],
    ["writes another's report", 'Scorer', 'PutObject', at('Reports', 'tenant=theirs/x'), false],
    ['scores, sees no text', 'Scorer', 'GetObject', at('Quarantine', 'tenant=ours/x'), false],
    [
      'folds anew, sees no text of quarantine',
      'Refolder',
      'GetObject',
      at('Quarantine', 'tenant=ours/x'),
      false,
    ],
  ]);

  it.each([
    ['tenant=ours/', true],
    ['tenant=ours/lake/', true],
    ['tenant=ours2/', false],
    ['tenant=', false],
    ['', false],
  ])('lists %j: %s', (prefix, expected) => {
    expect(mayList('Publisher', 'Lake', prefix)).toBe(expected);
  });

  it('never lists the answers of queries, nor the queries', () => {
    expect(mayList('Publisher', 'Results', 'tenant=ours/')).toBe(false);
    expect(policyOf('Publisher').flatMap(({ actions }) => actions)).not.toContain(
      'athena:ListQueryExecutions',
    );
  });

  it('reads an answer whose name it was told', () => {
    const decision = isAllowed(policyOf('Publisher'), {
      action: 's3:GetObject',
      resource: `${bucketArn('Results')}/00000000-0000-4000-8000-000000000000.csv`,
      context: { 'aws:PrincipalTag/tenantId': 'ours' },
    });

    expect(decision).toBe(true);
  });
});

describe('TenantRoles of the lake and keys', () => {
  secretCases([
    ['its own', 'Publisher', 'GetSecretValue', tokenKeyOf('ours'), false],
    ['its own', 'Refolder', 'GetSecretValue', tokenKeyOf('ours'), true],
    ['its own', 'Refolder', 'PutSecretValue', tokenKeyOf('ours'), false],
    ["its vault's", 'Refolder', 'GetSecretValue', vaultKeyOf('ours'), false],
  ]);
});
