// Every store that sends transactions takes a cancellation alike: a stale version is a conflict,
// another attempt follows only when all reasons pass, and anything else is refused by name.

import { describe, expect, it } from '@jest/globals';
import { TransactWriteItemsCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoAlertStore } from '../../../lib/adapters/aws/dynamodb-alert-store.js';
import { DynamoLedgerKeeper } from '../../../lib/adapters/aws/dynamodb-ledger-keeper.js';
import { DynamoLedgerStore } from '../../../lib/adapters/aws/dynamodb-ledger-store.js';
import type { DynamoTableOptions } from '../../../lib/adapters/aws/dynamodb-table.js';
import { expecting } from '../../../lib/adapters/aws/dynamodb-transaction.js';
import { chainDocument, change, yearDocument } from '../../ports/ledger-documents.js';
import { canceledTransaction } from './canceled-transaction.js';
import { STUB_TABLE, stubDynamo } from './stub-dynamodb.js';
import { recordedRetry } from './stub-retry.js';

const DOCUMENTS = [
  change(chainDocument({ tenantId: 'a' })),
  change(yearDocument({ tenantId: 'a' })),
];
const RECORD = { partition: 'events', key: 'a', expected: 0, value: 1 };

const STORES: readonly (readonly [string, (options: DynamoTableOptions) => Promise<unknown>])[] = [
  [
    'a ledger commit',
    async (options) => (await new DynamoLedgerStore(options).commit(DOCUMENTS)).kind,
  ],
  [
    'a replacement of documents',
    async (options) => {
      const replacement = { puts: DOCUMENTS, removals: [] };
      return (await new DynamoLedgerKeeper(options).replace(replacement)).kind;
    },
  ],
  [
    'a commit of alerts',
    (options) => new DynamoAlertStore(options).commit('a', [RECORD, { ...RECORD, key: 'b' }]),
  ],
];

describe.each(STORES)('%s', (_name, commit) => {
  it.each([
    { codes: ['TransactionConflict', 'None'], ends: 'committed', sent: 2 },
    { codes: ['TransactionConflict', 'ThrottlingError'], ends: 'committed', sent: 2 },
    { codes: ['ConditionalCheckFailed', 'None'], ends: 'conflict', sent: 1 },
    { codes: ['TransactionConflict', 'ConditionalCheckFailed'], ends: 'conflict', sent: 1 },
  ])('that is canceled for $codes: $ends', async ({ codes, ends, sent }) => {
    const dynamo = stubDynamo();
    dynamo.failNext(TransactWriteItemsCommand, canceledTransaction(codes));

    expect(await commit(optionsOf(dynamo.client))).toBe(ends);

    expect(dynamo.mock.commandCalls(TransactWriteItemsCommand)).toHaveLength(sent);
  });

  it.each([
    { codes: ['TransactionConflict', 'ValidationError'], named: 'TransactionConflict, Validation' },
    { codes: ['None', 'AccessDenied'], named: 'AccessDenied' },
    { codes: [], named: 'TransactionCanceledException' },
  ])('that is canceled for $codes: refused, once sent', async ({ codes, named }) => {
    const dynamo = stubDynamo();
    dynamo.failNext(TransactWriteItemsCommand, canceledTransaction(codes));

    const refused = commit(optionsOf(dynamo.client));

    await expect(refused).rejects.toMatchObject({ name: 'ServiceRefusedError', retryable: false });
    await expect(refused).rejects.toThrow(`TransactWriteItems was refused: ${named}`);
    expect(dynamo.mock.commandCalls(TransactWriteItemsCommand)).toHaveLength(1);
    expect(dynamo.items.size).toBe(0);
  });
});

describe('the condition of a version', () => {
  it.each([
    { version: 0, condition: 'attribute_not_exists(pk)' },
    { version: 3, condition: '#version = :expected' },
  ])('of $version: $condition', ({ version, condition }) => {
    const values = version === 0 ? undefined : { ':expected': { N: String(version) } };
    expect(expecting(version)).toMatchObject({ ConditionExpression: condition });
    expect(expecting(version).ExpressionAttributeValues).toEqual(values);
  });
});

function optionsOf(client: DynamoDBClient): DynamoTableOptions {
  return { client, tableName: STUB_TABLE, retry: recordedRetry(3).policy };
}
