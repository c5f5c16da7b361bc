// Sets each provider beside its peers in the data: the others of the same role, discipline, setting
// and state. Where they are too few the circle widens, first over states, then over settings. A
// provider that works in several cells gets one number by indirect standardisation: its hits
// against those that its peers' shares would give at its own mix (PEER-1).

import { groupBy } from '../group-by.js';
import type { ProviderRole } from './provider-role.js';

/** Hits among n units of one provider in one cell. */
export interface CellCount {
  readonly role: ProviderRole;
  readonly npi: string;
  readonly discipline: string;
  readonly setting: string;
  readonly state: string | null;
  readonly hits: number;
  readonly n: number;
}

/** How alike the peers are; `setting` means that states were put together, and so on. */
export type PeerBasis = 'state' | 'setting' | 'discipline';
export const PEER_BASES: readonly PeerBasis[] = ['state', 'setting', 'discipline'];

export interface PeerTotals {
  readonly providers: number;
  readonly hits: number;
  readonly n: number;
}

export interface PeerComparison {
  readonly npi: string;
  /** Of the cells that have peers. */
  readonly hits: number;
  readonly n: number;
  /** What the peers' shares would give in the same cells; null without peers. */
  readonly expectedHits: number | null;
  /** The same from steadied shares: where few peers tell little, the wider circles speak too. */
  readonly steadyHits: number | null;
  /** Of the largest circle used; cells of one circle are counted once. */
  readonly peers: PeerTotals;
  /** The widest circle used. */
  readonly basis: PeerBasis;
}

/** Below either, peers say too little (policy). */
export const PEER_PROVIDERS_MIN = 5;
export const PEER_UNITS_MIN = 20;
/** A wider circle says as much as this many providers of the narrower one (policy). */
const WIDER_PROVIDERS = 3;
/** One hit that might have been: no hit among few peers does not mean that none could be. */
const STEADY_HITS = 0.5;

const NOBODY: PeerTotals = { providers: 0, hits: 0, n: 0 };

type Groups = ReadonlyMap<string, PeerTotals>;

/** Counts of one role; one comparison per provider, in the order of first appearance. */
export function comparePeers(counts: readonly CellCount[]): readonly PeerComparison[] {
  counts.forEach(assertCount);
  const byProvider = groupBy(counts, ({ npi }) => npi);
  const groups = groupsOf([...byProvider.values()]);
  return [...byProvider].map(([npi, cells]) => compareOne(npi, cells, groups));
}

function compareOne(npi: string, cells: readonly CellCount[], groups: Groups): PeerComparison {
  const used = new Map<string, PeerTotals>();
  let [hits, n, expectedHits, steadyHits, widest] = [0, 0, 0, 0, 0];
  for (const cell of cells) {
    if (cell.n === 0) continue;
    const circle = circleOf(cell, cells, groups);
    if (circle === null) continue;
    const { basis, peers } = circle;
    used.set(keyOf(cell, basis), peers);
    hits += cell.hits;
    n += cell.n;
    expectedHits += (cell.n * peers.hits) / peers.n;
    steadyHits += cell.n * steadyShare(cell, basis, { own: cells, groups });
    widest = Math.max(widest, PEER_BASES.indexOf(basis));
  }
  if (used.size === 0) {
    const all = { hits: sum(cells, (each) => each.hits), n: sum(cells, (each) => each.n) };
    const none = { expectedHits: null, steadyHits: null };
    return { npi, ...all, ...none, peers: NOBODY, basis: 'state' };
  }
  const circles = [...used.values()];
  const peers = {
    providers: Math.max(...circles.map(({ providers }) => providers)),
    hits: sum(circles, (each) => each.hits),
    n: sum(circles, (each) => each.n),
  };
  return { npi, hits, n, expectedHits, steadyHits, peers, basis: PEER_BASES[widest] ?? 'state' };
}

/** The narrowest circle with enough peers; null when there is none. */
function circleOf(
  cell: CellCount,
  own: readonly CellCount[],
  groups: Groups,
): { readonly basis: PeerBasis; readonly peers: PeerTotals } | null {
  for (const basis of PEER_BASES) {
    const peers = peersAt(cell, basis, { own, groups });
    if (peers.providers >= PEER_PROVIDERS_MIN && peers.n >= PEER_UNITS_MIN) return { basis, peers };
  }
  return null;
}

/** From the widest circle to the one that was chosen, each leaning on the one around it. */
function steadyShare(
  cell: CellCount,
  chosen: PeerBasis,
  known: { readonly own: readonly CellCount[]; readonly groups: Groups },
): number {
  let share: number | null = null;
  for (const basis of [...PEER_BASES].reverse()) {
    const { providers, hits, n } = peersAt(cell, basis, known);
    if (n <= 0) continue;
    const lent = (WIDER_PROVIDERS * n) / Math.max(1, providers);
    share =
      share === null
        ? (hits + STEADY_HITS) / (n + 2 * STEADY_HITS)
        : (hits + lent * share) / (n + lent);
    if (basis === chosen) break;
  }
  return share ?? 0;
}

/** All others of the group: whole numbers, so that nothing of the provider itself remains. */
function peersAt(
  cell: CellCount,
  basis: PeerBasis,
  { own, groups }: { readonly own: readonly CellCount[]; readonly groups: Groups },
): PeerTotals {
  const all = groups.get(keyOf(cell, basis)) ?? NOBODY;
  const mine = own.filter((each) => isAlike(each, cell, basis));
  return {
    providers: all.providers - 1,
    hits: all.hits - sum(mine, (each) => each.hits),
    n: all.n - sum(mine, (each) => each.n),
  };
}

/** A provider counts once in a group, and only where it has units at all. */
function groupsOf(providers: readonly (readonly CellCount[])[]): Groups {
  const groups = new Map<string, { providers: number; hits: number; n: number }>();
  for (const cells of providers) {
    const filled = cells.filter(({ n }) => n > 0);
    for (const [at, cell] of filled.entries()) {
      for (const basis of PEER_BASES) {
        const isFirst = filled.findIndex((each) => isAlike(each, cell, basis)) === at;
        const key = keyOf(cell, basis);
        const known = groups.get(key) ?? { providers: 0, hits: 0, n: 0 };
        known.providers += isFirst ? 1 : 0;
        known.hits += cell.hits;
        known.n += cell.n;
        groups.set(key, known);
      }
    }
  }
  return groups;
}

function isAlike(one: CellCount, other: CellCount, basis: PeerBasis): boolean {
  if (one.discipline !== other.discipline) return false;
  if (basis === 'discipline') return true;
  return one.setting === other.setting && (basis === 'setting' || one.state === other.state);
}

export function keyOf(cell: Omit<CellCount, 'hits' | 'n' | 'npi'>, basis: PeerBasis): string {
  const wide = `${basis}|${cell.discipline}`;
  if (basis === 'discipline') return wide;
  return basis === 'setting'
    ? `${wide}|${cell.setting}`
    : `${wide}|${cell.setting}|${cell.state ?? ''}`;
}

function assertCount({ hits, n }: CellCount): void {
  const isWhole = Number.isSafeInteger(hits) && Number.isSafeInteger(n);
  if (!isWhole || hits < 0 || hits > n) {
    throw new RangeError('a provider count needs whole numbers with 0 <= hits <= n');
  }
}

function sum<Item>(items: readonly Item[], of: (item: Item) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
