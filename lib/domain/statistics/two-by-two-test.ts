// Is the share of one provider different from the share of its peers? (RULES STAT-1)
// Pearson chi-square, one degree of freedom, no continuity correction; Fisher's exact test where an
// expected cell is below five, because chi-square promises too much there.

import { chiSquareTail } from './chi-square-tail.js';
import { fisherExactTest } from './fisher-exact-test.js';

/** `hits` of `n` have the property. */
export interface ShareCount {
  readonly hits: number;
  readonly n: number;
}

export interface TwoByTwoResult {
  readonly method: 'chi_square' | 'fisher_exact';
  /** Null when a margin is zero: everybody or nobody has the property. */
  readonly chiSquare: number | null;
  /** Two-sided, of the method named. */
  readonly pValue: number;
  /** True when the share of `one` lies above the share of `other`; significance is apart from it. */
  readonly isHigher: boolean;
}

/** Below this expected count the chi-square approximation is not used (STAT-1). */
const SMALLEST_EXPECTED_CELL = 5;

export function twoByTwoTest(one: ShareCount, other: ShareCount): TwoByTwoResult {
  assertShare(one);
  assertShare(other);
  const chiSquare = pearsonChiSquare(one, other);
  const isHigher = one.hits * other.n > other.hits * one.n;
  if (chiSquare !== null && smallestExpectedCell(one, other) >= SMALLEST_EXPECTED_CELL) {
    return { method: 'chi_square', chiSquare, pValue: chiSquareTail(chiSquare), isHigher };
  }
  return { method: 'fisher_exact', chiSquare, pValue: fisherExactTest(one, other), isHigher };
}

function pearsonChiSquare(one: ShareCount, other: ShareCount): number | null {
  const hits = one.hits + other.hits;
  const total = one.n + other.n;
  const margins = one.n * other.n * hits * (total - hits);
  if (margins === 0) return null;
  const cross = one.hits * (other.n - other.hits) - other.hits * (one.n - one.hits);
  return (total * cross * cross) / margins;
}

function smallestExpectedCell(one: ShareCount, other: ShareCount): number {
  const hits = one.hits + other.hits;
  const total = one.n + other.n;
  return (Math.min(one.n, other.n) * Math.min(hits, total - hits)) / total;
}

function assertShare({ hits, n }: ShareCount): void {
  const isCount = Number.isSafeInteger(hits) && Number.isSafeInteger(n);
  if (!isCount || n < 1 || hits < 0 || hits > n) {
    throw new RangeError('a share needs whole counts with 0 <= hits <= n and n > 0');
  }
}
