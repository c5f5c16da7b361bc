// SEED-1: what other providers used, from the newest seed of a group and year.

import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { Seed } from '../../lib/domain/ledger-document.js';
import { outsideSpend, type OwnAccrual } from '../../lib/domain/outside-spend.js';
import { day, dollars } from '../support/amounts.js';
import { seed } from '../support/fold-person.js';

const KEY = { year: 2026, group: 'PT_SLP' } as const;

function own(...accruals: readonly (readonly [string, string])[]): readonly OwnAccrual[] {
  return accruals.map(([received, amount]) => ({
    receivedDay: day(received),
    accruedCents: dollars(amount),
  }));
}

const OWN = own(['2026-02-01', '300.00'], ['2026-03-31', '200.00'], ['2026-05-01', '100.00']);

describe('outsideSpend', () => {
  const CASES: readonly (readonly [string, readonly Seed[], string, string | null])[] = [
    ['outside spend is what it says', [seed({ amount: '900.00' })], '900.00', null],
    [
      'outside spend does not look at our claims',
      [seed({ amount: '900.00', asOf: '2026-03-31' })],
      '900.00',
      '2026-03-31',
    ],
    [
      'total used, less our claims received by that day',
      [seed({ kind: 'totalUsed', amount: '900.00', asOf: '2026-03-31' })],
      '400.00',
      '2026-03-31',
    ],
    [
      'total used, the day before our second claim came',
      [seed({ kind: 'totalUsed', amount: '900.00', asOf: '2026-03-30' })],
      '600.00',
      '2026-03-30',
    ],
    [
      'total used, before any claim of ours',
      [seed({ kind: 'totalUsed', amount: '900.00', asOf: '2026-01-15' })],
      '900.00',
      '2026-01-15',
    ],
    [
      'total used, all of it ours',
      [seed({ kind: 'totalUsed', amount: '500.00', asOf: '2026-03-31' })],
      '0.00',
      '2026-03-31',
    ],
    [
      'total used, less than ours: the payer lags, never negative',
      [seed({ kind: 'totalUsed', amount: '450.00', asOf: '2026-03-31' })],
      '0.00',
      '2026-03-31',
    ],
    [
      'the newest holds',
      [
        seed({ amount: '900.00', asOf: '2026-02-28' }),
        seed({ amount: '1000.00', asOf: '2026-04-30' }),
        seed({ amount: '950.00', asOf: '2026-03-31' }),
      ],
      '1000.00',
      '2026-04-30',
    ],
    [
      'a newer, lower one holds too',
      [
        seed({ amount: '900.00', asOf: '2026-02-28' }),
        seed({ amount: '100.00', asOf: '2026-04-30' }),
      ],
      '100.00',
      '2026-04-30',
    ],
    [
      'a dated one is newer than one from the start of the year',
      [seed({ amount: '900.00' }), seed({ amount: '100.00', asOf: '2026-01-02' })],
      '100.00',
      '2026-01-02',
    ],
    [
      'the newest of either kind',
      [
        seed({ amount: '900.00', asOf: '2026-02-28' }),
        seed({ kind: 'totalUsed', amount: '700.00', asOf: '2026-04-30' }),
      ],
      '200.00',
      '2026-04-30',
    ],
    ['zero is known too', [seed({ amount: '0.00' })], '0.00', null],
  ];

  it.each(CASES)('%s', (_, seeds, amount, asOf) => {
    expect(outsideSpend(seeds, KEY, OWN)).toEqual({
      cents: dollars(amount),
      asOf,
      completeness: 'seeded',
      rules: ['SEED-1'],
    });
  });

  it.each([
    ['no seed', []],
    ['another year', [seed({ amount: '900.00', year: 2025 })]],
    ['another group', [seed({ amount: '900.00', group: 'OT' })]],
  ])('knows nothing: %s', (_, seeds) => {
    expect(outsideSpend(seeds, KEY, OWN)).toEqual({
      cents: 0,
      asOf: null,
      completeness: 'own_only',
      rules: [],
    });
  });

  it('gives the same answer in any order of entry, also for one day', () => {
    const seeds = [
      seed({ amount: '900.00', asOf: '2026-04-30', seedKey: 'b' }),
      seed({ amount: '800.00', asOf: '2026-04-30', seedKey: 'a' }),
      seed({ amount: '700.00' }),
    ];

    fc.assert(
      fc.property(fc.shuffledSubarray(seeds, { minLength: 3 }), (shuffled) => {
        expect(outsideSpend(shuffled, KEY, OWN)).toEqual(outsideSpend(seeds, KEY, OWN));
      }),
    );
  });
});
