// A published value of a state or the nation that the user has put in, with its source. None comes
// with the product: where none is given, the comparison says "no data" (CBR-1 to CBR-3).

import type { TherapyModifier } from '../reference.js';

export const CBR_MEASURES = ['kx_share', 'minutes_per_visit', 'allowed_per_beneficiary'] as const;

export type CbrMeasure = (typeof CBR_MEASURES)[number];

export interface Benchmark {
  readonly measure: CbrMeasure;
  readonly grain: 'state' | 'nation';
  /** Null for the nation. */
  readonly state: string | null;
  /** Null: all disciplines together. */
  readonly discipline: TherapyModifier | null;
  /** A share from 0 to 1, minutes, or cents. */
  readonly mean: number;
  /** Beneficiaries or visits behind it; without them there is no test. */
  readonly n: number | null;
  /** Standard deviation, of means only. */
  readonly sd: number | null;
  readonly source: string;
  readonly year: number;
}

/** The one of the discipline itself before the one of all; the latest year. */
export function findBenchmark(
  benchmarks: readonly Benchmark[],
  wanted: Pick<Benchmark, 'measure' | 'grain' | 'state' | 'discipline'>,
): Benchmark | null {
  const fitting = benchmarks.filter(
    ({ measure, grain, state, discipline }) =>
      measure === wanted.measure &&
      grain === wanted.grain &&
      state === wanted.state &&
      (discipline === null || discipline === wanted.discipline),
  );
  const rank = ({ discipline, year }: Benchmark): number =>
    (discipline === null ? 0 : 10_000) + year;
  return fitting.reduce<Benchmark | null>(
    (best, each) => (best === null || rank(each) > rank(best) ? each : best),
    null,
  );
}
