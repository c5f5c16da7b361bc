// The CaseStore suite on DynamoDB Local.

import { describe } from '@jest/globals';
import { DynamoCaseStore } from '../../../lib/adapters/aws/dynamodb-case-store.js';
import { caseStoreSuite } from '../../ports/case-store.suite.js';
import { openLocalTable } from './local-table.js';

describe('DynamoCaseStore on DynamoDB Local', () => {
  caseStoreSuite(async () => {
    const { client, tableName } = await openLocalTable();
    return {
      store: new DynamoCaseStore({ client, tableName }),
      close: async () => client.destroy(),
    };
  });
});
