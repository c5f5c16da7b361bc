// Where the ledger lies in the one table. Year documents of a shard share a partition and lie there
// in token order, one of each beneficiary with its chain in it; which one, and the further parts of
// large bodies, lie in partitions of their own. A sparse index repeats the plain attributes of year
// documents by tenant and shard.

import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { SHARD_COUNT, shardOf, type DocumentKey } from '../../ports/ledger-store.js';
import { InvalidRequestError } from './aws-errors.js';
import { assertKeyPart, assertTenantId } from './aws-key-part.js';

// pk               sk        shardKey   what
// T#year#2026#03   TOKEN     T#03       a year, maybe with the chain: the first part of the body
// T#chain#TOKEN    chain                the year that the chain lies with, or the chain by itself
// T#part#TOKEN     2026#1               a further part of a body; chain#1 of a chain's
//
// Keys spread a year over 16 partitions, and DynamoDB splits a hot one by sk, because there is no
// local index. The index has 16 partitions a tenant and is read by publishing only.

/** By year within a partition; carries `SHARD_INDEX_ATTRIBUTES` and nothing of a body. */
export const SHARD_INDEX = 'shards';
export const SHARD_INDEX_KEYS = { partition: 'shardKey', sort: 'pk' } as const;
export const SHARD_INDEX_ATTRIBUTES = ['version', 'writeId', 'ptSlpCents', 'otCents'] as const;

export type Item = Record<string, AttributeValue>;

export interface ItemKey {
  readonly pk: string;
  readonly sk: string;
}

const CHAIN = 'chain';
const YEAR_DIGITS = 4;
const SHARD_DIGITS = 2;
const LAST_YEAR = 9999;

export function documentItemKey(key: DocumentKey): ItemKey {
  assertTenantId(key.tenantId);
  assertKeyPart('token', key.token);
  if (key.kind === 'chain') return { pk: `${key.tenantId}#${CHAIN}#${key.token}`, sk: CHAIN };
  return { pk: shardPartition(key.tenantId, key.year, shardOf(key.token)), sk: key.token };
}

/** The key of a year item, told from that of the chain that names it. */
export function homeItemKey(key: DocumentKey, year: number): ItemKey {
  return documentItemKey({ kind: 'year', tenantId: key.tenantId, token: key.token, year });
}

/** Part 0 is in the item of the document itself. */
export function partItemKey(key: DocumentKey, part: number): ItemKey {
  const name = key.kind === 'chain' ? CHAIN : yearText(key.year);
  return { pk: `${key.tenantId}#part#${key.token}`, sk: `${name}#${part}` };
}

/** The partition that holds the year documents of a shard, in token order. */
export function shardPartition(tenantId: string, year: number, shard: number): string {
  return `${tenantId}#year#${yearText(year)}#${shardText(shard)}`;
}

/** The partitions of the index that hold all years of a tenant. */
export function shardKeys(tenantId: string): readonly string[] {
  return Array.from({ length: SHARD_COUNT }, (_, shard) => shardKey(tenantId, shard));
}

export function shardKey(tenantId: string, shard: number): string {
  return `${tenantId}#${shardText(shard)}`;
}

/** The year and shard that a partition of year documents is about. */
export function placeOfPartition(pk: string): { readonly year: number; readonly shard: number } {
  const [shard, year] = pk.split('#').reverse();
  return { year: Number(year), shard: Number(shard) };
}

export function itemKeyOf({ pk, sk }: ItemKey): Item {
  return { pk: { S: pk }, sk: { S: sk } };
}

function yearText(year: number): string {
  if (!Number.isInteger(year) || year < 0 || year > LAST_YEAR) {
    throw new InvalidRequestError('a year has at most four digits');
  }
  return String(year).padStart(YEAR_DIGITS, '0');
}

function shardText(shard: number): string {
  return String(shard).padStart(SHARD_DIGITS, '0');
}
