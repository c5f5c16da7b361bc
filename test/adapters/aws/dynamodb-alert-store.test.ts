// The AlertStore suite on DynamoDB's calls, and commits whose answers get lost.

import { describe, expect, it } from '@jest/globals';
import { PutItemCommand, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { DynamoAlertStore } from '../../../lib/adapters/aws/dynamodb-alert-store.js';
import { alertStoreSuite } from '../../ports/alert-store.suite.js';
import { STUB_TABLE, stubDynamo } from './stub-dynamodb.js';
import { recordedRetry } from './stub-retry.js';

const ONE = { partition: 'events', key: 'a', expected: 0, value: 1 };
const OTHER = { ...ONE, key: 'b' };

describe('DynamoAlertStore', () => {
  alertStoreSuite(async () => {
    const { client, mock } = stubDynamo();
    return {
      store: new DynamoAlertStore({ client, tableName: STUB_TABLE }),
      close: async () => mock.restore(),
    };
  });

  it.each([
    ['one record', PutItemCommand, [ONE]],
    ['two records', TransactWriteItemsCommand, [ONE, OTHER]],
  ])('commits %s once when the answer was lost', async (_what, call, changes) => {
    const dynamo = stubDynamo();
    const { client } = dynamo;
    const retry = recordedRetry(3).policy;
    const store = new DynamoAlertStore({ client, tableName: STUB_TABLE, retry });
    dynamo.loseNext(call);

    expect(await store.commit('t', changes)).toBe('committed');
    expect(await store.commit('t', changes)).toBe('conflict');
  });

  it.each(['', 'a#b', 'a b', 'a*'])('refuses the tenant %j', async (tenantId) => {
    const { client } = stubDynamo();
    const store = new DynamoAlertStore({ client, tableName: STUB_TABLE });
    await expect(store.commit(tenantId, [ONE])).rejects.toThrow('tenantId');
  });
});
