// How documents lie in the table: keys that a policy can hold a tenant to, plain attributes beside
// the body, several items for what one cannot hold, and what a commit refuses.

import { beforeEach, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import {
  BatchGetItemCommand,
  PutItemCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';
import { MAX_COMMIT_BYTES } from '../../../lib/adapters/aws/dynamodb-commit.js';
import {
  documentItemKey,
  placeOfPartition,
  SHARD_INDEX_ATTRIBUTES,
} from '../../../lib/adapters/aws/dynamodb-ledger-keys.js';
import { DynamoLedgerStore } from '../../../lib/adapters/aws/dynamodb-ledger-store.js';
import { shardOf } from '../../../lib/ports/ledger-store.js';
import { chainDocument, change, claimVersion, yearDocument } from '../../ports/ledger-documents.js';
import { readAll } from '../../ports/ledger-reads.js';
import { LARGE_LINES, largePerson } from './large-document-cases.js';
import { STUB_TABLE, stubDynamo } from './stub-dynamodb.js';
import { recordedRetry } from './stub-retry.js';

const MAX_ITEM_BYTES = 400 * 1024;

let dynamo: ReturnType<typeof stubDynamo>;
let store: DynamoLedgerStore;
beforeEach(() => {
  dynamo = stubDynamo();
  store = new DynamoLedgerStore({ client: dynamo.client, tableName: STUB_TABLE });
});

describe('items of the ledger', () => {
  it('carry the plain attributes of a year beside its body', async () => {
    const document = yearDocument({
      tenantId: 'a',
      token: 'k1_x',
      ptSlpCents: 250_000,
      otCents: -7,
    });
    await store.commit([change({ ...document, viewDigest: 'digest' })]);

    const [item] = dynamo.items.values();
    const shard = String(shardOf('k1_x')).padStart(2, '0');
    expect(item).toMatchObject({
      pk: { S: `a#year#2026#${shard}` },
      sk: { S: 'k1_x' },
      shardKey: { S: `a#${shard}` },
      version: { N: '1' },
      ptSlpCents: { N: '250000' },
      otCents: { N: '-7' },
      digest: { S: 'digest' },
    });
    expect(Object.keys(item ?? {})).toEqual(expect.arrayContaining([...SHARD_INDEX_ATTRIBUTES]));
    expect(item?.['body']?.B?.byteLength).toBeGreaterThan(0);
  });

  it('keep chains out of the index of shards', async () => {
    await store.commit([change(chainDocument({ tenantId: 'a', token: 'k1_x' }))]);
    const [item] = dynamo.items.values();
    expect(item).toMatchObject({ pk: { S: 'a#chain#k1_x' }, sk: { S: 'chain' } });
    expect(item?.['shardKey']).toBeUndefined();
  });

  it('hold 5,000 lines that do not compress in items of less than 400 KB, all of one tenant', async () => {
    const { year, chain } = largePerson('a', 1, LARGE_LINES);
    await store.commit([change(year), change(chain)]);

    const items = [...dynamo.items.values()];
    expect(items.length).toBeGreaterThan(2);
    const sizes = items.map((item) => item['body']?.B?.byteLength ?? 0);
    expect(Math.max(...sizes)).toBeLessThan(MAX_ITEM_BYTES - 10_000);
    expect(items.every((item) => item['pk']?.S?.startsWith('a#'))).toBe(true);
    // Further parts lie in partitions of their own: a shard is read without stumbling over them.
    const partitions = items.map((item) => item['pk']?.S?.split('#')[1]);
    expect(new Set(partitions)).toEqual(new Set(['year', 'chain', 'part']));
  });

  it('begin with their tenant and a mark that no tenant holds', () => {
    const tenant = fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,20}$/);
    const token = fc.stringMatching(/^[!-~]{1,40}$/);
    const year = fc.integer({ min: 0, max: 9999 });
    fc.assert(
      fc.property(tenant, token, year, (tenantId, name, inYear) => {
        const keys = [
          documentItemKey({ kind: 'chain', tenantId, token: name }),
          documentItemKey({ kind: 'year', tenantId, token: name, year: inYear }),
        ];
        for (const { pk } of keys) expect(pk.startsWith(`${tenantId}#`)).toBe(true);
        expect(placeOfPartition(keys[1]?.pk ?? '')).toEqual({ year: inYear, shard: shardOf(name) });
      }),
    );
  });

  it.each(['', 'a#b', 'a b', '*', 'a/b', '.a', 'a'.repeat(129)])(
    'are refused to the tenant %j everywhere',
    async (tenantId) => {
      const year = yearDocument({ tenantId });
      const reads = store.readShard(tenantId, 2026, 0)[Symbol.asyncIterator]();
      for (const call of [
        store.commit([change(year)]),
        store.load([year]),
        store.listShards(tenantId),
        reads.next(),
      ]) {
        await expect(call).rejects.toMatchObject({ name: 'InvalidRequestError' });
      }
      expect(dynamo.mock.calls()).toHaveLength(0);
    },
  );
});

