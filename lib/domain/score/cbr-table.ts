// The three tables that therapists know from CMS's comparative billing reports, made of the user's
// own data: one row per provider, discipline, setting, state and measure. "Peers in your data" is
// a column of our own; state and nation say "no data" unless the user has entered a benchmark.

import type {
  BeneficiaryMeasures,
  PeerCell,
  ProviderCell,
  ProviderMeasures,
  VisitMeasures,
} from '../measures/provider-measures.js';
import { BENEFICIARIES_MIN } from '../patterns/pattern-finding.js';
import {
  keyOf,
  PEER_BASES,
  PEER_PROVIDERS_MIN,
  PEER_UNITS_MIN,
  type PeerBasis,
} from '../patterns/peer-comparison.js';
import { byPeerCell } from '../patterns/by-peer-cell.js';
import type { ProviderRole } from '../patterns/provider-role.js';
import { sampleOfSums } from '../statistics/welch-test.js';
import { groupBy } from '../group-by.js';
import { findBenchmark, type Benchmark, type CbrMeasure } from './benchmark.js';
import {
  compareToYardstick,
  NO_COMPARISON,
  type CbrComparison,
  type Sample,
} from './cbr-comparison.js';

export interface CbrRow extends PeerCell {
  readonly npi: string;
  readonly measure: CbrMeasure;
  /** Share, minutes or cents. */
  readonly value: number;
  readonly n: number;
  readonly isApplicable: boolean;
  /** Null where the peers are too few. */
  readonly peerBasis: PeerBasis | null;
  readonly peers: CbrComparison;
  readonly stateWide: CbrComparison;
  readonly nation: CbrComparison;
}

interface Sums {
  readonly providers: number;
  readonly n: number;
  readonly sum: number;
  readonly squares: number;
}

interface CellSums extends ProviderCell {
  readonly beneficiaries: number;
  readonly sums: Sums;
}

const NOTHING: Sums = { providers: 0, n: 0, sum: 0, squares: 0 };
/** The provider itself, before its cells are added. */
const OWN: Sums = { ...NOTHING, providers: 1 };

/** By NPI, in the order of the rows of the measures. */
export function cbrTable(
  measures: ProviderMeasures,
  role: ProviderRole,
  benchmarks: readonly Benchmark[],
): ReadonlyMap<string, readonly CbrRow[]> {
  const beneficiaries = measures.beneficiaries.filter((row) => row.role === role);
  const counts = new Map(beneficiaries.map((row) => [cellKey(row), row.beneficiaries] as const));
  const visits = measures.visits.filter((row) => row.role === role);
  const tables: readonly (readonly [CbrMeasure, readonly CellSums[]])[] = [
    ['kx_share', beneficiaries.map(kxShareSums)],
    ['minutes_per_visit', visits.map((row) => minuteSums(row, counts.get(cellKey(row)) ?? 0))],
    ['allowed_per_beneficiary', beneficiaries.map(allowedSums)],
  ];
  const rows = tables.flatMap(([measure, cells]) => measureRows(measure, cells, benchmarks));
  return groupBy(rows, ({ npi }) => npi);
}

/** All of one circle, and how many providers they are. */
interface Circle {
  sums: Sums;
}

interface PlacedCell {
  readonly cell: CellSums;
  /** In the order of PEER_BASES; the same object for all cells of a circle. */
  readonly circles: readonly Circle[];
}

function measureRows(
  measure: CbrMeasure,
  cells: readonly CellSums[],
  benchmarks: readonly Benchmark[],
): readonly CbrRow[] {
  const circles = new Map<string, Circle>();
  const circlesOf = byPeerCell((cell) =>
    PEER_BASES.map((basis) => {
      const key = keyOf(cell, basis);
      const circle = circles.get(key) ?? { sums: NOTHING };
      circles.set(key, circle);
      return circle;
    }),
  );
  const placed = cells
    .filter(({ sums }) => sums.n > 0)
    .map((cell) => ({ cell, circles: circlesOf(cell) }));
  const byProvider = groupBy(placed, ({ cell }) => cell.npi);
  for (const own of byProvider.values()) {
    for (const [at, each] of own.entries()) countIn(each, own.slice(0, at));
  }
  return placed.map(({ cell, circles: around }) => {
    const mine = byProvider.get(cell.npi) ?? [];
    const peersAt = (basis: PeerBasis): Sums => {
      const circle = around[PEER_BASES.indexOf(basis)];
      return circle === undefined ? NOTHING : minus(circle.sums, ownSums(mine, circle));
    };
    return toRow(measure, cell, { peersAt, benchmarks });
  });
}

