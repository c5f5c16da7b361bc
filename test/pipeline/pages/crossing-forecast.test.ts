// When a total passes a threshold if somebody goes on like this.

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { toIsoDay } from '../../../lib/domain/day.js';
import { forecastCrossing, visitSpend } from '../../../lib/pipeline/pages/crossing-forecast.js';

const INPUT = {
  from: toIsoDay('2026-03-01'),
  lastDay: toIsoDay('2026-12-31'),
  remainingCents: 100_000,
  visitsPerWeek: 2,
  visitCents: 10_000,
  deviationCents: 0,
};

describe('forecastCrossing', () => {
  it.each([
    ['above after eleven visits, as ten only reach it', {}, '2026-04-09'],
    ['a day earlier with a cent less', { remainingCents: 99_999 }, '2026-04-05'],
    ['not before the end of the year', { visitCents: 100 }, null],
    ['never without visits', { visitsPerWeek: 0 }, null],
    ['with the first visit when nothing is left', { remainingCents: 0 }, '2026-03-05'],
  ])('says %s', (_, change, likely) => {
    expect(forecastCrossing({ ...INPUT, ...change }).likely).toBe(likely);
  });

  it('says that it is crossed already', () => {
    expect(forecastCrossing({ ...INPUT, remainingCents: -1 })).toMatchObject({
      isCrossed: true,
      likely: null,
    });
  });

  it('never puts the earliest day after the likely one, nor that after the latest', () => {
    const visits = fc.record({
      remainingCents: fc.integer({ min: 0, max: 300_000 }),
      visitCents: fc.integer({ min: 1_000, max: 30_000 }),
      deviationCents: fc.integer({ min: 0, max: 15_000 }),
    });
    fc.assert(
      fc.property(visits, (change) => {
        const { earliest, likely, latest } = forecastCrossing({ ...INPUT, ...change });
        const known = [earliest, likely, latest].map((day) => day ?? '9999-12-31');
        expect(known).toEqual([...known].sort());
      }),
      { numRuns: 100 },
    );
  });
});

describe('visitSpend', () => {
  it('takes the lines of a day as one visit, and leaves out what did not accrue', () => {
    const day = (text: string, accruedCents: number) => ({
      serviceDate: toIsoDay(text),
      accruedCents,
    });

    expect(
      visitSpend([
        day('2026-01-05', 4_000),
        day('2026-01-05', 6_000),
        day('2026-01-07', 20_000),
        day('2026-01-09', 0),
      ]),
    ).toEqual({
      visits: 2,
      meanCents: 15_000,
      deviationCents: 7_071,
    });
    expect(visitSpend([])).toBeNull();
  });
});
