// Published values, and that an interval always holds its share.

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { wilsonInterval } from '../../../lib/domain/statistics/wilson-interval.js';

describe('wilsonInterval', () => {
  it('agrees with a published value', () => {
    expect(wilsonInterval({ hits: 1250, n: 1310 }, 1.96).low).toBeCloseTo(0.9414883725395894, 14);
  });

  it.each([
    [0, 10, 0, 0.2775328],
    [10, 10, 0.7224672, 1],
    [1, 20, 0.0088814, 0.2361309],
    [50, 100, 0.4038315, 0.5961685],
  ])('of %d in %d reaches from %d to %d', (hits, n, low, high) => {
    const interval = wilsonInterval({ hits, n });

    expect(interval.low).toBeCloseTo(low, 6);
    expect(interval.high).toBeCloseTo(high, 6);
  });

  it('holds the share and stays between 0 and 1', () => {
    const counts = fc
      .integer({ min: 1, max: 5000 })
      .chain((n) => fc.integer({ min: 0, max: n }).map((hits) => ({ hits, n })));
    fc.assert(
      fc.property(counts, (count) => {
        const { low, high } = wilsonInterval(count);
        const share = count.hits / count.n;
        expect(low >= 0 && low <= share && share <= high && high <= 1).toBe(true);
      }),
    );
  });

  it('refuses a share of nothing', () => {
    expect(() => wilsonInterval({ hits: 0, n: 0 })).toThrow(RangeError);
  });
});
