// How the documents of one beneficiary are laid out when they are written: the chain in the item of
// the newest year that is written with it, so that the usual commit - a year and its chain - is one
// conditional put. Pure: what is stored comes in, what is to be written goes out.

import type { DocumentKey, LedgerDocument } from '../../ports/ledger-store.js';
import {
  decodeChain,
  decodeDocument,
  type StoredChain,
  type StoredYear,
} from '../common/document-codec.js';
import { StoredItemError } from './aws-errors.js';
import type { ChainPlace } from './dynamodb-body-reader.js';
import {
  chainItems,
  bytesOf,
  homeItems,
  numberOf,
  yearItems,
  type StoredItems,
} from './dynamodb-stored-document.js';
import type { Item } from './dynamodb-ledger-keys.js';
import {
  expectingItem,
  expectingNothing,
  expectingVersions,
  type Expectation,
} from './dynamodb-transaction.js';

/** What is wanted of one document; it must be stored in exactly this version, 0 = not at all. */
export interface DocumentWish {
  readonly key: DocumentKey;
  readonly expected: number;
  /** Null: take it away. */
  readonly document: LedgerDocument | null;
}

/** An item to write with its parts, or the document whose item is to go. */
export type ItemWrite =
  | { readonly kind: 'put'; readonly items: StoredItems; readonly expectation: Expectation }
  | { readonly kind: 'removal'; readonly key: DocumentKey; readonly expectation: Expectation };

export interface Guess {
  readonly writes: readonly ItemWrite[];
  /** When the writes fail there is a conflict, wherever documents may lie. */
  readonly isCertain: boolean;
}

/** What is stored of a beneficiary: the years of the wishes, and the chain wherever it lies. */
export interface StoredPerson {
  readonly chain: ChainPlace | null;
  readonly years: ReadonlyMap<number, Item | null>;
}

interface Wishes {
  readonly chain: (DocumentWish & { readonly document: StoredChain | null }) | null;
  readonly years: ReadonlyMap<number, DocumentWish & { readonly document: StoredYear | null }>;
}

/**
 * Without reading anything: as documents lie when this layout wrote them. Null where that cannot be
 * told from the wishes alone.
 */
export function guessWrites(wishes: readonly DocumentWish[]): Guess | null {
  const { chain, years } = sortedWishes(wishes);
  const isAllNew = wishes.every(({ expected }) => expected === 0);
  const home = chain === null || years.size === 0 ? null : Math.max(...years.keys());
  if (!isAllNew && chain !== null && !isAtHome(chain, years.get(home ?? -1))) return null;
  const writes: ItemWrite[] = [];
  for (const [year, { document, expected }] of years) {
    if (document === null) return null;
    const items = yearItems(document, year === home ? (chain?.document ?? null) : null);
    const chainVersion = year === home ? (chain?.expected ?? null) : null;
    const expectation =
      expected === 0 ? expectingNothing() : expectingVersions(expected, chainVersion);
    writes.push({ kind: 'put', items, expectation });
  }
  if (isAllNew && chain?.document) {
    const items = home === null ? chainItems(chain.document) : homeItems(chain.key, home);
    writes.push({ kind: 'put', items, expectation: expectingNothing() });
  }
  return { writes, isCertain: isAllNew };
}

/** A stored chain lies with its newest year, when that year is among those to write. */
function isAtHome(chain: NonNullable<Wishes['chain']>, home: DocumentWish | undefined): boolean {
  if (chain.document === null || home === undefined) return false;
  const isNewest = home.key.kind === 'year' && home.key.year === chain.document.years.at(-1);
  return isNewest && chain.expected > 0 && home.expected > 0;
}

