// Periods as people write them, with the first and the last day worked out by hand.

import { describe, expect, it } from '@jest/globals';
import { toIsoDay } from '../../../lib/domain/day.js';
import {
  parsePeriod,
  periodUntil,
  twelveMonthsTo,
} from '../../../lib/domain/measures/parse-period.js';

describe('parsePeriod', () => {
  it.each([
    ['2026', '2026-01-01', '2026-12-31'],
    ['2026-Q1', '2026-01-01', '2026-03-31'],
    ['2026q4', '2026-10-01', '2026-12-31'],
    ['2024-02', '2024-02-01', '2024-02-29'],
    ['2025-12', '2025-12-01', '2025-12-31'],
    ['2025-07..2026-06', '2025-07-01', '2026-06-30'],
    ['2025..2026', '2025-01-01', '2026-12-31'],
    ['2026-01-15..2026-01-20', '2026-01-15', '2026-01-20'],
    ['2026-01-15', '2026-01-15', '2026-01-15'],
  ])('reads %s', (text, from, to) => {
    expect(parsePeriod(text)).toEqual({ from, to });
  });

  it.each(['', '26', '2026-13', '2026-Q5', '2026..2025', '2026-02-30', 'a..b', '1..2..3'])(
    'refuses %j',
    (text) => {
      expect(parsePeriod(text)).toBeNull();
    },
  );
});

describe('twelveMonthsTo', () => {
  it.each([
    ['2026-06-30', '2025-07-01'],
    ['2026-12-31', '2026-01-01'],
    ['2024-02-29', '2023-03-01'],
    ['2025-02-28', '2024-02-29'],
  ])('%s begins on %s', (to, from) => {
    expect(twelveMonthsTo(toIsoDay(to))).toEqual({ from, to });
  });
});

describe('periodUntil', () => {
  const year = { from: toIsoDay('2026-01-01'), to: toIsoDay('2026-12-31') };

  it.each([
    ['2026-06-30', { from: '2026-01-01', to: '2026-06-30' }],
    ['2027-01-01', { from: '2026-01-01', to: '2026-12-31' }],
    ['2026-01-01', { from: '2026-01-01', to: '2026-01-01' }],
    ['2025-12-31', null],
  ])('up to %s', (asOf, expected) => {
    expect(periodUntil(year, toIsoDay(asOf))).toEqual(expected);
  });
});
