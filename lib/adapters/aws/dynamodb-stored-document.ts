// A ledger document as items of the table: plain attributes beside a compressed body. An item holds
// at most 400 KB, so a body beyond that lies in several items, written in one transaction and tied
// together by `writeId`, which no two writes share.

import { randomBytes } from 'node:crypto';
import { toCents, type Cents } from '../../domain/money.js';
import type { ThresholdGroup } from '../../domain/reference.js';
import { shardOf, type LedgerDocument } from '../../ports/ledger-store.js';
import { encodeDocument } from '../common/document-codec.js';
import { StoredItemError } from './aws-errors.js';
import {
  documentItemKey,
  itemKeyOf,
  partItemKey,
  shardKey,
  type Item,
} from './dynamodb-ledger-keys.js';

/** Of the 400 KB of an item, the rest is for keys, names and plain attributes. */
export const MAX_PART_BYTES = 390_000;

const WRITE_ID_BYTES = 12;

/** The items of one document, the one that carries its version first. */
export interface StoredDocument {
  readonly head: Item;
  readonly parts: readonly Item[];
  /** What DynamoDB counts, near enough: bodies and a generous share for all else. */
  readonly bytes: number;
  readonly expectedVersion: number;
  readonly writeId: Uint8Array;
}

/** What an item of a document says, before its body is read. */
export interface DocumentHead {
  readonly writeId: Uint8Array;
  readonly body: Uint8Array;
  /** How many further items the body fills. */
  readonly furtherParts: number;
}

const ITEM_OVERHEAD_BYTES = 1_000;

export function storedDocument(document: LedgerDocument): StoredDocument {
  const body = encodeDocument(document, 'compressed');
  const writeId = new Uint8Array(randomBytes(WRITE_ID_BYTES));
  const [first = body, ...further] = inParts(body);
  const head: Item = {
    ...itemKeyOf(documentItemKey(document)),
    ...plainAttributes(document),
    writeId: { B: writeId },
    body: { B: first },
    ...(further.length === 0 ? {} : { furtherParts: { N: String(further.length) } }),
  };
  const parts = further.map((part, at): Item => ({
    ...itemKeyOf(partItemKey(document, at + 1)),
    writeId: { B: writeId },
    body: { B: part },
  }));
  const bytes = body.byteLength + (1 + parts.length) * ITEM_OVERHEAD_BYTES;
  return { head, parts, bytes, expectedVersion: document.version - 1, writeId };
}

/** What can be known of a document without its body (DESIGN 4); the rest is in its keys. */
function plainAttributes(document: LedgerDocument): Item {
  const version = { N: String(document.version) };
  if (document.kind === 'chain') return { version };
  const { totals, tenantId, token, viewDigest } = document;
  return {
    version,
    shardKey: { S: shardKey(tenantId, shardOf(token)) },
    ptSlpCents: { N: String(totals.PT_SLP) },
    otCents: { N: String(totals.OT) },
    digest: { S: viewDigest },
  };
}

export function headOf(item: Item): DocumentHead {
  const furtherParts = item['furtherParts']?.N;
  return {
    writeId: bytesOf(item, 'writeId'),
    body: bytesOf(item, 'body'),
    furtherParts: furtherParts === undefined ? 0 : Number(furtherParts),
  };
}

/** The whole body; null when a part is missing or was written by another write than the head. */
export function joinParts(head: DocumentHead, parts: readonly (Item | null)[]): Uint8Array | null {
  const bodies: Uint8Array[] = [head.body];
  for (const part of parts) {
    if (part === null || !isSameBytes(bytesOf(part, 'writeId'), head.writeId)) return null;
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
