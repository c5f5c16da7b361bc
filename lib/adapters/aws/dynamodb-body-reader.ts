// The whole body of an item, whose further parts may be rewritten while they are read. Also where a
// chain lies: a year item may have handed it on between the look-up and the reading.

import type { DocumentKey } from '../../ports/ledger-store.js';
import { StoredItemError } from './aws-errors.js';
import type { DynamoItemReader } from './dynamodb-item-reader.js';
import { documentItemKey, homeItemKey, partItemKey, type Item } from './dynamodb-ledger-keys.js';
import { headOf, homeOf, joinParts, numberOf } from './dynamodb-stored-document.js';

/** What changes while it is read is read again. */
const READS = 10;

export interface ItemWithBody {
  readonly item: Item;
  readonly body: Uint8Array;
}

/** Null when the document went away while it was read. */
export async function readBody(
  reader: DynamoItemReader,
  key: DocumentKey,
  head: Item,
): Promise<ItemWithBody | null> {
  let item: Item | null = head;
  for (let reads = 0; item !== null && reads < READS; reads += 1) {
    // A chain that was found alone may lie with a year by now: `readChain` follows it.
    if (homeOf(item) !== null) return null;
    const parsed = headOf(item);
    const keys = Array.from({ length: parsed.furtherParts }, (_, at) => partItemKey(key, at + 1));
    const body = joinParts(parsed, await reader.read(keys));
    if (body !== null) return { item, body };
    [item = null] = await reader.read([documentItemKey(key)]);
  }
  if (item === null) return null;
  throw new StoredItemError('the parts of a document do not come together', { retryable: true });
}

/** Where a chain lies; `home` is the year of its item, null when it lies alone. */
export interface ChainPlace extends ItemWithBody {
  /** Of the chain's own key: the chain, or what names its home. */
  readonly chainItem: Item;
  readonly home: number | null;
}

/** Null when there is no chain. `found`: what lies under its own key. */
export async function readChain(
  reader: DynamoItemReader,
  key: DocumentKey,
  found: Item | null,
): Promise<ChainPlace | null> {
  let chainItem = found;
  for (let reads = 0; chainItem !== null && reads < READS; reads += 1) {
    const place = await readPlace(reader, key, chainItem);
    if (place !== null) return place;
    [chainItem = null] = await reader.read([documentItemKey(key)]);
  }
  if (chainItem === null) return null;
  throw new StoredItemError('a chain is not where it is said to lie', { retryable: true });
}

async function readPlace(
  reader: DynamoItemReader,
  key: DocumentKey,
  chainItem: Item,
): Promise<ChainPlace | null> {
  const home = homeOf(chainItem);
  if (home === null) {
    const alone = await readBody(reader, key, chainItem);
    return alone === null ? null : { ...alone, chainItem: alone.item, home };
  }
  const [item = null] = await reader.read([homeItemKey(key, home)]);
  if (item === null) return null;
  const year = { kind: 'year', tenantId: key.tenantId, token: key.token, year: home } as const;
  const whole = await readBody(reader, year, item);
  const isThere = whole !== null && numberOf(whole.item, 'chainVersion') !== null;
  return isThere ? { ...whole, chainItem, home } : null;
}
