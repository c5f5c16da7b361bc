// The CaseStore suite on DynamoDB's calls, and appending while an answer gets lost.

import { describe, expect, it } from '@jest/globals';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { DynamoCaseStore } from '../../../lib/adapters/aws/dynamodb-case-store.js';
import { caseEntry, caseStoreSuite } from '../../ports/case-store.suite.js';
import { STUB_TABLE, stubDynamo } from './stub-dynamodb.js';
import { recordedRetry } from './stub-retry.js';

describe('DynamoCaseStore', () => {
  caseStoreSuite(async () => {
    const { client, mock } = stubDynamo();
    return {
      store: new DynamoCaseStore({ client, tableName: STUB_TABLE }),
      close: async () => mock.restore(),
    };
  });

  it('appends once when the answer was lost', async () => {
    const dynamo = stubDynamo();
    const { client } = dynamo;
    const retry = recordedRetry(3).policy;
    const store = new DynamoCaseStore({ client, tableName: STUB_TABLE, retry });
    dynamo.loseNext(PutItemCommand);

    expect(await store.append('a', caseEntry('c1', 1))).toBe('appended');
    expect(await store.read('a', 'c1')).toHaveLength(1);
  });

  it('lies where the role of the tenant reaches', async () => {
    const dynamo = stubDynamo();
    const store = new DynamoCaseStore({ client: dynamo.client, tableName: STUB_TABLE });

    await store.append('a', caseEntry('c1', 1));

    expect([...dynamo.items.values()].map(({ pk }) => pk?.S)).toEqual(['a#cases']);
  });

  it.each(['', 'a#b', 'a b', 'a*'])('refuses the tenant %j', async (tenantId) => {
    const { client } = stubDynamo();
    const store = new DynamoCaseStore({ client, tableName: STUB_TABLE });
    await expect(store.read(tenantId, 'c1')).rejects.toThrow('tenantId');
    await expect(store.append(tenantId, caseEntry('c1', 1))).rejects.toThrow('tenantId');
  });
});
