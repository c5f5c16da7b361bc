// Roles of doors that take claims in: the receiver alone sees files, and neither looks anybody up.

import { describe, expect, it } from '@jest/globals';
import type { TenantWork as Work } from '../../functions/function-contract.js';
import {
  mayUse,
  mayUseObject,
  mayUseSecret,
  secretName,
  tokenKey,
  VAULT,
  vaultKey,
  yearKey,
  type DocumentRequest,
  type ObjectRequest,
  type SecretRequest,
} from './tenant-session.js';

const leading = (...keys: readonly string[]) => ({ leading: keys });
const identity = { table: VAULT, leading: ['ours#k1'] };

describe('TenantRoles of intake and documents', () => {
  it.each<[string, Work, string, DocumentRequest, boolean]>([
    ['writes as the receiver', 'Receiver', 'PutItem', leading(yearKey('ours')), true],
    ["writes another's", 'Receiver', 'PutItem', leading(yearKey('theirs')), false],
    ['writes as the poster', 'Poster', 'PutItem', leading(yearKey('ours')), true],
    ['puts an identity as the receiver', 'Receiver', 'PutItem', identity, true],
    ['puts an identity as the poster', 'Poster', 'PutItem', identity, false],
    [
      'puts an identity and asks what was there',
      'Receiver',
      'PutItem',
      { ...identity, more: { 'dynamodb:ReturnValues': 'ALL_OLD' } },
      false,
    ],
    ['looks an identity up as the receiver', 'Receiver', 'GetItem', identity, false],
  ])('%s: %s %s', (_, work, action, request, expected) => {
    expect(mayUse(work, action, request)).toBe(expected);
  });
});

describe('TenantRoles of intake and objects', () => {
  const at = (bucket: ObjectRequest['bucket'], key: string): ObjectRequest => ({ bucket, key });

  it.each<[string, Work, string, ObjectRequest, boolean]>([
    ['reads raw files', 'Receiver', 'GetObject', at('Inbox', 'tenant=ours/x'), true],
    ["reads another's raw files", 'Receiver', 'GetObject', at('Inbox', 'tenant=theirs/x'), false],
    ['changes a raw file', 'Receiver', 'PutObject', at('Inbox', 'tenant=ours/x'), false],
    [
      'keeps a text in quarantine',
      'Receiver',
      'PutObject',
      at('Quarantine', 'tenant=ours/x'),
      true,
    ],
    ['posts claims, sees no file', 'Poster', 'GetObject', at('Inbox', 'tenant=ours/x'), false],
  ])('%s: %s %s', (_, work, action, object, expected) => {
    expect(mayUseObject(work, action, object)).toBe(expected);
  });
});

describe('TenantRoles of intake and keys', () => {
  const made = (tenant: string, arn = tokenKey(tenant)): SecretRequest => {
    return { arn, name: secretName(tenant) };
  };

  it.each<[string, Work, string, SecretRequest, boolean]>([
    ['its own', 'Receiver', 'GetSecretValue', { arn: tokenKey('ours') }, true],
    ["another's", 'Receiver', 'GetSecretValue', { arn: tokenKey('theirs') }, false],
    [
      'one beneath its own',
      'Receiver',
      'GetSecretValue',
      { arn: tokenKey('ours', '-a1B2c3x') },
      false,
    ],
    ['its own', 'Receiver', 'CreateSecret', made('ours'), true],
    ["another's", 'Receiver', 'CreateSecret', made('theirs'), false],
    [
      'a second one',
      'Receiver',
      'CreateSecret',
      made('ours2', tokenKey('ours', '2-a1B2c3')),
      false,
    ],
    ['its own', 'Receiver', 'PutSecretValue', { arn: tokenKey('ours') }, false],
    ["its vault's", 'Receiver', 'GetSecretValue', { arn: vaultKey('ours') }, false],
    ["its vault's", 'Poster', 'GetSecretValue', { arn: vaultKey('ours') }, false],
  ])('%s: %s %s', (_, work, action, secret, expected) => {
    expect(mayUseSecret(work, action, secret)).toBe(expected);
  });
});
