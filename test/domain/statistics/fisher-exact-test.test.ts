// Published values of the exact test, and counts too large for factorials.

import { describe, expect, it } from '@jest/globals';
import { fisherExactTest } from '../../../lib/domain/statistics/fisher-exact-test.js';

describe('fisherExactTest', () => {
  it.each([
    [{ hits: 3, n: 4 }, { hits: 1, n: 4 }, 0.4857142857],
    [{ hits: 8, n: 10 }, { hits: 1, n: 6 }, 0.034965035],
    [{ hits: 0, n: 25 }, { hits: 3, n: 25 }, 0.2346938776],
    [{ hits: 2, n: 1_000_000 }, { hits: 2, n: 1_000_000 }, 1],
  ])('finds the chance of %j against %j', (one, other, pValue) => {
    expect(fisherExactTest(one, other)).toBeCloseTo(pValue, 8);
  });
});
