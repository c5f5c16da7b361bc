// Quantiles from the tables of the chi-square distribution, one degree of freedom.

import { describe, expect, it } from '@jest/globals';
import { chiSquareTail } from '../../../lib/domain/statistics/chi-square-tail.js';

describe('chiSquareTail', () => {
  it.each([
    [0, 1],
    [0.454936423119573, 0.5],
    [2.705543454095404, 0.1],
    [3.841458820694124, 0.05],
    [6.634896601021213, 0.01],
    [7.879438576622417, 0.005],
    [10.827566170662733, 0.001],
    [15.136705226623606, 0.0001],
    [38.2876, 6.105e-10],
  ])('of %d is %d', (chiSquare, tail) => {
    expect(Math.abs(chiSquareTail(chiSquare) / tail - 1)).toBeLessThan(tail > 1e-9 ? 1e-9 : 0.01);
  });

  it('falls without a step where the method changes', () => {
    expect(chiSquareTail(8 - 1e-9) - chiSquareTail(8 + 1e-9)).toBeGreaterThan(0);
    expect(chiSquareTail(8 - 1e-9) - chiSquareTail(8 + 1e-9)).toBeLessThan(1e-11);
  });

  it('refuses what is no chi-square', () => {
    expect(() => chiSquareTail(-1)).toThrow(RangeError);
    expect(() => chiSquareTail(Number.NaN)).toThrow(RangeError);
  });
});
