// The arithmetic of limits: what trend and funnel draw, and what a table beside them says.

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { chanceLimits, inLongRun, LONG_RUN, meanShare } from '../../lib/charts/chance-limits.js';

const shares = fc.array(
  fc.nat(200).chain((n) => fc.nat(n).map((hits) => ({ hits, n }))),
  { maxLength: 30 },
);

describe('meanShare', () => {
  it('weighs by the denominators, and is zero of nothing', () => {
    expect(meanShare([])).toBe(0);
    expect(meanShare([{ hits: 0, n: 0 }])).toBe(0);
    expect(
      meanShare([
        { hits: 1, n: 1 },
        { hits: 0, n: 99 },
      ]),
    ).toBe(0.01);
  });
});

describe('chanceLimits', () => {
  it.each([
    [0.1, 900, 3, 0.07, 0.13],
    [0.1, 9, 3, 0, 0.4],
    [0.5, 0, 3, 0.5, 0.5],
    [0.9, 9, 3, 0.6, 1],
  ])('around %d of %d lines at %d sigmas: %d to %d', (mean, n, sigmas, low, high) => {
    const limits = chanceLimits(mean, n, sigmas);

    expect(limits.low).toBeCloseTo(low, 10);
    expect(limits.high).toBeCloseTo(high, 10);
  });

  it('hold the mean, and narrow as lines grow', () => {
    fc.assert(
      fc.property(shares, fc.integer({ min: 1, max: 500 }), (some, n) => {
        const mean = meanShare(some);
        const [few, many] = [chanceLimits(mean, n, 3), chanceLimits(mean, 4 * n, 3)];
        return few.low <= mean && mean <= few.high && many.high - many.low <= few.high - few.low;
      }),
    );
  });
});

describe('inLongRun', () => {
  it('marks from the eighth month on one side, and forgets at a change of side', () => {
    const high = { hits: 9, n: 10 };
    const low = { hits: 1, n: 10 };
    const eight = [low, ...Array.from({ length: LONG_RUN }, () => high), low];

    expect(inLongRun(eight).map(Number).join('')).toBe('0000000010');
    expect(inLongRun([high, high, low, low]).some(Boolean)).toBe(false);
  });

  it('is not broken by a month without lines', () => {
    const high = { hits: 9, n: 10 };
    const run = [{ hits: 0, n: 90 }, high, high, high, { hits: 0, n: 0 }];

    expect(inLongRun([...run, high, high, high, high, high]).at(-1)).toBe(true);
  });
});
