// What the service may answer besides success: throttles, conflicts between transactions, answers
// that leave keys out, faults inside, answers that got lost. The stub holds the truth meanwhile.

import { beforeEach, describe, expect, it } from '@jest/globals';
import {
  BatchGetItemCommand,
  DynamoDBServiceException,
  PutItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { DynamoLedgerStore } from '../../../lib/adapters/aws/dynamodb-ledger-store.js';
import { chainDocument, change, manyYears, yearDocument } from '../../ports/ledger-documents.js';
import { loadAll, readAll } from '../../ports/ledger-reads.js';
import { canceledTransaction } from './canceled-transaction.js';
import { STUB_TABLE, stubDynamo } from './stub-dynamodb.js';
import { recordedRetry } from './stub-retry.js';

const ATTEMPTS = 5;
const YEAR = yearDocument({ tenantId: 'a', otCents: 5 });
const CHAIN = chainDocument({ tenantId: 'a' });

let dynamo: ReturnType<typeof stubDynamo>;
let retry: ReturnType<typeof recordedRetry>;
let store: DynamoLedgerStore;
beforeEach(() => {
  dynamo = stubDynamo();
  retry = recordedRetry(ATTEMPTS);
  const options = { client: dynamo.client, tableName: STUB_TABLE };
  store = new DynamoLedgerStore({ ...options, retry: retry.policy });
});

describe('a commit of one document', () => {
  it.each([
    { fault: 'ThrottlingException', status: 400 },
    { fault: 'ProvisionedThroughputExceededException', status: 400 },
    { fault: 'RequestLimitExceeded', status: 400 },
    { fault: 'TransactionConflictException', status: 400 },
    { fault: 'InternalServerError', status: 500 },
    { fault: 'ServiceUnavailable', status: 503 },
    { fault: 'NameOfTomorrow', status: 502 },
    { fault: 'TooManyOfTomorrow', status: 429 },
    { fault: 'TimeoutError', status: null },
  ])('succeeds after two times $fault ($status)', async ({ fault, status }) => {
    dynamo.failNext(PutItemCommand, serviceFault(fault, status), 2);

    expect(await store.commit([change(YEAR)])).toEqual({ kind: 'committed' });

    expect(await store.load([YEAR])).toEqual([YEAR]);
    expect(retry.waits).toEqual([19, 39]);
  });

  it.each(['ECONNRESET', 'ETIMEDOUT', 'EPIPE'])('succeeds after %s', async (code) => {
    dynamo.failNext(PutItemCommand, Object.assign(new Error('socket'), { code }));
    expect(await store.commit([change(YEAR)])).toEqual({ kind: 'committed' });
  });

  it('gives up by name after a bounded number of attempts, and may be repeated', async () => {
    dynamo.failNext(PutItemCommand, serviceFault('ThrottlingException', 400), ATTEMPTS);

    await expect(store.commit([change(YEAR)])).rejects.toMatchObject({
      name: 'ServiceBusyError',
      retryable: true,
      message: 'PutItem did not succeed in 5 attempts',
      cause: { name: 'ThrottlingException' },
    });

    expect(retry.waits).toEqual([19, 39, 79, 99]);
    expect(dynamo.mock.commandCalls(PutItemCommand)).toHaveLength(ATTEMPTS);
    expect(await store.commit([change(YEAR)])).toEqual({ kind: 'committed' });
  });

  it.each([
    { fault: 'ValidationException', status: 400 },
    { fault: 'AccessDeniedException', status: 400 },
    { fault: 'ResourceNotFoundException', status: 400 },
  ])('is refused at once by $fault, without its words', async ({ fault, status }) => {
    dynamo.failNext(PutItemCommand, serviceFault(fault, status));

    const refused = store.commit([change(YEAR)]);

    await expect(refused).rejects.toMatchObject({ name: 'ServiceRefusedError', retryable: false });
    await expect(refused).rejects.toThrow(`PutItem was refused: ${fault}`);
    expect(retry.waits).toEqual([]);
  });

  it('passes on a fault of our own as it is', async () => {
    dynamo.failNext(PutItemCommand, new TypeError('ours'));
    await expect(store.commit([change(YEAR)])).rejects.toThrow(TypeError);
  });

  it('knows its own write when the answer was lost', async () => {
    dynamo.loseNext(PutItemCommand);

    expect(await store.commit([change(YEAR)])).toEqual({ kind: 'committed' });

    expect(dynamo.mock.commandCalls(PutItemCommand)).toHaveLength(2);
    expect(await store.commit([change(YEAR)])).toEqual({ kind: 'conflict' });
  });

  it('takes the write of somebody else for a conflict when its own attempt failed', async () => {
    dynamo.failNext(PutItemCommand, serviceFault('InternalServerError', 500));
    const mine = store.commit([change(YEAR)]);
    const theirs = await store.commit([change(yearDocument({ tenantId: 'a', otCents: 9 }))]);

    expect([theirs, await mine]).toEqual([{ kind: 'committed' }, { kind: 'conflict' }]);
  });
});

describe('a commit of several documents', () => {
  it.each([
    { codes: ['TransactionConflict', 'None'], waits: [19], result: 'committed' },
    { codes: ['None', 'ThrottlingError'], waits: [19], result: 'committed' },
    { codes: ['ProvisionedThroughputExceeded', 'None'], waits: [19], result: 'committed' },
    { codes: ['TransactionConflict', 'ThrottlingError'], waits: [19], result: 'committed' },
    { codes: ['ConditionalCheckFailed', 'None'], waits: [], result: 'conflict' },
    { codes: ['TransactionConflict', 'ConditionalCheckFailed'], waits: [], result: 'conflict' },
  ])('canceled for $codes: $result', async ({ codes, waits, result }) => {
    dynamo.failNext(TransactWriteItemsCommand, canceledTransaction(codes));

    expect(await store.commit([change(CHAIN), change(YEAR)])).toEqual({ kind: result });

    expect(retry.waits).toEqual(waits);
    const stored = result === 'committed' ? [CHAIN, YEAR] : [null, null];
    expect(await store.load([CHAIN, YEAR])).toEqual(stored);
  });

  it.each([
    { codes: ['ValidationError', 'None'] },
    { codes: ['TransactionConflict', 'ItemCollectionSizeLimitExceeded'] },
    { codes: [] },
  ])('canceled for $codes: refused', async ({ codes }) => {
    dynamo.failNext(TransactWriteItemsCommand, canceledTransaction(codes));
    await expect(store.commit([change(CHAIN), change(YEAR)])).rejects.toMatchObject({
      name: 'ServiceRefusedError',
      retryable: false,
    });
  });

  it.each(['TransactionInProgressException', 'ThrottlingException', 'InternalServerError'])(
    'succeeds after %s with the same request token',
    async (fault) => {
      dynamo.failNext(TransactWriteItemsCommand, serviceFault(fault, 400), 2);

      expect(await store.commit([change(CHAIN), change(YEAR)])).toEqual({ kind: 'committed' });
      expect(await store.commit([change(CHAIN), change(YEAR)])).toEqual({ kind: 'conflict' });

      const calls = dynamo.mock.commandCalls(TransactWriteItemsCommand);
      const tokens = calls.map(({ args: [{ input }] }) => input.ClientRequestToken);
      expect(tokens).toHaveLength(4);
      expect(new Set(tokens).size).toBe(2);
    },
  );

  it('knows its own write when the answer was lost', async () => {
    dynamo.loseNext(TransactWriteItemsCommand);
    expect(await store.commit([change(CHAIN), change(YEAR)])).toEqual({ kind: 'committed' });
    expect(await store.load([CHAIN, YEAR])).toEqual([CHAIN, YEAR]);
  });

  it('gives up by name while others keep conflicting', async () => {
    const conflict = canceledTransaction(['TransactionConflict', 'None']);
    dynamo.failNext(TransactWriteItemsCommand, conflict, ATTEMPTS);
    await expect(store.commit([change(CHAIN), change(YEAR)])).rejects.toMatchObject({
      name: 'ServiceBusyError',
      retryable: true,
    });
  });
});

describe('reading', () => {
  it('asks again for keys that the service left out, and only for them', async () => {
    const changes = manyYears('a', 150);
    for (const one of changes) await store.commit([one]);
    dynamo.mock.resetHistory();

    const loaded = await loadAll(store, [...changes].reverse());

    expect(loaded).toEqual([...changes].reverse().map(({ document }) => document));
    const asked = dynamo.mock.commandCalls(BatchGetItemCommand).map(({ args: [{ input }] }) => {
      return input.RequestItems?.[STUB_TABLE]?.Keys?.length;
    });
    // 100 and 50 asked; the stub reads 60 at once and hands 40 back.
    expect(asked).toEqual([100, 50, 40]);
    expect(retry.waits).toEqual([]);
  });

  it('waits when nothing at all was read, and gives up by name', async () => {
    const unread = { UnprocessedKeys: { [STUB_TABLE]: { Keys: [keyOf('one')] } } };
    dynamo.mock.on(BatchGetItemCommand).resolves(unread);

    await expect(
      store.load([{ kind: 'chain', tenantId: 'a', token: 'one' }]),
    ).rejects.toMatchObject({ name: 'ServiceBusyError', retryable: true });

    expect(retry.waits).toHaveLength(ATTEMPTS - 1);
  });

  it('reads what is asked for at the same moment in one call, each document once', async () => {
    await store.commit([change(YEAR)]);
    dynamo.mock.resetHistory();

    const loads = await Promise.all(Array.from({ length: 30 }, () => store.load([YEAR, CHAIN])));

    expect(loads).toEqual(Array.from({ length: 30 }, () => [YEAR, null]));
    expect(dynamo.mock.commandCalls(BatchGetItemCommand)).toHaveLength(1);
  });

  it.each([
    { name: 'BatchGetItem', call: BatchGetItemCommand },
    { name: 'Query', call: QueryCommand },
  ])('goes on after a throttle of $name', async ({ call }) => {
    await store.commit([change(YEAR)]);
    const [shard] = await store.listShards('a');
    dynamo.failNext(call, serviceFault('ThrottlingException', 400), 2);

    expect(await store.load([YEAR])).toEqual([YEAR]);
    expect(await store.listShards('a')).toEqual([shard]);
    const place = { tenantId: 'a', year: 2026, shard: shard?.shard ?? -1 };
    expect(await readAll(store, place)).toHaveLength(1);
    expect(retry.waits.length).toBeGreaterThan(0);
  });

  it('fails every reader of a batch by name when the service stays busy', async () => {
    dynamo.failNext(BatchGetItemCommand, serviceFault('InternalServerError', 500), ATTEMPTS);
    const loads = await Promise.allSettled([store.load([YEAR]), store.load([CHAIN])]);
    expect(loads).toMatchObject([
      { status: 'rejected', reason: { name: 'ServiceBusyError' } },
      { status: 'rejected', reason: { name: 'ServiceBusyError' } },
    ]);
  });

  it('never asks a table for a scan, nor the index for a body', async () => {
    await store.commit([change(YEAR)]);
    await store.listShards('a');

    const queries = dynamo.mock.commandCalls(QueryCommand).map(({ args: [{ input }] }) => input);
    expect(queries).toHaveLength(16);
    expect(queries.every(({ IndexName }) => IndexName === 'shards')).toBe(true);
    const names = dynamo.mock.calls().map(({ args: [command] }) => command.constructor.name);
    expect(new Set(names)).toEqual(new Set(['PutItemCommand', 'QueryCommand']));
  });
});

function serviceFault(name: string, status: number | null): Error {
  if (status === null) return Object.assign(new Error('no answer'), { name });
  return new DynamoDBServiceException({
    name,
    $fault: status < 500 ? 'client' : 'server',
    $metadata: { httpStatusCode: status },
    message: 'words of the service that may hold a key',
  });
}

function keyOf(token: string) {
  return { pk: { S: `a#chain#${token}` }, sk: { S: 'chain' } };
}
