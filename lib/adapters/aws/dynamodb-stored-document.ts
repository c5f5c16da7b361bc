// Ledger documents as items of the table: plain attributes beside a compressed body. The chain of a
// beneficiary lies in one item with its newest year, since one item costs half of what two cost in
// a transaction. An item holds at most 400 KB, so a body beyond that lies in several, written in
// one transaction and tied together by an id which no two writes share.

import { randomBytes } from 'node:crypto';
import { toCents, type Cents } from '../../domain/money.js';
import type { ThresholdGroup } from '../../domain/reference.js';
import { shardOf, type DocumentKey } from '../../ports/ledger-store.js';
import {
  encodeDocument,
  encodePair,
  type StoredChain,
  type StoredYear,
} from '../common/document-codec.js';
import { StoredItemError } from './aws-errors.js';
import {
  documentItemKey,
  itemKeyOf,
  partItemKey,
  shardKey,
  type Item,
} from './dynamodb-ledger-keys.js';

/** Of the 400 KB of an item, the rest is for keys, names and plain attributes. */
const MAX_PART_BYTES = 390_000;

const WRITE_ID_BYTES = 12;

/** An item with the further parts of its body. */
export interface StoredItems {
  readonly head: Item;
  readonly parts: readonly Item[];
  /** What DynamoDB counts, near enough: bodies and a generous share for all else. */
  readonly bytes: number;
}

/** What an item of a document says, before its body is read. */
export interface DocumentHead {
  /** Of the write that made the item and all further parts of its body. */
  readonly itemId: Uint8Array;
  readonly body: Uint8Array;
  /** How many further items the body fills. */
  readonly furtherParts: number;
}

const ITEM_OVERHEAD_BYTES = 1_000;

/** A chain for itself: of somebody without a year. */
export function chainItems(chain: StoredChain): StoredItems {
  const writeId = newWriteId();
  const attributes: Item = { version: { N: String(chain.version) }, writeId: { B: writeId } };
  return inItems(chain, attributes, { body: encodeDocument(chain, 'compressed'), itemId: writeId });
}

/** In place of a chain: the year that it lies with. */
export function homeItems(chain: DocumentKey, year: number): StoredItems {
  const head: Item = {
    ...itemKeyOf(documentItemKey(chain)),
    home: { N: String(year) },
    writeId: { B: newWriteId() },
  };
  return { head, parts: [], bytes: ITEM_OVERHEAD_BYTES };
}

/**
 * A year, with the chain that lies in it. `writeId` of a year that is as it was: only a change of
 * the year itself changes the state of its shard, and `bodyId` tells the writes of the item apart.
 */
export function yearItems(
  year: StoredYear,
  chain: StoredChain | null,
  writeId: Uint8Array | null = null,
): StoredItems {
  const isPlain = chain === null && writeId === null;
  const itemId = newWriteId();
  const attributes: Item = {
    ...yearAttributes(year),
    writeId: { B: writeId ?? itemId },
    ...(isPlain ? {} : { bodyId: { B: itemId } }),
    ...(chain === null ? {} : { chainVersion: { N: String(chain.version) } }),
  };
  const body = chain === null ? encodeDocument(year, 'compressed') : encodePair(year, chain);
  return inItems(year, attributes, { body, itemId });
}

/** What can be known of a year without its body (DESIGN 4); the rest is in its keys. */
function yearAttributes({ version, totals, tenantId, token, viewDigest }: StoredYear): Item {
  return {
    version: { N: String(version) },
    shardKey: { S: shardKey(tenantId, shardOf(token)) },
    ptSlpCents: { N: String(totals.PT_SLP) },
    otCents: { N: String(totals.OT) },
    digest: { S: viewDigest },
  };
}

function inItems(
  key: DocumentKey,
  attributes: Item,
  { body, itemId }: { readonly body: Uint8Array; readonly itemId: Uint8Array },
): StoredItems {
  const [first = body, ...further] = inParts(body);
  const head: Item = {
    ...itemKeyOf(documentItemKey(key)),
    ...attributes,
    body: { B: first },
    ...(further.length === 0 ? {} : { furtherParts: { N: String(further.length) } }),
  };
  const parts = further.map((part, at): Item => ({
    ...itemKeyOf(partItemKey(key, at + 1)),
    writeId: { B: itemId },
    body: { B: part },
  }));
  return { head, parts, bytes: body.byteLength + (1 + parts.length) * ITEM_OVERHEAD_BYTES };
}

function newWriteId(): Uint8Array {
  return new Uint8Array(randomBytes(WRITE_ID_BYTES));
}

/** The write that made an item; null for what no version of this store wrote. */
export function itemIdOf(item: Item): Uint8Array | null {
  return item['bodyId']?.B ?? item['writeId']?.B ?? null;
}

export function headOf(item: Item): DocumentHead {
  return {
    itemId: itemIdOf(item) ?? bytesOf(item, 'writeId'),
    body: bytesOf(item, 'body'),
    furtherParts: numberOf(item, 'furtherParts') ?? 0,
  };
}

/** The year that a chain lies with, when it does not lie by itself. */
export function homeOf(chainItem: Item | null): number | null {
  return numberOf(chainItem, 'home');
}

export function numberOf(item: Item | null, name: string): number | null {
  const value = item?.[name]?.N;
  return value === undefined ? null : Number(value);
}

/** The whole body; null when a part is missing or was written by another write than the head. */
export function joinParts(head: DocumentHead, parts: readonly (Item | null)[]): Uint8Array | null {
  const bodies: Uint8Array[] = [head.body];
  for (const part of parts) {
    if (part === null || !isSameBytes(bytesOf(part, 'writeId'), head.itemId)) return null;
    bodies.push(bytesOf(part, 'body'));
  }
  return bodies.length === 1 ? head.body : Buffer.concat(bodies);
}

export function centsOf(item: Item): Readonly<Record<ThresholdGroup, Cents>> {
  return { PT_SLP: cents(item, 'ptSlpCents'), OT: cents(item, 'otCents') };
}

export function textOf(item: Item, name: string): string {
  const value = item[name]?.S;
  if (value === undefined) throw new StoredItemError(`an item lacks its attribute ${name}`);
  return value;
}

export function bytesOf(item: Item, name: string): Uint8Array {
  const value = item[name]?.B;
  if (value === undefined) throw new StoredItemError(`an item lacks its attribute ${name}`);
  return value;
}

export function isSameBytes(left: Uint8Array, right: Uint8Array): boolean {
  return Buffer.compare(left, right) === 0;
}

function cents(item: Item, name: string): Cents {
  const value = item[name]?.N;
  if (value === undefined) throw new StoredItemError(`an item lacks its attribute ${name}`);
  return toCents(Number(value));
}

function inParts(body: Uint8Array): readonly Uint8Array[] {
  const parts: Uint8Array[] = [];
  for (let at = 0; at < body.byteLength; at += MAX_PART_BYTES) {
    parts.push(body.subarray(at, at + MAX_PART_BYTES));
  }
  return parts;
}
