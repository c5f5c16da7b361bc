// How much do honest providers differ from each other, beyond chance? The intra-class correlation
// rho, by the ANOVA estimator pooled over cells of alike providers, for each provider from all the
// others: a provider never sets its own yardstick. The uppermost tenth of shares is pulled in
// first, so that a few true outliers do not hide themselves; what that takes away from honest
// spread is given back (winsorised-spread.ts).

import { unwinsorisedRho, WINSORISED_SHARE } from './winsorised-spread.js';

export interface SpreadCount {
  readonly provider: string;
  /** Providers of one cell are expected to be alike. */
  readonly cell: string;
  readonly hits: number;
  readonly n: number;
}

export interface Overdispersion {
  /** Rho of all others than this provider. */
  without(provider: string): number;
}

/** Counts below this size say more of chance than of providers (policy, RULES 7.7). */
const SPREAD_UNITS_MIN = 20;
const CELL_PROVIDERS_MIN = 5;
/** Until the data speaks: providers that differ a little, worth this many of them (policy). */
const RHO_BEFORE_DATA = 0.02;
const WORTH_PROVIDERS = 10;
/** Squares are summed as whole numbers, so that a provider's own part is taken out exactly. */
const SQUARE_SCALE = 65_536;
const LARGEST_RHO = 0.95;

interface Member {
  readonly provider: string;
  readonly n: number;
  readonly hits: number;
}

/** Members by share; entry k of a running sum covers the first k of them. */
interface Cell {
  readonly shares: readonly number[];
  readonly positions: ReadonlyMap<string, number>;
  readonly members: readonly Member[];
  readonly units: readonly number[];
  readonly squaredUnits: readonly number[];
  readonly hits: readonly number[];
  readonly squares: readonly number[];
}

interface CellSums {
  readonly between: number;
  readonly betweenFreedom: number;
  readonly within: number;
  readonly withinFreedom: number;
  readonly evenUnits: number;
  readonly hits: number;
  readonly units: number;
}

export function overdispersion(counts: readonly SpreadCount[]): Overdispersion {
  const cells = toCells(counts);
  const whole = cells.map((cell) => sumsWithout(cell, null));
  let ofAll: number | null = null;
  return {
    without(provider) {
      const isMember = cells.some((cell) => cell.positions.has(provider));
      if (!isMember) return (ofAll ??= pooledRho(whole));
      return pooledRho(
        cells.map((cell, at) => {
          const position = cell.positions.get(provider);
          return position === undefined ? (whole[at] ?? null) : sumsWithout(cell, position);
        }),
      );
    },
  };
}

/** One-way analysis of variance of 0/1 units in unequal groups (Ridout, Demetrio, Firth 1999). */
function pooledRho(cells: readonly (CellSums | null)[]): number {
  const total = { between: 0, betweenFreedom: 0, within: 0, withinFreedom: 0, evenUnits: 0 };
  let hits = 0;
  let units = 0;
  for (const cell of cells) {
    if (cell === null) continue;
    total.between += cell.between;
    total.betweenFreedom += cell.betweenFreedom;
    total.within += cell.within;
    total.withinFreedom += cell.withinFreedom;
    total.evenUnits += cell.evenUnits;
    hits += cell.hits;
    units += cell.units;
  }
  if (total.betweenFreedom === 0 || hits === 0 || hits === units) return RHO_BEFORE_DATA;
  const between = total.between / total.betweenFreedom;
  const within = total.within / Math.max(1, total.withinFreedom);
  const evenUnits = total.evenUnits / total.betweenFreedom;
  const scale = between + (evenUnits - 1) * within;
  const winsorised = scale > 0 ? (between - within) / scale : 0;
  const estimate = unwinsorisedRho(winsorised, { share: hits / units, units: evenUnits });
  const mixed =
    (total.betweenFreedom * estimate + WORTH_PROVIDERS * RHO_BEFORE_DATA) /
    (total.betweenFreedom + WORTH_PROVIDERS);
  return Math.min(LARGEST_RHO, Math.max(0, mixed));
}

/** Null where too few are left to tell how they differ. */
function sumsWithout(cell: Cell, left: number | null): CellSums | null {
  const all = cell.members.length;
  const providers = left === null ? all : all - 1;
  if (providers < CELL_PROVIDERS_MIN) return null;
  const own = left === null ? null : (cell.members[left] ?? null);
  const rank = Math.ceil((1 - WINSORISED_SHARE) * providers) - 1;
  const last = left !== null && rank >= left ? rank + 1 : rank;
  const cap = cell.shares[last] ?? 0;
  const isOwnBelow = left !== null && left <= last;
  const units = at(cell.units, all) - (own?.n ?? 0);
  const below = at(cell.units, last + 1) - (isOwnBelow ? (own?.n ?? 0) : 0);
  const above = units - below;
  const hitsBelow = at(cell.hits, last + 1) - (isOwnBelow ? (own?.hits ?? 0) : 0);
  const squaresBelow =
    at(cell.squares, last + 1) - (isOwnBelow && own !== null ? scaledSquare(own) : 0);
  const hits = hitsBelow + cap * above;
  const squares = squaresBelow / SQUARE_SCALE + cap * cap * above;
  const squaredUnits = at(cell.squaredUnits, all) - (own === null ? 0 : own.n * own.n);
  return {
    between: Math.max(0, squares - (hits * hits) / units),
    betweenFreedom: providers - 1,
    within: Math.max(0, hits - squares),
    withinFreedom: units - providers,
    evenUnits: units - squaredUnits / units,
    hits: at(cell.hits, all) - (own?.hits ?? 0),
    units,
  };
}

function toCells(counts: readonly SpreadCount[]): readonly Cell[] {
  const cells = new Map<string, Map<string, Member>>();
  for (const { provider, cell, hits, n } of counts) {
    const members = cells.get(cell) ?? new Map<string, Member>();
    cells.set(cell, members);
    const known = members.get(provider);
    members.set(provider, {
      provider,
      n: n + (known?.n ?? 0),
      hits: hits + (known?.hits ?? 0),
    });
  }
  return [...cells.values()].map(toCell);
}

function toCell(byProvider: ReadonlyMap<string, Member>): Cell {
  const members = [...byProvider.values()]
    .filter(({ n }) => n >= SPREAD_UNITS_MIN)
    .sort((one, other) => one.hits / one.n - other.hits / other.n);
  return {
    shares: members.map(({ hits, n }) => hits / n),
    positions: new Map(members.map(({ provider }, position) => [provider, position] as const)),
    members,
    units: runningSums(members, ({ n }) => n),
    squaredUnits: runningSums(members, ({ n }) => n * n),
    hits: runningSums(members, ({ hits }) => hits),
    squares: runningSums(members, scaledSquare),
  };
}

function scaledSquare({ hits, n }: Member): number {
  return Math.round(((hits * hits) / n) * SQUARE_SCALE);
}

function runningSums(members: readonly Member[], of: (member: Member) => number): number[] {
  const sums = [0];
  let sum = 0;
  for (const member of members) sums.push((sum += of(member)));
  return sums;
}

function at(sums: readonly number[], count: number): number {
  const sum = sums[count];
  if (sum === undefined) throw new Error('a running sum has an entry for each count');
  return sum;
}
