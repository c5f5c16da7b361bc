// Is the mean of one provider different from the mean of its peers? The reports of CMS name a
// t-test at 0.05 and no more (RULES 7.3). Ours is Welch's: provider and peers need not scatter
// alike.

import { SIGNIFICANCE_LEVEL } from './two-by-two-test.js';
import { studentTTail } from './student-t-tail.js';

export interface MeanSample {
  readonly n: number;
  readonly mean: number;
  /** Of a sample: divided by n - 1. */
  readonly variance: number;
}

export interface WelchResult {
  readonly t: number;
  readonly degreesOfFreedom: number;
  /** Two-sided. */
  readonly pValue: number;
  readonly isHigher: boolean;
  readonly isSignificantlyHigher: boolean;
}

/** Null where a sample of one says nothing of scatter, or nothing scatters at all. */
export function welchTest(one: MeanSample, other: MeanSample): WelchResult | null {
  if (one.n < 2 || other.n < 2) return null;
  const oneShare = one.variance / one.n;
  const otherShare = other.variance / other.n;
  const squaredError = oneShare + otherShare;
  if (!(squaredError > 0)) return null;
  const t = (one.mean - other.mean) / Math.sqrt(squaredError);
  const degreesOfFreedom =
    squaredError ** 2 / (oneShare ** 2 / (one.n - 1) + otherShare ** 2 / (other.n - 1));
  const pValue = studentTTail(t, degreesOfFreedom);
  return {
    t,
    degreesOfFreedom,
    pValue,
    isHigher: t > 0,
    isSignificantlyHigher: t > 0 && pValue < SIGNIFICANCE_LEVEL,
  };
}

/** From the sums that a query gives. Rounding never makes a variance negative. */
export function sampleOfSums(n: number, sum: number, squares: number): MeanSample {
  if (n < 1) throw new RangeError('a sample has at least one member');
  const mean = sum / n;
  const variance = n < 2 ? 0 : Math.max(0, (squares - sum * mean) / (n - 1));
  return { n, mean, variance };
}
