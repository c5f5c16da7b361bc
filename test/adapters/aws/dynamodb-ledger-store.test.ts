// The LedgerStore suite on DynamoDB's calls, and what only this store can show: what goes over the
// wire, documents of several items, faults of the service. The stub tells no lies but is no
// DynamoDB either: test/engines/dynamodb runs the same suite on DynamoDB Local.

import { describe } from '@jest/globals';
import { DynamoLedgerStore } from '../../../lib/adapters/aws/dynamodb-ledger-store.js';
import { equalStoresLaw } from './equal-stores-law.js';
import { largeDocumentCases } from './large-document-cases.js';
import { ledgerStoreSuite } from '../../ports/ledger-store.suite.js';
import { STUB_TABLE, stubDynamo } from './stub-dynamodb.js';

async function openStore() {
  const { client, mock } = stubDynamo();
  return {
    store: new DynamoLedgerStore({ client, tableName: STUB_TABLE }),
    close: async () => mock.restore(),
  };
}

describe('DynamoLedgerStore', () => {
  ledgerStoreSuite(openStore);
  describe('large documents', () => largeDocumentCases(openStore));
  describe('law 8', () => equalStoresLaw(openStore, { numRuns: 10 }));
});
