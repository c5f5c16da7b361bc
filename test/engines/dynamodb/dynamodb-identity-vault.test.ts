// The suites of the vault and of the keeper on DynamoDB Local.

import { describe } from '@jest/globals';
import { DynamoLedgerKeeper } from '../../../lib/adapters/aws/dynamodb-ledger-keeper.js';
import { DynamoLedgerStore } from '../../../lib/adapters/aws/dynamodb-ledger-store.js';
import { DynamoVaultRecords } from '../../../lib/adapters/aws/identity-vault-records.js';
import { SealedIdentityVault } from '../../../lib/adapters/common/sealed-identity-vault.js';
import {
  newVaultKeyTexts,
  parseVaultPrivateKey,
  parseVaultPublicKey,
} from '../../../lib/adapters/common/vault-key.js';
import { identityVaultSuite } from '../../ports/identity-vault.suite.js';
import { ledgerKeeperSuite } from '../../ports/ledger-keeper.suite.js';
import { openLocalTable } from './local-table.js';

describe('the vault on DynamoDB Local', () => {
  identityVaultSuite(async () => {
    const { client, tableName } = await openLocalTable();
    const { publicText, privateText } = newVaultKeyTexts();
    const publicKey = parseVaultPublicKey(publicText);
    const privateKey = parseVaultPrivateKey(privateText);
    if (publicKey === null || privateKey === null) throw new Error('a key is not read back');
    const records = new DynamoVaultRecords({ client, tableName });
    return {
      vault: new SealedIdentityVault({ records, publicKey, privateKey: async () => privateKey }),
      addOnly: new SealedIdentityVault({ records, publicKey, privateKey: null }),
      close: async () => client.destroy(),
    };
  });
});

describe('DynamoLedgerKeeper on DynamoDB Local', () => {
  ledgerKeeperSuite(async () => {
    const { client, tableName } = await openLocalTable();
    return {
      keeper: new DynamoLedgerKeeper({ client, tableName }),
      ledger: new DynamoLedgerStore({ client, tableName }),
      close: async () => client.destroy(),
    };
  });
});
