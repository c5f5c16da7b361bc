// The rows that we ship, against the figures that we mean to ship: a slip of a digit in a CSV
// would move every verdict of a year.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { loadReference } from '../../lib/adapters/common/load-reference.js';
import { referenceDirectory } from '../../lib/adapters/common/reference-directory.js';
import { toIsoDay } from '../../lib/domain/day.js';
import { therapyCodeOn, type ReferenceData } from '../../lib/domain/reference.js';

let reference: ReferenceData;
beforeAll(async () => {
  reference = await loadReference({ directory: referenceDirectory() });
});

describe('thresholds.csv', () => {
  it.each([
    { year: 1999, kx: 150_000, review: null, remedy: false },
    { year: 2003, kx: 159_000, review: null, remedy: false },
    { year: 2006, kx: 174_000, review: null, remedy: true },
    { year: 2007, kx: 178_000, review: null, remedy: true },
    { year: 2008, kx: 181_000, review: null, remedy: true },
    { year: 2009, kx: 184_000, review: null, remedy: true },
    { year: 2010, kx: 186_000, review: null, remedy: true },
    { year: 2011, kx: 187_000, review: null, remedy: true },
    { year: 2012, kx: 188_000, review: 370_000, remedy: true },
    { year: 2013, kx: 190_000, review: 370_000, remedy: true },
    { year: 2014, kx: 192_000, review: 370_000, remedy: true },
    { year: 2015, kx: 194_000, review: 370_000, remedy: true },
    { year: 2016, kx: 196_000, review: 370_000, remedy: true },
    { year: 2017, kx: 198_000, review: 370_000, remedy: true },
    { year: 2018, kx: 201_000, review: 300_000, remedy: true },
    { year: 2019, kx: 204_000, review: 300_000, remedy: true },
    { year: 2020, kx: 208_000, review: 300_000, remedy: true },
    { year: 2021, kx: 211_000, review: 300_000, remedy: true },
    { year: 2022, kx: 215_000, review: 300_000, remedy: true },
    { year: 2023, kx: 223_000, review: 300_000, remedy: true },
    { year: 2024, kx: 233_000, review: 300_000, remedy: true },
    { year: 2025, kx: 241_000, review: 300_000, remedy: true },
    { year: 2026, kx: 248_000, review: 300_000, remedy: true },
  ])('knows $year: KX $kx, review $review', ({ year, kx, review, remedy }) => {
    expect(reference.thresholds.get(year)).toMatchObject({
      kxCents: { PT_SLP: kx, OT: kx },
      reviewCents: { PT_SLP: review, OT: review },
      isKxRemedyAvailable: remedy,
      isKxAmountPending: false,
      isReviewAmountPending: false,
    });
  });

  it.each([2000, 2001, 2002, 2004, 2005])('has no limit and awaits none in %i', (year) => {
    expect(reference.thresholds.get(year)).toMatchObject({
      regime: 'moratorium',
      kxCents: { PT_SLP: null, OT: null },
      isKxRemedyAvailable: false,
      isKxAmountPending: false,
      isReviewAmountPending: false,
    });
  });

  it.each([
    { year: 2027, review: 300_000, isReviewAmountPending: false },
    { year: 2028, review: null, isReviewAmountPending: true },
  ])('awaits the KX amount of $year', ({ year, review, isReviewAmountPending }) => {
    expect(reference.thresholds.get(year)).toMatchObject({
      kxCents: { PT_SLP: null, OT: null },
      reviewCents: { PT_SLP: review, OT: review },
      isKxRemedyAvailable: true,
      isKxAmountPending: true,
      isReviewAmountPending,
    });
  });

  it('covers 1999 to 2028, reviewed from January 1 but for 2012', () => {
    const years = [...reference.thresholds.values()];

    expect(years.map(({ year }) => year)).toEqual(Array.from({ length: 30 }, (_, at) => 1999 + at));
    expect(years.filter((row) => row.reviewFrom !== `${row.year}-01-01`)).toEqual([
      expect.objectContaining({ year: 2012, reviewFrom: '2012-10-01' }),
    ]);
  });
});

