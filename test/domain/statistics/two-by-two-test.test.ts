// Known values, the worked example P23, and the exact test against counting with whole numbers.

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ShareCount } from '../../../lib/domain/statistics/share-count.js';
import { twoByTwoTest } from '../../../lib/domain/statistics/two-by-two-test.js';

const share = (hits: number, n: number): ShareCount => ({ hits, n });

const shares = fc
  .integer({ min: 1, max: 60 })
  .chain((n) => fc.integer({ min: 0, max: n }).map((hits) => share(hits, n)));

describe('twoByTwoTest', () => {
  it.each([
    // one, other, method, chi-square to 4 decimals, p
    [share(30, 40), share(3000, 10_000), 'chi_square', 38.2876, 6.1e-10],
    [share(30, 100), share(20, 100), 'chi_square', 2.6667, 0.10247],
    [share(20, 100), share(20, 100), 'chi_square', 0, 1],
    [share(3, 4), share(1, 4), 'fisher_exact', 2, 0.485714],
    [share(8, 10), share(1, 6), 'fisher_exact', 6.1122, 0.034965],
    [share(20, 20), share(0, 20), 'chi_square', 40, 2.5e-10],
    [share(0, 20), share(0, 500), 'fisher_exact', null, 1],
    [share(20, 20), share(500, 500), 'fisher_exact', null, 1],
  ])('compares %j with %j by %s', (one, other, method, chiSquare, pValue) => {
    const result = twoByTwoTest(one, other);

    expect(result.method).toBe(method);
    expect(result.chiSquare === null ? null : Number(result.chiSquare.toFixed(4))).toBe(chiSquare);
    expect(Math.abs(result.pValue - pValue)).toBeLessThan(Math.max(1e-6, pValue * 0.01));
  });

  it.each([
    [share(30, 40), share(3000, 10_000), true, true],
    [share(3000, 10_000), share(30, 40), false, false],
    [share(30, 100), share(20, 100), true, false],
    [share(20, 100), share(20, 100), false, false],
  ])('says whether %j is higher than %j', (one, other, isHigher, isSignificantlyHigher) => {
    expect(twoByTwoTest(one, other)).toMatchObject({ isHigher, isSignificantlyHigher });
  });

  it('uses the exact test exactly where an expected cell is below five', () => {
    expect(twoByTwoTest(share(5, 10), share(5, 10)).method).toBe('chi_square');
    expect(twoByTwoTest(share(5, 10), share(4, 10)).method).toBe('fisher_exact');
  });

  it('gives the p-value of the exact test as counting all tables does', () => {
    fc.assert(
      fc.property(shares, shares, (one, other) => {
        const result = twoByTwoTest(one, other);
        fc.pre(result.method === 'fisher_exact');
        expect(result.pValue).toBeCloseTo(countedTables(one, other), 9);
      }),
    );
  });

  it('does not depend on which share comes first', () => {
    fc.assert(
      fc.property(shares, shares, (one, other) => {
        const there = twoByTwoTest(one, other);
        const back = twoByTwoTest(other, one);
        expect(back.pValue).toBeCloseTo(there.pValue, 12);
        expect(back.method).toBe(there.method);
        expect(there.isHigher && back.isHigher).toBe(false);
        expect(there.pValue >= 0 && there.pValue <= 1).toBe(true);
      }),
    );
  });

  it.each([share(1, 0), share(-1, 5), share(6, 5), share(0.5, 5), share(1, Number.NaN)])(
    'refuses %j',
    (bad) => {
      expect(() => twoByTwoTest(bad, share(1, 2))).toThrow(RangeError);
      expect(() => twoByTwoTest(share(1, 2), bad)).toThrow(RangeError);
    },
  );
});

/** Fisher's test by whole numbers: ways to choose, without any logarithm. */
function countedTables(one: ShareCount, other: ShareCount): number {
  const hits = one.hits + other.hits;
  const ways = (k: number): bigint => choose(one.n, k) * choose(other.n, hits - k);
  const seen = ways(one.hits);
  let sum = 0n;
  for (let k = Math.max(0, hits - other.n); k <= Math.min(one.n, hits); k += 1) {
    if (ways(k) <= seen) sum += ways(k);
  }
  return Number((sum * 10n ** 15n) / choose(one.n + other.n, hits)) / 1e15;
}

function choose(n: number, k: number): bigint {
  let product = 1n;
  for (let at = 1; at <= k; at += 1) product = (product * BigInt(n - k + at)) / BigInt(at);
  return product;
}
