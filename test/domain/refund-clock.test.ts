// The sixty days to return a wrong payment, and how an investigation stops them (REF-1).

import fc from 'fast-check';
import { describe, expect, it } from '@jest/globals';
import { addDays, daysBetween } from '../../lib/domain/day.js';
import { refundClock } from '../../lib/domain/refund-clock.js';
import { day } from '../support/amounts.js';

const DAYS = { refundDays: 60, investigationDays: 180 };
const IDENTIFIED = day('2026-05-04');
const RETURN_BY = '2026-07-03';
const LATEST = '2026-10-31';
const span = (from: string, until: string | null) => ({
  from: day(from),
  until: until === null ? null : day(until),
});

describe('the sixty days', () => {
  it.each([
    ['without an investigation', [], RETURN_BY, 0, null],
    ['concluded after ten days', [span('2026-05-14', '2026-05-24')], '2026-07-13', 10, null],
    ['begun and concluded on one day', [span('2026-05-14', '2026-05-14')], RETURN_BY, 0, null],
    ['begun at once, still running', [span('2026-05-04', null)], '2026-12-30', 180, LATEST],
    ['begun on day ten, still running', [span('2026-05-14', null)], '2026-12-20', 170, LATEST],
    ['concluded on the 180th day', [span('2026-05-14', LATEST)], '2026-12-20', 170, null],
    ['concluded after the 180th day', [span('2026-05-14', '2027-01-31')], '2026-12-20', 170, null],
    ['begun on the last day', [span(RETURN_BY, '2026-07-08')], '2026-07-08', 5, null],
    ['begun when the days had passed', [span('2026-07-04', null)], RETURN_BY, 0, null],
    [
      'taken up again within the longer time',
      [span('2026-05-14', '2026-05-24'), span('2026-07-10', '2026-07-12')],
      '2026-07-15',
      12,
      null,
    ],
    [
      'taken up again and running',
      [span('2026-05-14', '2026-05-24'), span('2026-06-01', null)],
      '2026-12-12',
      162,
      LATEST,
    ],
  ])('%s', (_what, investigations, returnBy, suspendedDays, suspendedTo) => {
    expect(refundClock(IDENTIFIED, investigations, DAYS)).toEqual({
      identifiedOn: IDENTIFIED,
      returnBy,
      suspendedDays,
      suspendedTo,
    });
  });

  it('run on where the reference data knows no suspension', () => {
    const clock = refundClock(IDENTIFIED, [span('2026-05-14', null)], {
      ...DAYS,
      investigationDays: null,
    });

    expect(clock).toMatchObject({ returnBy: RETURN_BY, suspendedDays: 0, suspendedTo: null });
  });

  it('are never fewer than sixty nor more than 240, and grow by the days that stood still', () => {
    const gap = fc.integer({ min: 0, max: 120 });
    fc.assert(
      fc.property(fc.array(fc.tuple(gap, gap), { maxLength: 4 }), (gaps) => {
        let at = IDENTIFIED;
        const investigations = gaps.map(([wait, length]) => {
          const from = addDays(at, wait);
          at = addDays(from, length);
          return { from, until: at };
        });
        const { returnBy, suspendedDays } = refundClock(IDENTIFIED, investigations, DAYS);

        expect(daysBetween(IDENTIFIED, returnBy)).toBe(60 + suspendedDays);
        expect(suspendedDays).toBeGreaterThanOrEqual(0);
        expect(suspendedDays).toBeLessThanOrEqual(180);
      }),
      { numRuns: 100 },
    );
  });
});
