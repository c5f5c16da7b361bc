// The two roles apart: the one that talks to strangers sees no file and no table, and the one that
// knows who people are is the only one that does.

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
  type DocumentRequest,
  type ObjectRequest,
  type SecretRequest,
} from './tenant-session.js';

describe('TenantRoles apart and documents', () => {
  const identity = (tenant: string) => ({ table: VAULT, leading: [`${tenant}#k1`] });

  it.each<[string, Work, string, DocumentRequest, boolean]>([
    ['looks an identity up', 'Identifier', 'GetItem', identity('ours'), true],
    ["looks another's identity up", 'Identifier', 'GetItem', identity('theirs'), false],
    ['looks an identity up', 'Messenger', 'GetItem', identity('ours'), false],
  ])('%s: %s %s', (_, work, action, request, expected) => {
    expect(mayUse(work, action, request)).toBe(expected);
  });
});

describe('TenantRoles apart and objects', () => {
  const at = (bucket: ObjectRequest['bucket'], key: string): ObjectRequest => ({ bucket, key });

  it.each<[string, Work, string, ObjectRequest, boolean]>([
    ['tells webhooks, sees no file', 'Messenger', 'GetObject', at('Inbox', 'tenant=ours/x'), false],
    ['tells webhooks, sees no table', 'Messenger', 'GetObject', at('Lake', 'tenant=ours/x'), false],
    [
      'takes a person out of a report',
      'Identifier',
      'DeleteObject',
      at('Reports', 'tenant=ours/x'),
      true,
    ],
    [
      'takes a text out of quarantine',
      'Identifier',
      'DeleteObject',
      at('Quarantine', 'tenant=ours/x'),
      true,
    ],
    [
      "takes a file out of another's lake",
      'Identifier',
      'DeleteObject',
      at('Lake', 'tenant=theirs/x'),
      false,
    ],
    [
      'knows who people are, sees no file',
      'Identifier',
      'GetObject',
      at('Inbox', 'tenant=ours/x'),
      false,
    ],
  ])('%s: %s %s', (_, work, action, object, expected) => {
    expect(mayUseObject(work, action, object)).toBe(expected);
  });
});

describe('TenantRoles apart and keys', () => {
  const token = (tenant: string) => ({ arn: tokenKey(tenant) });
  const made = (tenant: string) => ({ ...token(tenant), name: secretName(tenant) });
  const vault = (tenant: string) => ({ arn: vaultKey(tenant) });
  const vaultMade = (tenant: string) => {
    return { ...vault(tenant), name: secretName(tenant, 'vault-key') };
  };

  it.each<[string, Work, string, SecretRequest, boolean]>([
    ['its own', 'Messenger', 'GetSecretValue', token('ours'), true],
    ['its own', 'Messenger', 'CreateSecret', made('ours'), false],
    ['its own', 'Identifier', 'DeleteSecret', token('ours'), false],
    ['its own', 'Identifier', 'PutSecretValue', token('ours'), true],
    ['its own', 'Identifier', 'UpdateSecretVersionStage', token('ours'), true],
    ["another's", 'Identifier', 'PutSecretValue', token('theirs'), false],
    ["another's", 'Identifier', 'UpdateSecretVersionStage', token('theirs'), false],
    ['its own', 'Identifier', 'CreateSecret', made('ours'), false],
    ["its vault's", 'Identifier', 'GetSecretValue', vault('ours'), true],
    ["its vault's", 'Identifier', 'CreateSecret', vaultMade('ours'), true],
    ["its vault's", 'Identifier', 'PutSecretValue', vault('ours'), false],
    ["another's vault's", 'Identifier', 'GetSecretValue', vault('theirs'), false],
    ["another's vault's", 'Identifier', 'CreateSecret', vaultMade('theirs'), false],
  ])('%s: %s %s', (_, work, action, secret, expected) => {
    expect(mayUseSecret(work, action, secret)).toBe(expected);
  });
});
