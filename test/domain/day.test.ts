// Calendar days as text: only real days, and arithmetic that no time zone bends.

import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import {
  addDays,
  dayOfYear,
  daysBetween,
  earlierDay,
  parseCompactDay,
  parseIsoDay,
  toIsoDay,
  yearOf,
} from '../../lib/domain/day.js';

const REAL_DAYS = ['2026-01-01', '2026-12-31', '2024-02-29', '2000-02-29', '1999-12-31'];

const NO_DAYS: readonly (readonly [string, string])[] = [
  ['February 29 of a common year', '2026-02-29'],
  ['February 29 of 1900', '1900-02-29'],
  ['February 29 of 2100', '2100-02-29'],
  ['February 30', '2024-02-30'],
  ['April 31', '2026-04-31'],
  ['month 0', '2026-00-10'],
  ['month 13', '2026-13-10'],
  ['day 0', '2026-01-00'],
  ['day 80', '2099-00-80'],
  ['a year before 1900', '1899-12-31'],
  ['a year after 2199', '2200-01-01'],
  ['the year 0', '0000-01-01'],
];

describe('parseIsoDay and parseCompactDay', () => {
  it.each(REAL_DAYS)('read %s', (text) => {
    expect(parseIsoDay(text)).toBe(text);
    expect(parseCompactDay(text.replaceAll('-', ''))).toBe(text);
  });

  it.each(NO_DAYS)('refuse %s', (_, text) => {
    expect(parseIsoDay(text)).toBeNull();
    expect(parseCompactDay(text.replaceAll('-', ''))).toBeNull();
  });

  it.each(['', '2026-1-05', '2026/01/05', '20260105', '2026-01-05T00', '26-01-05', '2026-01-0x'])(
    'refuse %j as an ISO day',
    (text) => {
      expect(parseIsoDay(text)).toBeNull();
      expect(() => toIsoDay(text)).toThrow(RangeError);
    },
  );

  it.each(['', '2026-01-05', '260105', '202601051', '2026010x', '+2260105', '2026 105'])(
    'refuse %j as a compact day',
    (text) => {
      expect(parseCompactDay(text)).toBeNull();
    },
  );
});

describe('dayOfYear', () => {
  it.each([
    [2026, 1, '2026-01-01'],
    [2026, 59, '2026-02-28'],
    [2026, 60, '2026-03-01'],
    [2024, 60, '2024-02-29'],
    [2026, 365, '2026-12-31'],
    [2024, 366, '2024-12-31'],
    [2026, 366, null],
    [2100, 366, null],
    [2026, 0, null],
    [2026, -1, null],
    [2024, 367, null],
  ])('of %i, day %i, is %s', (year, number, day) => {
    expect(dayOfYear(year, number)).toBe(day);
  });
});

describe('day arithmetic', () => {
  it.each([
    ['2026-03-02', 30, '2026-04-01'],
    ['2026-03-02', 90, '2026-05-31'],
    ['2026-12-31', 1, '2027-01-01'],
    ['2024-02-28', 1, '2024-02-29'],
    ['2026-02-28', 1, '2026-03-01'],
    ['2024-03-01', -1, '2024-02-29'],
    ['2026-03-07', 2, '2026-03-09'],
    ['2026-05-04', 0, '2026-05-04'],
  ])('%s and %i days is %s', (from, days, to) => {
    expect(addDays(toIsoDay(from), days)).toBe(to);
    expect(daysBetween(toIsoDay(from), toIsoDay(to))).toBe(days);
  });

  it('goes there and back', () => {
    const days = fc.integer({ min: 0, max: 73_000 }).map((n) => addDays(toIsoDay('1950-01-01'), n));

    fc.assert(
      fc.property(days, fc.integer({ min: -18_000, max: 18_000 }), (day, shift) => {
        expect(addDays(addDays(day, shift), -shift)).toBe(day);
        expect(parseIsoDay(day)).toBe(day);
      }),
    );
  });

  it('names the year, and the earlier of two days', () => {
    expect(yearOf(toIsoDay('2026-12-31'))).toBe(2026);
    expect(earlierDay(toIsoDay('2026-04-27'), toIsoDay('2026-05-31'))).toBe('2026-04-27');
    expect(earlierDay(toIsoDay('2026-05-31'), toIsoDay('2026-04-27'))).toBe('2026-04-27');
  });
});
