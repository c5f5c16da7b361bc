// UNIT-1 to UNIT-3, the 8-minute rule.

import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { minutesToUnits, type TimedService } from '../../lib/domain/minutes-to-units.js';

function pool(minutes: Readonly<Record<string, number>>): readonly TimedService[] {
  return Object.entries(minutes).map(([code, count]) => ({
    code,
    minutes: count,
    timing: 'pool',
  }));
}

/** First and last minute of each number of units, as the manual's table has them. */
const TABLE: readonly (readonly [number, number, number])[] = [
  [0, 0, 7],
  [1, 8, 22],
  [2, 23, 37],
  [3, 38, 52],
  [4, 53, 67],
  [5, 68, 82],
  [6, 83, 97],
  [7, 98, 112],
  [8, 113, 127],
];

describe('minutesToUnits', () => {
  it.each(TABLE)('gives %i units from %i to %i minutes of one code', (units, first, last) => {
    const minutes = Array.from({ length: last - first + 1 }, (_, at) => first + at);
    const answers = minutes.map((count) => minutesToUnits(pool({ '97110': count })));

    expect(answers.map((answer) => answer.totalUnits)).toEqual(minutes.map(() => units));
    expect(answers.map((answer) => answer.allocation)).toEqual(
      minutes.map(() => ({ '97110': units })),
    );
  });

  it.each([
    ['the larger leftover', { '97112': 24, '97110': 23 }, 3, { '97112': 2, '97110': 1 }],
    ['a code under 8 minutes', { '97110': 33, '97140': 7 }, 3, { '97110': 2, '97140': 1 }],
    [
      'the last code gets none',
      { '97110': 18, '97140': 13, '97116': 10, '97035': 8 },
      3,
      { '97110': 1, '97140': 1, '97116': 1, '97035': 0 },
    ],
    ['seven and eight minutes', { '97110': 8, '97140': 7 }, 1, { '97110': 1, '97140': 0 }],
    ['whole units only', { '97110': 30, '97140': 15 }, 3, { '97110': 2, '97140': 1 }],
    ['under eight in all', { '97110': 4, '97140': 3 }, 0, { '97110': 0, '97140': 0 }],
  ])('shares out: %s', (_, minutes, totalUnits, allocation) => {
    expect(minutesToUnits(pool(minutes))).toMatchObject({ totalUnits, allocation });
  });

  it.each([
    ['equal leftovers, one unit', { '97110': 10, '97140': 10 }, 1],
    ['seven minutes each of two codes', { '97110': 7, '97140': 7 }, 1],
    ['equal leftovers beside whole units', { '97110': 23, '97140': 23 }, 3],
    ['three equal leftovers, two units', { '97110': 12, '97140': 12, '97530': 12 }, 2],
  ])('leaves a tie open: %s', (_, minutes, totalUnits) => {
    expect(minutesToUnits(pool(minutes))).toMatchObject({ totalUnits, allocation: null });
  });

  it('decides when the codes that tie all get a unit, or none does', () => {
    expect(minutesToUnits(pool({ '97110': 8, '97140': 15 })).allocation).toEqual({
      '97110': 1,
      '97140': 1,
    });
    expect(
      minutesToUnits(pool({ '97110': 23, '97140': 22, '97530': 3, '97112': 3 })),
    ).toMatchObject({
      totalUnits: 3,
      allocation: { '97110': 2, '97140': 1, '97530': 0, '97112': 0 },
    });
  });

  it('gives an untimed code one unit whatever its minutes, outside the pool', () => {
    const services: readonly TimedService[] = [
      { code: '97161', minutes: 45, timing: 'untimed' },
      { code: 'G0283', minutes: 3, timing: 'untimed' },
      ...pool({ '97110': 23 }),
    ];

    expect(minutesToUnits(services)).toEqual({
      totalUnits: 4,
      allocation: { '97110': 2, '97161': 1, G0283: 1 },
      notDecided: [],
    });
  });

  it('does not decide codes of another measure, and keeps their minutes out of the pool', () => {
    const services: readonly TimedService[] = [
      { code: '96125', minutes: 60, timing: 'other' },
      ...pool({ '97110': 20 }),
    ];

    expect(minutesToUnits(services)).toEqual({
      totalUnits: 1,
      allocation: { '97110': 1 },
      notDecided: ['96125'],
    });
  });

  it('has nothing for no service', () => {
    expect(minutesToUnits([])).toEqual({ totalUnits: 0, allocation: {}, notDecided: [] });
  });

  it('never gives a code more than its minutes rounded up, and adds up', () => {
    const minutes = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.nat({ max: 70 }));

    fc.assert(
      fc.property(minutes, (given) => {
        const { totalUnits, allocation } = minutesToUnits(pool(given));
        const total = Object.values(given).reduce((sum, count) => sum + count, 0);
        const shares = Object.entries(allocation ?? {});

        expect(totalUnits).toBe(Math.floor((total + 7) / 15));
        expect(shares.reduce((sum, [, units]) => sum + units, 0)).toBe(
          allocation === null ? 0 : totalUnits,
        );
        expect(
          shares.filter(([code, units]) => units > Math.ceil((given[code] ?? 0) / 15)),
        ).toEqual([]);
      }),
    );
  });
});
