// Decimal text to cents by its digits: no float comes between.

import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import {
  addCents,
  formatCents,
  formatDollars,
  maxCents,
  parseCents,
  subtractCents,
  toCents,
} from '../../lib/domain/money.js';

describe('parseCents', () => {
  it.each([
    ['205.00', 20_500],
    ['205', 20_500],
    ['205.4', 20_540],
    ['.92', 92],
    ['.9', 90],
    ['12.', 1_200],
    ['+5', 500],
    ['+.05', 5],
    ['-0.42', -42],
    ['-.42', -42],
    ['-12.', -1_200],
    ['0', 0],
    ['0.00', 0],
    ['-0.00', 0],
    ['007.10', 710],
    ['1.50000', 150],
    ['0.290', 29],
    ['1.15', 115],
    ['4.35', 435],
    ['9007199.01', 900_719_901],
    ['1000000000.00', 100_000_000_000],
  ])('reads %j as %i cents', (text, cents) => {
    expect(parseCents(text)).toBe(cents);
  });

  it.each([
    [''],
    ['.'],
    ['+'],
    ['-'],
    ['-.'],
    ['1.005'],
    ['0.001'],
    ['1.2.3'],
    ['1..2'],
    ['--5'],
    ['+-5'],
    ['5-'],
    [' 5'],
    ['5 '],
    ['1,000'],
    ['$5'],
    ['1e3'],
    ['0x10'],
    ['NaN'],
    ['Infinity'],
    ['AMOUNT'],
    ['٥'],
    ['1000000000.01'],
    ['-1000000000.01'],
    ['99999999999999999999'],
    ['100000000000000000000000000000.00'],
  ])('refuses %j', (text) => {
    expect(parseCents(text)).toBeNull();
  });

  it('reads back every amount that it writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: -100_000_000_000, max: 100_000_000_000 }), (cents) => {
        expect(parseCents(formatCents(toCents(cents)))).toBe(cents === 0 ? 0 : cents);
      }),
    );
  });
});

describe('toCents', () => {
  it.each([[1.5], [Number.NaN], [Number.POSITIVE_INFINITY], [2 ** 53]])('throws on %d', (value) => {
    expect(() => toCents(value)).toThrow(RangeError);
  });

  it('knows one zero only', () => {
    expect(Object.is(toCents(-0), 0)).toBe(true);
  });
});

describe('arithmetic', () => {
  it.each([
    [150, 75, 225, 75, 150],
    [-150, 75, -75, -225, 75],
    [0, 0, 0, 0, 0],
  ])('of %i and %i: sum %i, difference %i, greater %i', (left, right, sum, difference, greater) => {
    expect(addCents(toCents(left), toCents(right))).toBe(sum);
    expect(subtractCents(toCents(left), toCents(right))).toBe(difference);
    expect(maxCents(toCents(left), toCents(right))).toBe(greater);
  });
});

describe('formatting', () => {
  it.each([
    [0, '0.00', '$0.00'],
    [5, '0.05', '$0.05'],
    [92, '0.92', '$0.92'],
    [-42, '-0.42', '-$0.42'],
    [100, '1.00', '$1.00'],
    [248_000, '2480.00', '$2,480.00'],
    [-123_456, '-1234.56', '-$1,234.56'],
    [123_456_789_01, '123456789.01', '$123,456,789.01'],
  ])('writes %i cents as %s, for people %s', (cents, plain, forPeople) => {
    expect(formatCents(toCents(cents))).toBe(plain);
    expect(formatDollars(toCents(cents))).toBe(forPeople);
  });
});
