import { describe, expect, it } from '@jest/globals';
import { amount } from '../../lib/synth/x12-interchange.js';

describe('amount', () => {
  it.each([
    [0, '0'],
    [-0, '0'],
    [8, '.08'],
    [50, '.5'],
    [100, '1'],
    [1250, '12.5'],
    [20_501, '205.01'],
    [-42, '-.42'],
    [-100_000, '-1000'],
  ])('writes %d cents as %s', (cents, text) => {
    expect(amount(cents)).toBe(text);
  });
});
