// The tail against closed forms, plain enumeration, and its own approximation for large counts.

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { betaBinomialTail } from '../../../lib/domain/statistics/beta-binomial-tail.js';

function binomialTail(hits: number, n: number, share: number): number {
  let sum = 0;
  for (let k = hits; k <= n; k += 1) {
    let chance = 1;
    for (let at = 1; at <= k; at += 1) chance *= ((n - k + at) / at) * share;
    sum += chance * (1 - share) ** (n - k);
  }
  return sum;
}

describe('betaBinomialTail', () => {
  it.each([
    // A uniform prior (rho = 1/3, share = 1/2): all counts from 0 to n are equally likely.
    { hits: 7, n: 10, share: 0.5, rho: 1 / 3, expected: 4 / 11 },
    { hits: 1, n: 20, share: 0.5, rho: 1 / 3, expected: 20 / 21 },
    // Two units: both hit with chance p^2 + rho p (1 - p).
    { hits: 2, n: 2, share: 0.1, rho: 0.2, expected: 0.01 + 0.2 * 0.09 },
    // Binomial(10, 0.5), as printed in every table.
    { hits: 8, n: 10, share: 0.5, rho: 0, expected: 56 / 1024 },
    { hits: 0, n: 10, share: 0.5, rho: 0.1, expected: 1 },
    { hits: 11, n: 10, share: 0.5, rho: 0.1, expected: 0 },
    { hits: 1, n: 10, share: 0, rho: 0.1, expected: 0 },
    { hits: 10, n: 10, share: 1, rho: 0.1, expected: 1 },
  ])('gives $expected for $hits of $n', ({ expected, hits, ...shape }) => {
    expect(betaBinomialTail(hits, shape)).toBeCloseTo(expected, 12);
  });

  it('is the binomial tail without a spread', () => {
    for (const [hits, n, share] of [
      [3, 40, 0.05],
      [8, 40, 0.05],
      [25, 60, 0.3],
    ] as const) {
      const exact = binomialTail(hits, n, share);
      expect(betaBinomialTail(hits, { n, share, rho: 0 }) / exact).toBeCloseTo(1, 9);
      expect(betaBinomialTail(hits, { n, share, rho: 1e-7 }) / exact).toBeCloseTo(1, 3);
    }
  });

  it.each([
    { n: 1001, share: 0.05, rho: 0.02, hits: 90 },
    { n: 1001, share: 0.2, rho: 0.005, hits: 260 },
    { n: 4000, share: 0.1, rho: 0.05, hits: 900 },
  ])('is close for $n units, where it is no longer summed', ({ hits, n, share, rho }) => {
    const strength = (1 - rho) / rho;
    const a = share * strength;
    const b = (1 - share) * strength;
    let term = 1;
    const terms = Array.from({ length: n + 1 }, (_, k) => {
      const now = term;
      term *= ((n - k) * (k + a)) / ((k + 1) * (n - k - 1 + b));
      return now;
    });
    const all = terms.reduce((sum, each) => sum + each, 0);
    const exact = terms.slice(hits).reduce((sum, each) => sum + each, 0) / all;

    expect(Math.abs(betaBinomialTail(hits, { n, share, rho }) / exact - 1)).toBeLessThan(0.03);
  });

  it('falls as hits rise, and rises with the spread far out in the tail', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.double({ min: 0.01, max: 0.9, noNaN: true }),
        (hits, rho) => {
          const shape = { n: 60, share: 0.1, rho: rho / 2 };
          expect(betaBinomialTail(hits, shape)).toBeLessThanOrEqual(
            betaBinomialTail(hits - 1, shape) + 1e-12,
          );
          expect(betaBinomialTail(30, shape)).toBeGreaterThan(
            betaBinomialTail(30, { ...shape, rho: 0 }),
          );
        },
      ),
      { numRuns: 100 },
    );
  });

  it('refuses what is no share and no spread', () => {
    expect(() => betaBinomialTail(1, { n: 2, share: 1.1, rho: 0 })).toThrow(RangeError);
    expect(() => betaBinomialTail(1, { n: 2, share: 0.1, rho: 1 })).toThrow(RangeError);
  });
});