describe('a commit', () => {
  it('is one conditional put for one document, a transaction for more', async () => {
    const [year, chain] = [yearDocument({ tenantId: 'a' }), chainDocument({ tenantId: 'a' })];
    await store.commit([change(year)]);
    expect(dynamo.mock.commandCalls(PutItemCommand)).toHaveLength(1);
    expect(dynamo.mock.commandCalls(TransactWriteItemsCommand)).toHaveLength(0);

    await store.commit([change({ ...year, version: 2 }), change(chain)]);
    expect(dynamo.mock.commandCalls(PutItemCommand)).toHaveLength(1);
    expect(dynamo.mock.commandCalls(TransactWriteItemsCommand)).toHaveLength(1);
  });

  it('of more than a transaction may hold is refused by name, and nothing is written', async () => {
    const remarks = [randomBytes(MAX_COMMIT_BYTES + 100_000).toString('base64')];
    const large = yearDocument({
      tenantId: 'a',
      versions: [{ ...claimVersion(1, 1), remarks }],
    });

    await expect(
      store.commit([change(chainDocument({ tenantId: 'a' })), change(large)]),
    ).rejects.toMatchObject({
      name: 'DocumentTooLargeError',
      retryable: false,
      limitBytes: MAX_COMMIT_BYTES,
    });

    expect(dynamo.mock.calls()).toHaveLength(0);
  });

  it('tells the capacity that it took, when somebody asks', async () => {
    const told: unknown[] = [];
    const asking = new DynamoLedgerStore({
      client: dynamo.client,
      tableName: STUB_TABLE,
      onCapacity: (consumed) => told.push(consumed.CapacityUnits),
    });
    dynamo.mock.on(PutItemCommand).resolves({ ConsumedCapacity: { CapacityUnits: 4 } });
    await asking.commit([change(yearDocument({ tenantId: 'a' }))]);

    expect(told).toEqual([4]);
    const [call] = dynamo.mock.commandCalls(PutItemCommand);
    expect(call?.args[0].input.ReturnConsumedCapacity).toBe('INDEXES');
  });
});

describe('a document of several items', () => {
  it('whose part is missing is never taken for whole', async () => {
    const { year } = largePerson('a', 1);
    await store.commit([change(year)]);
    for (const name of dynamo.items.keys()) {
      if (name.includes('#part#')) dynamo.items.delete(name);
    }
    await expect(store.load([year])).rejects.toMatchObject({
      name: 'StoredItemError',
      retryable: true,
    });
  });

  it('is read again when it was rewritten between its first item and the others', async () => {
    const [first, second] = [largePerson('a', 1).year, largePerson('a', 2).year];
    await store.commit([change(first)]);
    const rewriting = recordedRetry(3).policy;
    const reader = new DynamoLedgerStore({
      client: dynamo.client,
      tableName: STUB_TABLE,
      retry: {
        ...rewriting,
        sleep: async () => void (await store.commit([change(second)])),
      },
    });
    dynamo.failNext(BatchGetItemCommand, Object.assign(new Error('no'), { name: 'TimeoutError' }));

    const place = { tenantId: 'a', year: first.year, shard: shardOf(first.token) };
    const [document, ...others] = await readAll(reader, place);

    expect([document?.version, others]).toEqual([2, []]);
    expect(document?.versions.map(({ icn }) => icn)).toEqual(second.versions.map(({ icn }) => icn));
  });
});
