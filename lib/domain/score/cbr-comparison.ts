// One comparison of a comparative billing report: chi-square for a share, t-test for a mean, level
// 0.05, four words (RULES 7.3; CBR-1 to CBR-3).

import { chiSquareTail } from '../statistics/chi-square-tail.js';
import { SIGNIFICANCE_LEVEL, twoByTwoTest } from '../statistics/two-by-two-test.js';
import { welchTest, type MeanSample } from '../statistics/welch-test.js';

export type CbrOutcome = 'significantly higher' | 'higher' | 'does not exceed' | 'not applicable';

export type CbrComparison =
  | { readonly kind: 'no_data' }
  | {
      readonly kind: 'compared';
      readonly value: number;
      readonly n: number | null;
      readonly outcome: CbrOutcome;
      /** Null where nothing could be tested. */
      readonly statistic: number | null;
      readonly pValue: number | null;
    };

export interface Sample extends MeanSample {
  readonly kind: 'share' | 'mean';
}

export interface Yardstick {
  readonly value: number;
  readonly n: number | null;
  /** Of means; null where it is not published: the mean is then taken as exact. */
  readonly variance: number | null;
}

export const NO_COMPARISON: CbrComparison = { kind: 'no_data' };

export function compareToYardstick(own: Sample, other: Yardstick): CbrComparison {
  const isHigher = own.mean > other.value;
  const test = own.kind === 'share' ? shareTest(own, other) : meanTest(own, other);
  const isSignificant = test !== null && test.pValue < SIGNIFICANCE_LEVEL;
  return {
    kind: 'compared',
    value: other.value,
    n: other.n,
    outcome: !isHigher ? 'does not exceed' : isSignificant ? 'significantly higher' : 'higher',
    statistic: test?.statistic ?? null,
    pValue: test?.pValue ?? null,
  };
}

interface TestResult {
  readonly statistic: number | null;
  readonly pValue: number;
}

/** Chi-square without correction whatever the counts: the report's own test, exactly. */
function shareTest(own: Sample, other: Yardstick): TestResult | null {
  if (other.n === null) return null;
  const { chiSquare } = twoByTwoTest(
    { hits: Math.round(own.mean * own.n), n: own.n },
    { hits: Math.round(other.value * other.n), n: other.n },
  );
  return chiSquare === null ? null : { statistic: chiSquare, pValue: chiSquareTail(chiSquare) };
}

function meanTest(own: Sample, other: Yardstick): TestResult | null {
  if (other.n === null) return null;
  // A published mean without its scatter is taken as exact: the test of one sample against it.
  const test = welchTest(own, { n: other.n, mean: other.value, variance: other.variance ?? 0 });
  return test === null ? null : { statistic: test.t, pValue: test.pValue };
}