describe('therapy-codes.csv', () => {
  it('demands one discipline for the codes of CR 10176 and for no other', () => {
    const required = [...reference.therapyCodes.values()]
      .flat()
      .filter((row) => row.requiredDiscipline !== null)
      .map((row) => `${row.code} ${row.requiredDiscipline}`);

    expect(required.sort().join(', ')).toBe(
      '92521 GN, 92522 GN, 92523 GN, 92524 GN, 92597 GN, 92607 GN, ' +
        '97161 GP, 97162 GP, 97163 GP, 97164 GP, 97165 GO, 97166 GO, 97167 GO, 97168 GO',
    );
  });

  it.each([
    { code: '97110', day: '2026-03-02', disposition: 'always', minutes: 15 },
    { code: '97150', day: '2026-03-02', disposition: 'always', minutes: null },
    { code: '97597', day: '2026-03-02', disposition: 'sometimes', minutes: null },
    { code: 'G0237', day: '2026-03-02', disposition: 'not_therapy', minutes: null },
    { code: '98979', day: '2026-01-01', disposition: 'sometimes', minutes: 10 },
    { code: '97001', day: '2016-12-31', disposition: 'always', minutes: null },
  ])('lists $code as $disposition on $day', ({ code, day, disposition, minutes }) => {
    expect(therapyCodeOn(reference, code, toIsoDay(day))).toMatchObject({
      disposition,
      minutesPerUnit: minutes,
    });
  });

  it.each([
    { code: '98979', day: '2025-12-31', why: 'new in 2026' },
    { code: '97161', day: '2016-12-31', why: 'new in 2017' },
    { code: '97001', day: '2017-01-01', why: 'retired at the end of 2016' },
    { code: '99213', day: '2026-03-02', why: 'an office visit' },
  ])('does not list $code on $day: $why', ({ code, day }) => {
    expect(therapyCodeOn(reference, code, toIsoDay(day))).toBeNull();
  });

  it('knows 185 rows, unit limits as of July 2024', () => {
    expect([...reference.therapyCodes.values()].flat()).toHaveLength(185);
    expect(therapyCodeOn(reference, '97110', toIsoDay('2026-03-02'))).toMatchObject({
      muePractitioner: 6,
      mueOutpatient: 8,
      allowedDisciplines: ['GP', 'GO', 'GN'],
    });
  });
});

describe('bill-types.csv', () => {
  it.each([
    { prefix: '12', from: '2012-10-01', criticalAccess: '2014-01-01' },
    { prefix: '13', from: '2012-10-01', criticalAccess: '2014-01-01' },
    { prefix: '85', from: '2014-01-01', criticalAccess: '2014-01-01' },
    { prefix: '22', from: '1999-01-01', criticalAccess: null },
    { prefix: '23', from: '1999-01-01', criticalAccess: null },
    { prefix: '34', from: '1999-01-01', criticalAccess: null },
    { prefix: '74', from: '1999-01-01', criticalAccess: null },
    { prefix: '75', from: '1999-01-01', criticalAccess: null },
    ...['11', '18', '21', '32', '71', '77', '81', '82'].map((prefix) => ({
      prefix,
      from: null,
      criticalAccess: null,
    })),
  ])('counts $prefix from $from', ({ prefix, from, criticalAccess }) => {
    expect(reference.billTypes.get(prefix)).toMatchObject({
      countsFrom: from,
      countsFromCriticalAccess: criticalAccess,
    });
  });
});

describe('reason-codes.csv', () => {
  it.each([
    { reason: '1', role: 'deductible' },
    { reason: '2', role: 'coinsurance' },
    { reason: '3', role: 'copayment' },
    { reason: '23', role: 'prior_payer' },
    { reason: '45', role: 'contractual' },
    { reason: '59', role: 'multiple_procedure' },
    { reason: '97', role: 'bundled' },
    { reason: '119', role: 'limit_reached' },
    { reason: '144', role: 'other' },
    { reason: '237', role: 'other' },
    { reason: '253', role: 'sequestration' },
    ...['4', '16', '18', '29', '50', '96', '151', '236'].map((reason) => ({
      reason,
      role: 'denial',
    })),
  ])('takes $reason as $role', ({ reason, role }) => {
    expect(reference.reasonCodes.get(reason)?.role).toBe(role);
  });
});

describe('contractors.csv', () => {
  it('knows 111 contractors, leading zeros kept', () => {
    expect(reference.contractors.size).toBe(111);
    expect(reference.contractors.get('01112')).toMatchObject({ part: 'B', jurisdiction: 'JE' });
    expect(reference.contractors.get('00882')).toMatchObject({ part: 'B', jurisdiction: 'RRB' });
  });
});

describe('kx-contexts.csv', () => {
  it.each([
    { code: 'A5500', context: 'dmepos' },
    { code: 'E0601', context: 'dmepos' },
    { code: 'L1902', context: 'dmepos' },
    { code: 'D7140', context: 'dental' },
    { code: 'Q5001', context: 'hospice_notice' },
    { code: '76856', context: 'sex_procedure_conflict' },
    { code: 'G0237', context: 'respiratory' },
  ])('sees $context in $code', ({ code, context }) => {
    const found = reference.kxContexts.filter((row) => code.startsWith(row.codePrefix));

    expect(new Set(found.map((row) => row.context))).toEqual(new Set([context]));
  });

  it('meets no code that is always or sometimes therapy', () => {
    const therapy = [...reference.therapyCodes.values()]
      .flat()
      .filter((row) => row.disposition !== 'not_therapy');
    const met = therapy.filter(({ code }) =>
      reference.kxContexts.some((row) => code.startsWith(row.codePrefix)),
    );

    expect(met).toEqual([]);
  });
});

describe('reference/README.md', () => {
  it('names every file of the folder', async () => {
    const readme = await readFile(join(referenceDirectory(), 'README.md'), 'utf8');
    const files = ['thresholds', 'therapy-codes', 'contractors', 'bill-types', 'reason-codes'];

    expect([...files, 'kx-contexts'].filter((file) => !readme.includes(`${file}.csv`))).toEqual([]);
  });
});
