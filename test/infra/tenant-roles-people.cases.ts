// Roles of doors that answer people: what a reader sees, and what the API keeps and takes away.

import { describe, expect, it } from '@jest/globals';
import { shardKey as lakeShardKey } from '../../lib/pipeline/lake/lake-keys.js';
import {
  at,
  chainKey,
  documentCases,
  identityOf,
  leading,
  mayList,
  newTokenKeyOf,
  objectCases,
  secretCases,
  tokenKeyOf,
  vaultKeyOf,
  yearKey,
} from './tenant-session.js';

const SHARD = { year: 2026, shard: 3, sha256: 'a'.repeat(64) };
const SNAPSHOT = '0'.repeat(32);
const shard = (tenant: string) => at('Lake', lakeShardKey(tenant, SNAPSHOT, SHARD));

describe('TenantRoles of people and documents', () => {
  documentCases([
    ['reads its own', 'Reader', 'GetItem', leading(yearKey('ours')), true],
    ['reads its own chain', 'Reader', 'BatchGetItem', leading(chainKey('ours')), true],
    ["reads another's", 'Reader', 'GetItem', leading(yearKey('theirs')), false],
    ['reads one that begins alike', 'Reader', 'GetItem', leading(yearKey('ours2')), false],
    [
      "slips another's into a batch",
      'Reader',
      'BatchGetItem',
      leading(yearKey('ours'), yearKey('theirs')),
      false,
    ],
    ['names no key at all', 'Reader', 'Query', {}, false],
    ['has no tenant', 'Reader', 'GetItem', { ...leading(yearKey('ours')), tenant: null }, false],
    ['has no tenant, key likewise', 'Reader', 'GetItem', { leading: ['#x'], tenant: null }, false],
    ['writes as a reader', 'Reader', 'PutItem', leading(yearKey('ours')), false],
    ['keeps what people decide', 'Dashboard', 'PutItem', leading(yearKey('ours')), true],
    ["keeps something of another's", 'Dashboard', 'PutItem', leading(yearKey('theirs')), false],
    ['puts who a mended number is', 'Dashboard', 'PutItem', identityOf('ours'), true],
    ["puts that among another's", 'Dashboard', 'PutItem', identityOf('theirs'), false],
    [
      'puts that and asks what was there',
      'Dashboard',
      'PutItem',
      { ...identityOf('ours'), more: { 'dynamodb:ReturnValues': 'ALL_OLD' } },
      false,
    ],
    ['looks an identity up', 'Dashboard', 'GetItem', identityOf('ours'), false],
    ['lists identities', 'Dashboard', 'Query', identityOf('ours'), false],
    ['takes an identity away', 'Dashboard', 'DeleteItem', identityOf('ours'), false],
  ]);
});

describe('TenantRoles of people and objects', () => {
  objectCases([
    ['reads its tables', 'Reader', 'GetObject', shard('ours'), true],
    ["reads another's tables", 'Reader', 'GetObject', shard('theirs'), false],
    ['reads those of a name that begins alike', 'Reader', 'GetObject', shard('ours2'), false],
    ['writes tables', 'Reader', 'PutObject', at('Lake', 'tenant=ours/x'), false],
    ['reads a report', 'Reader', 'GetObject', at('Reports', 'tenant=ours/x'), true],
    ["reads another's report", 'Reader', 'GetObject', at('Reports', 'tenant=b/x'), false],
    ['signs a link to a report', 'Dashboard', 'GetObject', at('Reports', 'tenant=ours/x'), true],
    ["signs one to another's", 'Dashboard', 'GetObject', at('Reports', 'tenant=b/x'), false],
    ['writes a report', 'Dashboard', 'PutObject', at('Reports', 'tenant=ours/x'), false],
    [
      'keeps what people looked at',
      'Dashboard',
      'PutObject',
      at('Lake', 'tenant=ours/audit/2026-01-01/x'),
      true,
    ],
    [
      'takes that back',
      'Dashboard',
      'DeleteObject',
      at('Lake', 'tenant=ours/audit/2026-01-01/x'),
      false,
    ],
    [
      'takes a saved view back',
      'Dashboard',
      'DeleteObject',
      at('Lake', 'tenant=ours/views/x'),
      true,
    ],
    [
      "takes another's saved view back",
      'Dashboard',
      'DeleteObject',
      at('Lake', 'tenant=theirs/views/x'),
      false,
    ],
    ['opens a text to mend it', 'Dashboard', 'GetObject', at('Quarantine', 'tenant=ours/x'), true],
    [
      'takes a mended text away',
      'Dashboard',
      'DeleteObject',
      at('Quarantine', 'tenant=ours/x'),
      true,
    ],
    ["opens another's text", 'Dashboard', 'GetObject', at('Quarantine', 'tenant=theirs/x'), false],
    [
      "takes another's text away",
      'Dashboard',
      'DeleteObject',
      at('Quarantine', 'tenant=theirs/x'),
      false,
    ],
    ['opens a text as a reader', 'Reader', 'GetObject', at('Quarantine', 'tenant=ours/x'), false],
    [
      'lets a file in',
      'Dashboard',
      'PutObject',
      at('Inbox', 'tenant=ours/incoming/2026-06-30/x'),
      true,
    ],
    [
      "lets a file into another's inbox",
      'Dashboard',
      'PutObject',
      at('Inbox', 'tenant=theirs/incoming/2026-06-30/x'),
      false,
    ],
    ['puts a file beside those', 'Dashboard', 'PutObject', at('Inbox', 'tenant=ours/x'), false],
    [
      'reads what was let in',
      'Dashboard',
      'GetObject',
      at('Inbox', 'tenant=ours/incoming/2026-06-30/x'),
      false,
    ],
  ]);

  it('never lists the inbox', () => {
    expect(mayList('Dashboard', 'Inbox', 'tenant=ours/incoming/')).toBe(false);
  });

  it('lists reports of its tenant and of no other', () => {
    expect(mayList('Dashboard', 'Reports', 'tenant=ours/')).toBe(true);
    expect(mayList('Dashboard', 'Reports', 'tenant=theirs/')).toBe(false);
  });
});

describe('TenantRoles of people and keys', () => {
  secretCases([
    ['its own', 'Dashboard', 'GetSecretValue', tokenKeyOf('ours'), true],
    ["another's", 'Dashboard', 'GetSecretValue', tokenKeyOf('theirs'), false],
    ['its own', 'Dashboard', 'CreateSecret', newTokenKeyOf('ours'), false],
    ['its own', 'Reader', 'CreateSecret', newTokenKeyOf('ours'), false],
    ["its vault's", 'Dashboard', 'GetSecretValue', vaultKeyOf('ours'), false],
  ]);
});
