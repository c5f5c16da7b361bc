// Writes documents, all or none, where their stored versions are the expected ones. One item is one
// conditional put; anything else is a transaction, which costs twice as much. A write that was done
// while its answer was lost is told from another writer's: the put by its id, the transaction by
// its request token, which DynamoDB carries out once in ten minutes.

import {
  ConditionalCheckFailedException,
  PutItemCommand,
  type TransactWriteItem,
} from '@aws-sdk/client-dynamodb';
import type { CommitResult, DocumentKey } from '../../ports/ledger-store.js';
import { DocumentTooLargeError, InvalidRequestError } from './aws-errors.js';
import type { Attempt } from './aws-retry.js';
import { readChain } from './dynamodb-body-reader.js';
import type { DynamoItemReader } from './dynamodb-item-reader.js';
import { documentItemKey, type Item } from './dynamodb-ledger-keys.js';
import {
  arrangeWrites,
  guessWrites,
  type DocumentWish,
  type ItemWrite,
  type StoredPerson,
} from './dynamodb-person-layout.js';
import { removalOf } from './dynamodb-removal.js';
import { isSameBytes, itemIdOf } from './dynamodb-stored-document.js';
import type { DynamoTable } from './dynamodb-table.js';
import { transact } from './dynamodb-transaction.js';

/** DynamoDB's 4 MB for a transaction, less what is not counted here. */
export const MAX_COMMIT_BYTES = 4_000_000;
/** DynamoDB's limit for one transaction. */
const MAX_ITEMS = 100;

const COMMITTED: CommitResult = { kind: 'committed' };
const CONFLICT: CommitResult = { kind: 'conflict' };

/** As documents most likely lie; where that was wrong, as they do lie. */
export async function commitWishes(
  table: DynamoTable,
  reader: DynamoItemReader,
  wishes: readonly DocumentWish[],
): Promise<CommitResult> {
  const guesses = [...byToken(wishes).values()].map(guessWrites);
  const likely = guesses.filter((guess) => guess !== null);
  if (likely.length === guesses.length) {
    const written = await writeItems(
      table,
      likely.flatMap(({ writes }) => writes),
    );
    if (written.kind === 'committed' || likely.every(({ isCertain }) => isCertain)) return written;
  }
  return commitArranged(table, reader, wishes);
}

/** Reads first where everything lies. What somebody writes in between makes it a conflict. */
export async function commitArranged(
  table: DynamoTable,
  reader: DynamoItemReader,
  wishes: readonly DocumentWish[],
): Promise<CommitResult> {
  const arranged = await Promise.all(
    [...byToken(wishes).values()].map(async (own) =>
      arrangeWrites(await readPerson(reader, own), own),
    ),
  );
  const writes = arranged.filter((own) => own !== null);
  return writes.length < arranged.length ? CONFLICT : writeItems(table, writes.flat());
}

function byToken(wishes: readonly DocumentWish[]): ReadonlyMap<string, readonly DocumentWish[]> {
  const groups = new Map<string, DocumentWish[]>();
  for (const wish of wishes) {
    const group = groups.get(wish.key.token);
    if (group === undefined) groups.set(wish.key.token, [wish]);
    else group.push(wish);
  }
  return groups;
}

async function readPerson(
  reader: DynamoItemReader,
  wishes: readonly DocumentWish[],
): Promise<StoredPerson> {
  const [first] = wishes;
  if (first === undefined) throw new Error('a beneficiary without a wish');
  const { tenantId, token } = first.key;
  const chainKey: DocumentKey = { kind: 'chain', tenantId, token };
  const keys = wishes.flatMap(({ key }) => (key.kind === 'year' ? [key] : []));
  const [chainItem = null, ...items] = await reader.read([chainKey, ...keys].map(documentItemKey));
  return {
    chain: await readChain(reader, chainKey, chainItem),
    years: new Map(keys.map(({ year }, at) => [year, items[at] ?? null])),
  };
}

async function writeItems(table: DynamoTable, writes: readonly ItemWrite[]): Promise<CommitResult> {
  const bytes = writes.reduce((sum, each) => sum + (each.kind === 'put' ? each.items.bytes : 0), 0);
  if (bytes > MAX_COMMIT_BYTES) {
    throw new DocumentTooLargeError({ bytes, limitBytes: MAX_COMMIT_BYTES });
  }
  const [only] = writes;
  if (writes.length === 1 && only?.kind === 'put' && only.items.parts.length === 0) {
    return putItem(table, only);
  }
  const items: TransactWriteItem[] = [];
  for (const write of writes) {
    items.push(...(write.kind === 'put' ? putsOf(table, write) : await removalOf(table, write)));
  }
  if (items.length > MAX_ITEMS) {
    throw new InvalidRequestError('one person has more items than one transaction can hold');
  }
  return { kind: await transact(table, items) };
}

type ItemPut = Extract<ItemWrite, { kind: 'put' }>;

function putsOf(
  { name: TableName }: DynamoTable,
  { items: { head, parts }, expectation }: ItemPut,
): readonly TransactWriteItem[] {
  return [
    { Put: { TableName, Item: head, ...expectation } },
    // Unconditional: the head, which is never written without them, carries the version.
    ...parts.map((Item) => ({ Put: { TableName, Item } })),
  ];
}

function putItem(
  table: DynamoTable,
  { items: { head }, expectation }: ItemPut,
): Promise<CommitResult> {
  return table.untilDone('PutItem', async (): Promise<Attempt<CommitResult>> => {
    try {
      const output = await table.client.send(
        new PutItemCommand({
          ...table.common,
          Item: head,
          ...expectation,
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      );
      table.tellCapacity(output.ConsumedCapacity);
      return { kind: 'done', answer: COMMITTED };
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      return { kind: 'done', answer: isSameWrite(head, error.Item) ? COMMITTED : CONFLICT };
    }
  });
}

function isSameWrite(written: Item, stored: Item | undefined): boolean {
  const [ours, theirs] = [itemIdOf(written), stored === undefined ? null : itemIdOf(stored)];
  return ours !== null && theirs !== null && isSameBytes(ours, theirs);
}
