// The LedgerKeeper suite on DynamoDB's calls, bodies of several items, and lost answers.

import { describe, expect, it } from '@jest/globals';
import { TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { DynamoLedgerKeeper } from '../../../lib/adapters/aws/dynamodb-ledger-keeper.js';
import { DynamoLedgerStore } from '../../../lib/adapters/aws/dynamodb-ledger-store.js';
import { chainDocument } from '../../ports/ledger-documents.js';
import { ledgerKeeperSuite } from '../../ports/ledger-keeper.suite.js';
import { STUB_TABLE, stubDynamo } from './stub-dynamodb.js';
import { recordedRetry } from './stub-retry.js';

function storesOn({ client }: ReturnType<typeof stubDynamo>) {
  const options = { client, tableName: STUB_TABLE, retry: recordedRetry(3).policy };
  return { keeper: new DynamoLedgerKeeper(options), ledger: new DynamoLedgerStore(options) };
}

const KEY = { kind: 'chain', tenantId: 'a', token: 'k1_x' } as const;

describe('DynamoLedgerKeeper', () => {
  ledgerKeeperSuite(async () => {
    const dynamo = stubDynamo();
    return { ...storesOn(dynamo), close: async () => dynamo.mock.restore() };
  });

  it('removes every part of a body, also those of a longer one before it', async () => {
    const dynamo = stubDynamo();
    const { keeper, ledger } = storesOn(dynamo);
    await ledger.commit([{ document: chainDocument({ tenantId: 'a', token: 'k1_x' }) }]);
    for (const sk of ['chain#1', 'chain#2', '2026#1']) {
      const item = { pk: { S: 'a#part#k1_x' }, sk: { S: sk } };
      dynamo.items.set(`a#part#k1_x ${sk}`, item);
    }

    await keeper.replace({ puts: [], removals: [{ key: KEY, version: 1 }] });

    expect([...dynamo.items.keys()]).toEqual(['a#part#k1_x 2026#1']);
  });

  it('is done when it was done and the answer was lost', async () => {
    const dynamo = stubDynamo();
    const { keeper, ledger } = storesOn(dynamo);
    await ledger.commit([{ document: chainDocument({ tenantId: 'a', token: 'k1_x' }) }]);
    dynamo.loseNext(TransactWriteItemsCommand);

    const done = await keeper.replace({ puts: [], removals: [{ key: KEY, version: 1 }] });

    expect(done).toEqual({ kind: 'committed' });
    expect(dynamo.items.size).toBe(0);
  });
});