/** A provider counts once in a circle, whatever the number of its cells there. */
function countIn({ cell, circles }: PlacedCell, earlier: readonly PlacedCell[]): void {
  for (const circle of circles) {
    const isFirst = !earlier.some((each) => each.circles.includes(circle));
    const { n, sum, squares } = cell.sums;
    circle.sums = plus(circle.sums, { providers: isFirst ? 1 : 0, n, sum, squares });
  }
}

function ownSums(own: readonly PlacedCell[], circle: Circle): Sums {
  return own
    .filter(({ circles }) => circles.includes(circle))
    .reduce<Sums>((all, { cell }) => plus(all, { ...cell.sums, providers: 0 }), OWN);
}

function toRow(
  measure: CbrMeasure,
  cell: CellSums,
  known: {
    readonly peersAt: (basis: PeerBasis) => Sums;
    readonly benchmarks: readonly Benchmark[];
  },
): CbrRow {
  const { role, npi, discipline, setting, state, sums } = cell;
  const kind = measure === 'kx_share' ? 'share' : 'mean';
  const own: Sample = { kind, ...sampleOfSums(sums.n, sums.sum, sums.squares) };
  const isApplicable = cell.beneficiaries >= BENEFICIARIES_MIN;
  const peerBasis = PEER_BASES.find((basis) => isEnough(known.peersAt(basis))) ?? null;
  const published = (grain: Benchmark['grain']): CbrComparison => {
    if (grain === 'state' && state === null) return NO_COMPARISON;
    const wanted = { measure, grain, discipline, state: grain === 'state' ? state : null };
    const benchmark = findBenchmark(known.benchmarks, wanted);
    if (benchmark === null) return NO_COMPARISON;
    const variance = benchmark.sd === null ? null : benchmark.sd ** 2;
    return compare(own, isApplicable, { value: benchmark.mean, n: benchmark.n, variance });
  };
  return {
    role,
    npi,
    discipline,
    setting,
    state,
    measure,
    value: own.mean,
    n: own.n,
    isApplicable,
    peerBasis,
    peers:
      peerBasis === null ? NO_COMPARISON : ofPeers(own, isApplicable, known.peersAt(peerBasis)),
    stateWide: published('state'),
    nation: published('nation'),
  };
}

function ofPeers(own: Sample, isApplicable: boolean, peers: Sums): CbrComparison {
  const { n, mean, variance } = sampleOfSums(peers.n, peers.sum, peers.squares);
  return compare(own, isApplicable, { value: mean, n, variance });
}

function compare(
  own: Sample,
  isApplicable: boolean,
  other: Parameters<typeof compareToYardstick>[1],
): CbrComparison {
  const compared = compareToYardstick(own, other);
  if (isApplicable || compared.kind === 'no_data') return compared;
  return { ...compared, outcome: 'not applicable', statistic: null, pValue: null };
}

function kxShareSums(row: BeneficiaryMeasures): CellSums {
  const sum = row.kxBeneficiaries;
  return cellSums(row, row.beneficiaries, { n: row.beneficiaries, sum, squares: sum });
}

function allowedSums(row: BeneficiaryMeasures): CellSums {
  const squares = row.allowedSquares;
  return cellSums(row, row.beneficiaries, {
    n: row.beneficiaries,
    sum: row.allowedCents,
    squares,
  });
}

function minuteSums(row: VisitMeasures, beneficiaries: number): CellSums {
  return cellSums(row, beneficiaries, {
    n: row.visits,
    sum: row.timedMinutes,
    squares: row.timedMinutesSquares,
  });
}

function cellSums(
  { role, npi, discipline, setting, state }: ProviderCell,
  beneficiaries: number,
  sums: Omit<Sums, 'providers'>,
): CellSums {
  return {
    role,
    npi,
    discipline,
    setting,
    state,
    beneficiaries,
    sums: { ...sums, providers: 1 },
  };
}

function isEnough({ providers, n }: Sums): boolean {
  return providers >= PEER_PROVIDERS_MIN && n >= PEER_UNITS_MIN;
}

function plus(left: Sums, right: Sums): Sums {
  return {
    providers: left.providers + right.providers,
    n: left.n + right.n,
    sum: left.sum + right.sum,
    squares: left.squares + right.squares,
  };
}

function minus(left: Sums, right: Sums): Sums {
  return {
    providers: left.providers - right.providers,
    n: left.n - right.n,
    sum: left.sum - right.sum,
    squares: Math.max(0, left.squares - right.squares),
  };
}

function cellKey({ npi, discipline, setting, state }: ProviderCell): string {
  return `${npi} ${discipline} ${setting} ${state ?? ''}`;
}
