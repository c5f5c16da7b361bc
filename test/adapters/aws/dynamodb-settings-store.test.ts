// The SettingsStore suite on DynamoDB's calls, and appending while answers get lost.

import { describe, expect, it } from '@jest/globals';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { DynamoSettingsStore } from '../../../lib/adapters/aws/dynamodb-settings-store.js';
import { settingsChange, settingsStoreSuite } from '../../ports/settings-store.suite.js';
import { STUB_TABLE, stubDynamo } from './stub-dynamodb.js';
import { recordedRetry } from './stub-retry.js';

describe('DynamoSettingsStore', () => {
  settingsStoreSuite(async () => {
    const { client, mock } = stubDynamo();
    return {
      store: new DynamoSettingsStore({ client, tableName: STUB_TABLE }),
      close: async () => mock.restore(),
    };
  });

  it('appends once when the answer was lost', async () => {
    const dynamo = stubDynamo();
    const { client } = dynamo;
    const retry = recordedRetry(3).policy;
    const store = new DynamoSettingsStore({ client, tableName: STUB_TABLE, retry });
    dynamo.loseNext(PutItemCommand);

    await store.append('a', settingsChange('once'));
    await store.append('a', settingsChange('twice'));

    const { changes } = await store.read('a');
    expect(changes.map(({ key }) => key)).toEqual(['once', 'twice']);
  });

  it.each(['', 'a#b', 'a b', 'a*'])('refuses the tenant %j', async (tenantId) => {
    const { client } = stubDynamo();
    const store = new DynamoSettingsStore({ client, tableName: STUB_TABLE });
    await expect(store.read(tenantId)).rejects.toMatchObject({ name: 'InvalidRequestError' });
    await expect(store.append(tenantId, settingsChange('x'))).rejects.toThrow('tenantId');
  });
});
