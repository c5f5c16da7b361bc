// Worked adjustments, and what every adjustment must keep.

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { benjaminiHochberg } from '../../../lib/domain/statistics/benjamini-hochberg.js';

describe('benjaminiHochberg', () => {
  it.each([
    [[], []],
    [[0.03], [0.03]],
    [
      [0.01, 0.04, 0.03, 0.005],
      [0.02, 0.04, 0.04, 0.02],
    ],
    [
      [0.5, 0.5, 0.5],
      [0.5, 0.5, 0.5],
    ],
    [
      [0.04, 0.9, 0.8],
      [0.12, 0.9, 0.9],
    ],
  ])('adjusts %j to %j', (pValues, adjusted) => {
    const result = benjaminiHochberg(pValues);

    expect(result).toHaveLength(adjusted.length);
    adjusted.forEach((value, at) => expect(result[at]).toBeCloseTo(value, 12));
  });

  it('keeps the order of evidence, never lowers, and ignores the order of asking', () => {
    const chances = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 30 });
    fc.assert(
      fc.property(chances, (pValues) => {
        const adjusted = benjaminiHochberg(pValues);
        pValues.forEach((pValue, at) => {
          expect(adjusted[at] ?? 0).toBeGreaterThanOrEqual(pValue);
          pValues.forEach((other, there) => {
            const isOrdered = (adjusted[at] ?? 0) <= (adjusted[there] ?? 0);
            expect(pValue >= other || isOrdered).toBe(true);
          });
        });
        expect(benjaminiHochberg([...pValues].reverse())).toEqual([...adjusted].reverse());
      }),
    );
  });

  it('refuses what is no chance', () => {
    expect(() => benjaminiHochberg([0.1, 1.1])).toThrow(RangeError);
  });
});
