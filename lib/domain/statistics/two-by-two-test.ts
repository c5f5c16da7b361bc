// Is the share of one provider different from the share of its peers? (RULES STAT-1)
// Pearson chi-square, one degree of freedom, no continuity correction; Fisher's exact test where an
// expected cell is below five, because chi-square promises too much there.

import { chiSquareTail } from './chi-square-tail.js';
import { fisherExactTest } from './fisher-exact-test.js';
import type { ShareCount } from './share-count.js';

export interface TwoByTwoResult {
  readonly method: 'chi_square' | 'fisher_exact';
  /** Null when a margin is zero: everybody or nobody has the property. */
  readonly chiSquare: number | null;
  /** Two-sided, of the method named. */
  readonly pValue: number;
  /** The share of `one` lies above the share of `other`, whether by chance or not. */
  readonly isHigher: boolean;
  /** Higher, and beyond chance at SIGNIFICANCE_LEVEL, taken by itself (STAT-1). */
  readonly isSignificantlyHigher: boolean;
}

/** The level at which comparative billing reports test shares (RULES 7.3, STAT-1). */
export const SIGNIFICANCE_LEVEL = 0.05;

/** Below this expected count the chi-square approximation is not used (STAT-1). */
const SMALLEST_EXPECTED_CELL = 5;

export function twoByTwoTest(one: ShareCount, other: ShareCount): TwoByTwoResult {
  assertShare(one);
  assertShare(other);
  const chiSquare = pearsonChiSquare(one, other);
  const isHigher = one.hits * other.n > other.hits * one.n;
  const isLarge = chiSquare !== null && smallestExpectedCell(one, other) >= SMALLEST_EXPECTED_CELL;
  const pValue = isLarge ? chiSquareTail(chiSquare) : fisherExactTest(one, other);
  return {
    method: isLarge ? 'chi_square' : 'fisher_exact',
    chiSquare,
    pValue,
    isHigher,
    isSignificantlyHigher: isHigher && pValue < SIGNIFICANCE_LEVEL,
  };
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
