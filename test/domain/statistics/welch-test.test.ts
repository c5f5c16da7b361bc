// Welch's test on samples whose result is computed by hand, and on one that is published.

import { describe, expect, it } from '@jest/globals';
import { sampleOfSums, welchTest } from '../../../lib/domain/statistics/welch-test.js';

function sampleOf(values: readonly number[]): ReturnType<typeof sampleOfSums> {
  const sum = values.reduce((total, value) => total + value, 0);
  const squares = values.reduce((total, value) => total + value * value, 0);
  return sampleOfSums(values.length, sum, squares);
}

/** Student's sleep data (1908): extra hours of sleep under two drugs. */
const SLEEP_ONE = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2];
const SLEEP_TWO = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];

describe('welchTest', () => {
  it("gives the published result for Student's sleep data", () => {
    const result = welchTest(sampleOf(SLEEP_ONE), sampleOf(SLEEP_TWO));

    expect(result?.t).toBeCloseTo(-1.8608, 4);
    expect(result?.degreesOfFreedom).toBeCloseTo(17.776, 3);
    expect(result?.pValue).toBeCloseTo(0.07939, 5);
    expect(result).toMatchObject({ isHigher: false, isSignificantlyHigher: false });
  });

  it.each([
    ['higher beyond chance', { n: 50, mean: 60, variance: 100 }, { isSignificantlyHigher: true }],
    [
      'higher by chance',
      { n: 50, mean: 50.5, variance: 100 },
      { isHigher: true, isSignificantlyHigher: false },
    ],
    [
      'lower beyond chance',
      { n: 50, mean: 40, variance: 100 },
      { isHigher: false, isSignificantlyHigher: false },
    ],
  ])('tells a mean that is %s', (_, own, expected) => {
    expect(welchTest(own, { n: 400, mean: 50, variance: 144 })).toMatchObject(expected);
  });

  it('has no answer without scatter or for a single value', () => {
    expect(welchTest({ n: 1, mean: 3, variance: 0 }, { n: 9, mean: 2, variance: 1 })).toBeNull();
    expect(welchTest({ n: 9, mean: 3, variance: 0 }, { n: 9, mean: 2, variance: 0 })).toBeNull();
  });
});

describe('sampleOfSums', () => {
  it('divides by one less than the count', () => {
    expect(sampleOf([2, 4, 4, 4, 5, 5, 7, 9])).toEqual({ n: 8, mean: 5, variance: 32 / 7 });
    expect(sampleOf([3])).toEqual({ n: 1, mean: 3, variance: 0 });
  });
});
