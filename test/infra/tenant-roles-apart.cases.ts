// The two roles apart: the one that talks to strangers sees no file and no table, and the one that
// knows who people are is the only one that does.

import { describe } from '@jest/globals';
import {
  at,
  documentCases,
  identityOf,
  newTokenKeyOf,
  newVaultKeyOf,
  objectCases,
  secretCases,
  tokenKeyOf,
  vaultKeyOf,
} from './tenant-session.js';

describe('TenantRoles apart and documents', () => {
  documentCases([
    ['looks an identity up', 'Identifier', 'GetItem', identityOf('ours'), true],
    ["looks another's identity up", 'Identifier', 'GetItem', identityOf('theirs'), false],
    ['looks an identity up', 'Messenger', 'GetItem', identityOf('ours'), false],
  ]);
});

describe('TenantRoles apart and objects', () => {
  objectCases([
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
  ]);
});

describe('TenantRoles apart and keys', () => {
  secretCases([
    ['its own', 'Messenger', 'GetSecretValue', tokenKeyOf('ours'), true],
    ['its own', 'Messenger', 'CreateSecret', newTokenKeyOf('ours'), false],
    ['its own', 'Identifier', 'DeleteSecret', tokenKeyOf('ours'), false],
    ['its own', 'Identifier', 'PutSecretValue', tokenKeyOf('ours'), true],
    ['its own', 'Identifier', 'UpdateSecretVersionStage', tokenKeyOf('ours'), true],
    ["another's", 'Identifier', 'PutSecretValue', tokenKeyOf('theirs'), false],
    ["another's", 'Identifier', 'UpdateSecretVersionStage', tokenKeyOf('theirs'), false],
    ['its own', 'Identifier', 'CreateSecret', newTokenKeyOf('ours'), false],
    ["its vault's", 'Identifier', 'GetSecretValue', vaultKeyOf('ours'), true],
    ["its vault's", 'Identifier', 'CreateSecret', newVaultKeyOf('ours'), true],
    ["its vault's", 'Identifier', 'PutSecretValue', vaultKeyOf('ours'), false],
    ["another's vault's", 'Identifier', 'GetSecretValue', vaultKeyOf('theirs'), false],
    ["another's vault's", 'Identifier', 'CreateSecret', newVaultKeyOf('theirs'), false],
  ]);
});
