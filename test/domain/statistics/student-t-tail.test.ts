// Two-sided tails of Student's t against the critical values that every printed table gives.

import { describe, expect, it } from '@jest/globals';
import { studentTTail } from '../../../lib/domain/statistics/student-t-tail.js';

describe('studentTTail', () => {
  it.each([
    { t: 12.7062, freedom: 1, expected: 0.05 },
    { t: 63.6567, freedom: 1, expected: 0.01 },
    { t: 4.30265, freedom: 2, expected: 0.05 },
    { t: 2.57058, freedom: 5, expected: 0.05 },
    { t: 2.22814, freedom: 10, expected: 0.05 },
    { t: 3.16927, freedom: 10, expected: 0.01 },
    { t: 2.04227, freedom: 30, expected: 0.05 },
    { t: 1.98397, freedom: 100, expected: 0.05 },
    { t: 1.95996, freedom: 1e7, expected: 0.05 },
    { t: 3.29053, freedom: 1e7, expected: 0.001 },
  ])('gives $expected for t = $t with $freedom degrees of freedom', ({ t, freedom, expected }) => {
    expect(studentTTail(t, freedom) / expected).toBeCloseTo(1, 4);
    expect(studentTTail(-t, freedom)).toBe(studentTTail(t, freedom));
  });

  it('has closed forms for one and two degrees of freedom', () => {
    for (const t of [0.1, 0.7, 1, 2.5, 40]) {
      expect(studentTTail(t, 1)).toBeCloseTo(1 - (2 / Math.PI) * Math.atan(t), 13);
      expect(studentTTail(t, 2)).toBeCloseTo(1 - t / Math.sqrt(2 + t * t), 13);
    }
  });

  it('is one at zero, zero at infinity, and refuses what is no number', () => {
    expect(studentTTail(0, 7)).toBe(1);
    expect(studentTTail(Infinity, 7)).toBe(0);
    expect(() => studentTTail(1, 0)).toThrow(RangeError);
    expect(() => studentTTail(NaN, 3)).toThrow(RangeError);
  });
});
