// ORD-3: the stated date, else the date in the control number where that is configured and
// possible, else the paid date. Never the order of arrival.

import { describe, expect, it } from '@jest/globals';
import type { IcnLayout } from '../../lib/domain/fold-settings.js';
import { receivedDate } from '../../lib/domain/received-date.js';
import { day } from '../support/amounts.js';
import { CONTRACTOR, OTHER_CONTRACTOR } from '../support/claim-builder.js';
import { payment } from '../support/header-builder.js';

/** Two digits of the year, then the day of the year, as many Part B contractors number claims. */
const SHORT: IcnLayout = { yearAt: 2, yearDigits: 2, dayAt: 4 };
const LONG: IcnLayout = { yearAt: 0, yearDigits: 4, dayAt: 4 };

function received(icn: string, layout: IcnLayout | null, stated: string | null = null) {
  const header = payment(icn, '2026-03-20', {
    receivedDate: stated === null ? null : day(stated),
    serviceTo: day('2026-03-02'),
  });
  return receivedDate(header, new Map(layout === null ? [] : [[CONTRACTOR, layout]]));
}

describe('receivedDate', () => {
  it.each([
    ['day 65 of 2026', '1126065000300', SHORT, '2026-03-06'],
    ['the day of service', '1126061000300', SHORT, '2026-03-02'],
    ['the paid day', '1126079000300', SHORT, '2026-03-20'],
    ['a year of four digits', '2026065000300', LONG, '2026-03-06'],
  ])('reads the control number: %s', (_, icn, layout, at) => {
    expect(received(icn, layout)).toEqual({ day: at, source: 'icn' });
  });

  it.each([
    ['no layout is configured', '1126065000300', null],
    ['before the service', '1126060000300', SHORT],
    ['after the payment', '1126080000300', SHORT],
    ['another year', '1125065000300', SHORT],
    ['day 0', '1126000000300', SHORT],
    ['day 366 of a common year', '1126366000300', SHORT],
    ['day 999', '1126999000300', SHORT],
    ['letters where the day belongs', '1126A65000300', SHORT],
    ['letters where the year belongs', '11XX065000300', SHORT],
    ['too short for a day', '112606', SHORT],
    ['too short for a year', '112', SHORT],
    ['empty', '', SHORT],
  ])('falls back to the paid date: %s', (_, icn, layout) => {
    expect(received(icn, layout)).toEqual({ day: '2026-03-20', source: 'paid_date' });
  });

  it('prefers what the claim states', () => {
    expect(received('1126065000300', SHORT, '2026-03-04')).toEqual({
      day: '2026-03-04',
      source: 'stated',
    });
  });

  it('reads the control numbers of the configured contractor only', () => {
    const header = payment('1126065000300', '2026-03-20', { receivedDate: null });

    expect(receivedDate(header, new Map([[OTHER_CONTRACTOR, SHORT]])).source).toBe('paid_date');
  });

  it('knows day 366 of a leap year', () => {
    const header = payment('1124366000300', '2025-01-15', {
      receivedDate: null,
      serviceTo: day('2024-12-20'),
    });

    expect(receivedDate(header, new Map([[CONTRACTOR, SHORT]]))).toEqual({
      day: '2024-12-31',
      source: 'icn',
    });
  });
});
