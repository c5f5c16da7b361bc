// Sets each provider beside its peers in the data: the others of the same role, discipline, setting
// and state. Where they are too few the circle widens, first over states, then over settings. A
// provider that works in several cells gets one number by indirect standardisation: its hits
// against those that its peers' shares would give at its own mix (PEER-1).

import { groupBy } from '../group-by.js';
import { byPeerCell, type PlaceOfCare } from './by-peer-cell.js';
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
const WIDEST_FIRST = PEER_BASES.map((_, at) => at).reverse();

/** All providers of one circle; being the same object, it tells who is alike. */
interface Circle {
  providers: number;
  hits: number;
  n: number;
}

/** A cell with its circles, in the order of PEER_BASES. */
interface PlacedCell {
  readonly hits: number;
  readonly n: number;
  readonly circles: readonly Circle[];
}

/** Counts of one role; one comparison per provider, in the order of first appearance. */
export function comparePeers(counts: readonly CellCount[]): readonly PeerComparison[] {
  counts.forEach(assertCount);
  const circlesOf = circleBook();
  const byProvider = [...groupBy(counts, ({ npi }) => npi)].map(([npi, cells]) => ({
    npi,
    cells: cells.map((cell) => ({ hits: cell.hits, n: cell.n, circles: circlesOf(cell) })),
  }));
  for (const { cells } of byProvider) countInCircles(cells);
  return byProvider.map(({ npi, cells }) => compareOne(npi, cells));
}

/** Circles of one basis are the same where the keys are. */
function circleBook(): (cell: CellCount) => readonly Circle[] {
  const circles = new Map<string, Circle>();
  return byPeerCell((cell) =>
    PEER_BASES.map((basis) => {
      const key = keyOf(cell, basis);
      const circle = circles.get(key) ?? { ...NOBODY };
      circles.set(key, circle);
      return circle;
    }),
  );
}

/** A provider counts once in a circle, and only where it has units at all. */
function countInCircles(cells: readonly PlacedCell[]): void {
  for (const [at, cell] of cells.entries()) {
    if (cell.n === 0) continue;
    for (const [basis, circle] of cell.circles.entries()) {
      if (isFirstIn(cells, at, basis)) circle.providers += 1;
      circle.hits += cell.hits;
      circle.n += cell.n;
    }
  }
}

function isFirstIn(cells: readonly PlacedCell[], at: number, basis: number): boolean {
  const circle = cells[at]?.circles[basis];
  for (let before = 0; before < at; before += 1) {
    const other = cells[before];
    if (other !== undefined && other.n > 0 && other.circles[basis] === circle) return false;
  }
  return true;
}

function compareOne(npi: string, cells: readonly PlacedCell[]): PeerComparison {
  const used = new Map<Circle, PeerTotals>();
  let [hits, n, expectedHits, steadyHits, widest] = [0, 0, 0, 0, 0];
  for (const cell of cells) {
    if (cell.n === 0) continue;
    const chosen = chosenCircle(cell, cells);
    if (chosen === null) continue;
    const { basis, circle, peers } = chosen;
    used.set(circle, peers);
    hits += cell.hits;
    n += cell.n;
    expectedHits += (cell.n * peers.hits) / peers.n;
    steadyHits += cell.n * steadyShare(cell, basis, cells);
    widest = Math.max(widest, basis);
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
function chosenCircle(
  cell: PlacedCell,
  own: readonly PlacedCell[],
): { readonly basis: number; readonly circle: Circle; readonly peers: PeerTotals } | null {
  for (const [basis, circle] of cell.circles.entries()) {
    const peers = peersIn(circle, basis, own);
    if (peers.providers >= PEER_PROVIDERS_MIN && peers.n >= PEER_UNITS_MIN) {
      return { basis, circle, peers };
    }
  }
  return null;
}

/** From the widest circle to the one that was chosen, each leaning on the one around it. */
function steadyShare(cell: PlacedCell, chosen: number, own: readonly PlacedCell[]): number {
  let share: number | null = null;
  for (const basis of WIDEST_FIRST) {
    const circle = cell.circles[basis];
    const { providers, hits, n } = circle === undefined ? NOBODY : peersIn(circle, basis, own);
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

/** All others of the circle: whole numbers, so that nothing of the provider itself remains. */
function peersIn(circle: Circle, basis: number, own: readonly PlacedCell[]): PeerTotals {
  let { hits, n } = circle;
  for (const each of own) {
    if (each.circles[basis] !== circle) continue;
    hits -= each.hits;
    n -= each.n;
  }
  return { providers: circle.providers - 1, hits, n };
}

/** Names the circle of a cell. */
export function keyOf(cell: PlaceOfCare, basis: PeerBasis): string {
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
