// The SettingsStore suite on DynamoDB Local.

import { describe } from '@jest/globals';
import { DynamoSettingsStore } from '../../../lib/adapters/aws/dynamodb-settings-store.js';
import { settingsStoreSuite } from '../../ports/settings-store.suite.js';
import { openLocalTable } from './local-table.js';

describe('DynamoSettingsStore on DynamoDB Local', () => {
  settingsStoreSuite(async () => {
    const { client, tableName } = await openLocalTable();
    return {
      store: new DynamoSettingsStore({ client, tableName }),
      close: async () => client.destroy(),
    };
  });
});
