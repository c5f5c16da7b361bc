// Roles of doors that take claims in: the receiver alone sees files, and neither looks anybody up.

import { describe } from '@jest/globals';
import {
  at,
  documentCases,
  identityOf,
  leading,
  newTokenKeyOf,
  objectCases,
  secretCases,
  tokenKeyOf,
  vaultKeyOf,
  yearKey,
} from './tenant-session.js';

const identity = identityOf('ours');

describe('TenantRoles of intake and documents', () => {
  documentCases([
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
  ]);
});

describe('TenantRoles of intake and objects', () => {
  objectCases([
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
  ]);
});

describe('TenantRoles of intake and keys', () => {
  secretCases([
    ['its own', 'Receiver', 'GetSecretValue', tokenKeyOf('ours'), true],
    ["another's", 'Receiver', 'GetSecretValue', tokenKeyOf('theirs'), false],
    ['one beneath its own', 'Receiver', 'GetSecretValue', tokenKeyOf('ours', '-a1B2c3x'), false],
    ['its own', 'Receiver', 'CreateSecret', newTokenKeyOf('ours'), true],
    ["another's", 'Receiver', 'CreateSecret', newTokenKeyOf('theirs'), false],
    [
      'a second one',
      'Receiver',
      'CreateSecret',
      { ...newTokenKeyOf('ours2'), ...tokenKeyOf('ours', '2-a1B2c3') },
      false,
    ],
    ['its own', 'Receiver', 'PutSecretValue', tokenKeyOf('ours'), false],
    ["its vault's", 'Receiver', 'GetSecretValue', vaultKeyOf('ours'), false],
    ["its vault's", 'Poster', 'GetSecretValue', vaultKeyOf('ours'), false],
  ]);
});
