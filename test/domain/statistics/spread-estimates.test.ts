// The two estimates of how providers differ: both find the spread that was put in, neither is led
// astray by a few outliers, and one of them never uses the provider that it is for.

import { describe, expect, it } from '@jest/globals';
import { overdispersion, type SpreadCount } from '../../../lib/domain/statistics/overdispersion.js';
import { fitPeerNull } from '../../../lib/domain/statistics/peer-null.js';
import { shrunkenShare } from '../../../lib/domain/statistics/shrunken-share.js';
import { seededDraws } from './seeded-draws.js';

interface Population {
  readonly providers: number;
  readonly n: number;
  readonly mean: number;
  readonly rho: number;
  /** How many have four times the share. */
  readonly outliers?: number;
}

function population({ providers, n, mean, rho, outliers = 0 }: Population): SpreadCount[] {
  const draws = seededDraws(11);
  return Array.from({ length: providers }, (_, at) => ({
    provider: `p${at}`,
    cell: 'GP',
    n,
    hits: at < outliers ? draws.binomial(n, 4 * mean) : draws.betaBinomial(n, mean, rho),
  }));
}

function nullOf(counts: readonly SpreadCount[]): ReturnType<typeof fitPeerNull> {
  const hits = counts.reduce((sum, count) => sum + count.hits, 0);
  const n = counts.reduce((sum, count) => sum + count.n, 0);
  return fitPeerNull(
    counts.map((count) => ({ ...count, peerShare: (hits - count.hits) / (n - count.n) })),
  );
}

const POPULATIONS: readonly (Population & { readonly low: number; readonly high: number })[] = [
  { providers: 1000, n: 40, mean: 0.05, rho: 0, low: 0, high: 0.006 },
  { providers: 1000, n: 40, mean: 0.05, rho: 0.02, low: 0.012, high: 0.03 },
  { providers: 1000, n: 400, mean: 0.05, rho: 0.02, low: 0.015, high: 0.026 },
  { providers: 1000, n: 80, mean: 0.2, rho: 0.1, low: 0.07, high: 0.13 },
];

describe('overdispersion', () => {
  it.each(POPULATIONS)('finds $rho among $n units at $mean', ({ low, high, ...shape }) => {
    const rho = overdispersion(population(shape)).without('p0');

    expect(rho).toBeGreaterThanOrEqual(low);
    expect(rho).toBeLessThanOrEqual(high);
  });

  it('is not led astray by outliers, as the plain estimate is', () => {
    const shape = { providers: 1000, n: 80, mean: 0.05, rho: 0.02 };
    const clean = overdispersion(population(shape)).without('p999');
    const mixed = overdispersion(population({ ...shape, outliers: 50 })).without('p999');

    // The plain ANOVA estimate of such a mixture is 0.039.
    expect(mixed).toBeLessThan(1.6 * clean);
  });

  it('never uses the provider that it is for', () => {
    const counts = population({ providers: 60, n: 40, mean: 0.1, rho: 0.03 });
    const without = counts.slice(1).concat([]);
    const usual = overdispersion(counts).without('p0');

    for (const hits of [0, 4, 17, 40]) {
      const changed = counts.map((count, at) => (at === 0 ? { ...count, hits } : count));
      expect(overdispersion(changed).without('p0')).toBe(usual);
    }
    expect(overdispersion(without).without('p0')).toBe(usual);
  });

  it('assumes a usual spread where the data says nothing', () => {
    expect(overdispersion([]).without('p0')).toBe(0.02);
    const few = population({ providers: 4, n: 40, mean: 0.05, rho: 0 });
    expect(overdispersion(few).without('p9')).toBe(0.02);
  });

  it('is quick for many providers', () => {
    const counts = population({ providers: 20_000, n: 20, mean: 0.05, rho: 0.02 });
    const spread = overdispersion(counts);

    const all = counts.map(({ provider }) => spread.without(provider));

    expect(Math.max(...all) - Math.min(...all)).toBeLessThan(0.002);
  });
});

describe('fitPeerNull', () => {
  it.each(POPULATIONS)('finds $rho among $n units at $mean', ({ low, high, ...shape }) => {
    const { rho, factor } = nullOf(population(shape));

    expect(rho).toBeGreaterThanOrEqual(low);
    expect(rho).toBeLessThanOrEqual(high);
    expect(factor).toBeGreaterThan(0.9);
  });

  it('sees ordinary peers through one outlier in twenty', () => {
    const shape = { providers: 1000, n: 40, mean: 0.05, rho: 0.01, outliers: 50 };
    const { rho, factor } = nullOf(population(shape));

    // Peers altogether are at 5.75 percent, ordinary ones at 5.
    expect(factor).toBeGreaterThan(0.82);
    expect(factor).toBeLessThan(0.93);
    expect(rho).toBeLessThan(0.02);
  });

  it('assumes a usual spread of few providers', () => {
    const few = population({ providers: 19, n: 40, mean: 0.05, rho: 0.3 });

    expect(nullOf(few)).toEqual({ factor: 1, rho: 0.02, fittedProviders: 19 });
  });
});

describe('shrunkenShare', () => {
  it.each([
    // A prior of (1 - 0.02) / 0.02 = 49 units at 5 percent.
    { hits: 1, n: 1, rho: 0.02, expected: (1 + 2.45) / 50 },
    { hits: 8, n: 40, rho: 0.02, expected: 10.45 / 89 },
    { hits: 0, n: 0, rho: 0.02, expected: 0.05 },
    // Peers without any spread count as 99 units, no more.
    { hits: 8, n: 40, rho: 0, expected: (8 + 4.95) / 139 },
  ])('gives $expected for $hits of $n', ({ hits, n, rho, expected }) => {
    expect(shrunkenShare({ hits, n }, { mean: 0.05, rho })).toBeCloseTo(expected, 12);
  });
});
