// The AlertStore suite on DynamoDB Local.

import { describe } from '@jest/globals';
import { DynamoAlertStore } from '../../../lib/adapters/aws/dynamodb-alert-store.js';
import { alertStoreSuite } from '../../ports/alert-store.suite.js';
import { openLocalTable } from './local-table.js';

describe('DynamoAlertStore on DynamoDB Local', () => {
  alertStoreSuite(async () => {
    const { client, tableName } = await openLocalTable();
    return {
      store: new DynamoAlertStore({ client, tableName }),
      close: async () => client.destroy(),
    };
  });
});
