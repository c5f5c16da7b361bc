// What the reference lacks on a given day, or will lack soon.

import { beforeAll, describe, expect, it } from '@jest/globals';
import { loadReference } from '../../../lib/adapters/common/load-reference.js';
import { referenceDirectory } from '../../../lib/adapters/common/reference-directory.js';
import { expiringSoon } from '../../../lib/adapters/common/reference-expiry.js';
import { addDays, toIsoDay } from '../../../lib/domain/day.js';
import type { ReferenceData } from '../../../lib/domain/reference.js';

let reference: ReferenceData;
beforeAll(async () => {
  reference = await loadReference({ directory: referenceDirectory() });
});

function noticesOn(day: string): readonly string[] {
  return expiringSoon(reference, toIsoDay(day))
    .filter(({ kind }) => kind !== 'rows_not_checked')
    .map(({ kind, year }) => `${kind} ${year}`);
}

describe('expiringSoon', () => {
  it.each([
    { day: '2026-09-01', notices: [] },
    { day: '2026-09-02', notices: ['next_kx_amount_missing 2027'] },
    { day: '2026-12-31', notices: ['next_kx_amount_missing 2027'] },
    { day: '2027-01-01', notices: ['kx_amount_missing 2027'] },
    {
      day: '2027-10-01',
      notices: [
        'kx_amount_missing 2027',
        'next_kx_amount_missing 2028',
        'next_review_amount_missing 2028',
      ],
    },
    {
      day: '2029-03-01',
      notices: ['kx_amount_missing 2029', 'review_amount_missing 2029'],
    },
  ])('tells on $day: $notices', ({ day, notices }) => {
    expect(noticesOn(day)).toEqual(notices);
  });

  it('counts rows of each file that nobody checked for more than 400 days', () => {
    const oldest = [...reference.billTypes.values()].map((row) => row.checkedOn).sort()[0];
    if (oldest === undefined) throw new Error('no bill types');
    const stale = (days: number) =>
      expiringSoon(reference, addDays(oldest, days)).filter(
        ({ kind, file }) => kind === 'rows_not_checked' && file === 'bill-types.csv',
      );

    expect(stale(400)).toEqual([]);
    expect(stale(401)).toEqual([
      expect.objectContaining({
        year: null,
        sentence: expect.stringMatching(/^\d+ of 16 rows of bill-types\.csv were not checked/),
      }),
    ]);
  });

  it('asks for clocks and topics of reviews as well', () => {
    const files = expiringSoon(reference, toIsoDay('2199-01-01')).map(({ file }) => file);

    expect(files).toEqual(expect.arrayContaining(['review-clocks.csv', 'review-topics.csv']));
  });

  it('says in words which amount is missing', () => {
    const [notice] = expiringSoon(reference, toIsoDay('2027-02-01'));

    expect(notice?.sentence).toBe(
      'The KX amount of 2027 is not entered: KX on its lines is not determined.',
    );
  });
});
