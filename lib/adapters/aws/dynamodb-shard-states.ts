// What a publish reads instead of documents: the index of plain attributes, 16 partitions a tenant,
// few bytes a document. The state of a shard is the sum of its documents' write ids: random numbers
// that change with every write, also when a backup brings an old version number back.

import { addCents, ZERO_CENTS, type Cents } from '../../domain/money.js';
import type { ThresholdGroup } from '../../domain/reference.js';
import type { ShardState } from '../../ports/ledger-store.js';
import {
  placeOfPartition,
  SHARD_INDEX,
  SHARD_INDEX_KEYS,
  shardKeys,
  type Item,
} from './dynamodb-ledger-keys.js';
import { inPartition, queryPages } from './dynamodb-query-pages.js';
import { bytesOf, centsOf, textOf } from './dynamodb-stored-document.js';
import type { DynamoTable } from './dynamodb-table.js';

interface ShardSum {
  documents: number;
  cents: Record<ThresholdGroup, Cents>;
  writeIds: bigint;
}

/**
 * By year and shard. An index follows its table by a moment. A publish reads states first and
 * documents afterwards, so a late index makes it publish a shard once more, never too little.
 */
export async function listShardStates(
  table: DynamoTable,
  tenantId: string,
): Promise<readonly ShardState[]> {
  const states = await Promise.all(shardKeys(tenantId).map((key) => statesOf(table, key)));
  return states.flat().sort((left, right) => left.year - right.year || left.shard - right.shard);
}

async function statesOf(table: DynamoTable, shardKey: string): Promise<readonly ShardState[]> {
  const sums = new Map<string, ShardSum>();
  const query = { IndexName: SHARD_INDEX, ...inPartition(SHARD_INDEX_KEYS.partition, shardKey) };
  for await (const items of queryPages(table, query)) {
    for (const item of items) addItem(sums, item);
  }
  return [...sums].map(([partition, { documents, cents, writeIds }]) => ({
    ...placeOfPartition(partition),
    documents,
    cents,
    state: `${documents}.${BigInt.asUintN(STATE_BITS, writeIds).toString(36)}`,
  }));
}

const STATE_BITS = 96;

function addItem(sums: Map<string, ShardSum>, item: Item): void {
  const partition = textOf(item, 'pk');
  let sum = sums.get(partition);
  if (sum === undefined) {
    sum = { documents: 0, cents: { PT_SLP: ZERO_CENTS, OT: ZERO_CENTS }, writeIds: 0n };
    sums.set(partition, sum);
  }
  const cents = centsOf(item);
  sum.documents += 1;
  sum.cents.PT_SLP = addCents(sum.cents.PT_SLP, cents.PT_SLP);
  sum.cents.OT = addCents(sum.cents.OT, cents.OT);
  sum.writeIds += numberOf(bytesOf(item, 'writeId'));
}

function numberOf(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
}
