// The LedgerStore suite, and the law of equal stores, on DynamoDB Local.

import { describe } from '@jest/globals';
import { DynamoLedgerStore } from '../../../lib/adapters/aws/dynamodb-ledger-store.js';
import { largeDocumentCases } from '../../adapters/aws/large-document-cases.js';
import { equalStoresLaw } from '../../adapters/aws/equal-stores-law.js';
import { ledgerStoreSuite } from '../../ports/ledger-store.suite.js';
import { openLocalTable } from './local-table.js';

async function openStore() {
  const { client, tableName } = await openLocalTable();
  return {
    store: new DynamoLedgerStore({ client, tableName }),
    close: async () => client.destroy(),
  };
}

describe('DynamoLedgerStore on DynamoDB Local', () => {
  ledgerStoreSuite(openStore);
  describe('large documents', () => largeDocumentCases(openStore));
  describe('law 8', () => equalStoresLaw(openStore, { numRuns: 20 }));
});