/** Null when something is not stored in the version that was expected. */
export function arrangeWrites(
  stored: StoredPerson,
  wishes: readonly DocumentWish[],
): readonly ItemWrite[] | null {
  if (!wishes.every((wish) => versionOf(stored, wish.key) === wish.expected)) return null;
  if (isChainAstray(stored)) return null;
  const { chain: wish, years } = sortedWishes(wishes);
  const before = stored.chain;
  const isHomeWritten = before?.home !== null && years.has(before?.home ?? -1);
  if (wish === null && !isHomeWritten) return yearWrites(stored, years, null);
  const chain = wish === null ? chainOf(before) : wish.document;
  const all = new Map<number, StoredYear | null>();
  if (before !== null && before.home !== null) all.set(before.home, yearOf(before));
  for (const [year, { document }] of years) all.set(year, document);
  const left = [...all].flatMap(([year, document]) => (document === null ? [] : [year]));
  const home = chain === null || left.length === 0 ? null : Math.max(...left);
  return [
    ...yearWrites(stored, years, home === null ? null : { home, chain }),
    ...formerHomeWrites(stored, years, home === null ? null : { home, chain }),
    ...chainWrites(before, { chain, home, wish }),
  ];
}

interface Placed {
  readonly home: number;
  readonly chain: StoredChain | null;
}

function yearWrites(
  stored: StoredPerson,
  years: Wishes['years'],
  placed: Placed | null,
): readonly ItemWrite[] {
  return [...years].map(([year, { key, document }]): ItemWrite => {
    const expectation = expectingItem(itemOf(stored, year));
    if (document === null) return { kind: 'removal', key, expectation };
    const chain = placed?.home === year ? placed.chain : null;
    return { kind: 'put', items: yearItems(document, chain), expectation };
  });
}

/** The year that holds, or held, the chain and is itself as it was. */
function formerHomeWrites(
  { chain: before }: StoredPerson,
  years: Wishes['years'],
  placed: Placed | null,
): readonly ItemWrite[] {
  if (before === null || before.home === null || years.has(before.home)) return [];
  const chain = placed?.home === before.home ? placed.chain : null;
  const items = yearItems(yearOf(before), chain, bytesOf(before.item, 'writeId'));
  return [{ kind: 'put', items, expectation: expectingItem(before.item) }];
}

/** Under the chain's own key: nothing changes there while its home is the same. */
function chainWrites(
  before: ChainPlace | null,
  after: {
    readonly chain: StoredChain | null;
    readonly home: number | null;
    readonly wish: DocumentWish | null;
  },
): readonly ItemWrite[] {
  const { chain, home } = after;
  if (home !== null && home === before?.home) return [];
  const expectation = expectingItem(before?.chainItem ?? null);
  if (chain === null) {
    return after.wish === null ? [] : [{ kind: 'removal', key: after.wish.key, expectation }];
  }
  const items = home === null ? chainItems(chain) : homeItems(chain, home);
  return [{ kind: 'put', items, expectation }];
}

function sortedWishes(wishes: readonly DocumentWish[]): Wishes {
  let chain: Wishes['chain'] = null;
  const years = new Map<number, DocumentWish & { readonly document: StoredYear | null }>();
  for (const { key, expected, document } of wishes) {
    if (key.kind === 'chain') {
      chain = { key, expected, document: document?.kind === 'chain' ? document : null };
    } else {
      years.set(key.year, { key, expected, document: document?.kind === 'year' ? document : null });
    }
  }
  return { chain, years };
}

function versionOf(stored: StoredPerson, key: DocumentKey): number {
  if (key.kind === 'year') return numberOf(itemOf(stored, key.year), 'version') ?? 0;
  if (stored.chain === null) return 0;
  const { item, home } = stored.chain;
  return numberOf(item, home === null ? 'version' : 'chainVersion') ?? 0;
}

/** The same reading of the home as that of its chain: what is written must have been read whole. */
function itemOf({ chain, years }: StoredPerson, year: number): Item | null {
  return chain?.home === year ? chain.item : (years.get(year) ?? null);
}

/** A chain came to one of the years after its own key had been read. */
function isChainAstray({ chain, years }: StoredPerson): boolean {
  return [...years].some(([year, item]) => {
    return year !== chain?.home && numberOf(item, 'chainVersion') !== null;
  });
}

function chainOf(place: ChainPlace | null): StoredChain | null {
  return place === null ? null : decodeChain(place.body);
}

function yearOf({ body }: ChainPlace): StoredYear {
  const document = decodeDocument(body);
  if (document.kind !== 'year') throw new StoredItemError('a chain lies with no year');
  return document;
}
