// What a workspace adds: amounts told after the release, payers confirmed by a person.

import { beforeAll, describe, expect, it } from '@jest/globals';
import { loadReference } from '../../../lib/adapters/common/load-reference.js';
import {
  parseReferenceAdditions,
  type ReferenceAddition,
} from '../../../lib/adapters/common/reference-additions.js';
import { referenceDirectory } from '../../../lib/adapters/common/reference-directory.js';
import { toIsoDay } from '../../../lib/domain/day.js';
import { toCents } from '../../../lib/domain/money.js';
import type { ReferenceData } from '../../../lib/domain/reference.js';

const ENTERED = {
  source: 'CMS fact sheet',
  checkedOn: toIsoDay('2026-12-02'),
  enteredBy: 'compliance',
};

function kxAmount(change: Partial<ReferenceAddition & { readonly kind: 'threshold' }> = {}) {
  const base = { kind: 'threshold', year: 2027, group: 'both', kxCents: toCents(255_000) } as const;
  return { ...base, ...ENTERED, ...change };
}

async function loadWith(additions: readonly ReferenceAddition[]): Promise<ReferenceData> {
  return loadReference({ directory: referenceDirectory(), additions });
}

let shipped: ReferenceData;
beforeAll(async () => {
  shipped = await loadWith([]);
});

describe('an amount that was entered', () => {
  it('fills the pending year for both groups, with source and day', async () => {
    const reference = await loadWith([kxAmount()]);

    expect(reference.thresholds.get(2027)).toMatchObject({
      kxCents: { PT_SLP: 255_000, OT: 255_000 },
      reviewCents: { PT_SLP: 300_000, OT: 300_000 },
      isKxAmountPending: false,
      source: 'CMS fact sheet',
      checkedOn: '2026-12-02',
      note: 'KX amount entered by compliance',
    });
    expect(reference.version).not.toBe(shipped.version);
  });

  it('leaves the year pending while one group is missing', async () => {
    const reference = await loadWith([kxAmount({ group: 'OT' })]);

    expect(reference.thresholds.get(2027)).toMatchObject({
      kxCents: { PT_SLP: null, OT: 255_000 },
      isKxAmountPending: true,
    });
  });

  it('is corrected by a later one', async () => {
    const corrected = kxAmount({ kxCents: toCents(256_000) });

    const reference = await loadWith([kxAmount(), corrected]);

    expect(reference.thresholds.get(2027)?.kxCents).toEqual({ PT_SLP: 256_000, OT: 256_000 });
  });

  it('wins over a shipped amount and says what stood there', async () => {
    const reference = await loadWith([kxAmount({ year: 2026 })]);

    expect(reference.thresholds.get(2026)).toMatchObject({
      kxCents: { PT_SLP: 255_000, OT: 255_000 },
      note: 'KX amount entered by compliance (PT_SLP was 2480.00, OT was 2480.00)',
    });
  });

  it('says nothing of an amount that the release knew already', async () => {
    const reference = await loadWith([kxAmount({ year: 2026, kxCents: toCents(248_000) })]);

    expect(reference.thresholds.get(2026)?.note).toBe('KX amount entered by compliance');
  });

  it('sets the review amount of 2028 without touching its KX amount', async () => {
    const review = {
      kind: 'review_threshold',
      year: 2028,
      group: 'both',
      reviewCents: toCents(308_000),
      ...ENTERED,
    } as const;

    const reference = await loadWith([review]);

    expect(reference.thresholds.get(2028)).toMatchObject({
      reviewCents: { PT_SLP: 308_000, OT: 308_000 },
      isReviewAmountPending: false,
      isKxAmountPending: true,
    });
  });

  it('opens a year after the shipped table, its other amount still pending', async () => {
    const reference = await loadWith([kxAmount({ year: 2029 })]);

    expect(reference.thresholds.get(2029)).toMatchObject({
      regime: 'kx_threshold',
      reviewFrom: '2029-01-01',
      isKxRemedyAvailable: true,
      isKxAmountPending: false,
      isReviewAmountPending: true,
    });
  });
});

describe('a payer that was confirmed', () => {
  const payer = { kind: 'confirmed_payer', payerId: '99999', name: 'A new MAC', ...ENTERED };

  it('becomes a contractor', async () => {
    const reference = await loadWith([{ ...payer, kind: 'confirmed_payer', part: 'A' }]);

    expect(reference.contractors.get('99999')).toMatchObject({
      number: '99999',
      part: 'A',
      name: 'A new MAC',
      source: 'CMS fact sheet',
    });
    expect(reference.contractors.size).toBe(shipped.contractors.size + 1);
  });

  it('leaves a shipped contractor as it is', async () => {
    const again = { ...payer, kind: 'confirmed_payer', payerId: '01112' } as const;

    const reference = await loadWith([again]);

    expect(reference.contractors.get('01112')).toEqual(shipped.contractors.get('01112'));
  });
});

describe('parseReferenceAdditions', () => {
  it('gives back what JSON keeps of additions', () => {
    const additions = [
      kxAmount(),
      { kind: 'confirmed_payer', payerId: '99999', name: 'A new MAC', ...ENTERED } as const,
    ];

    expect(parseReferenceAdditions(JSON.parse(JSON.stringify(additions)))).toEqual(additions);
  });

  it.each([
    { why: 'a fraction of a cent', change: { kxCents: 100.5 }, said: 'row 2, column kxCents' },
    { why: 'an amount of zero', change: { kxCents: 0 }, said: 'row 2, column kxCents' },
    { why: 'a year before 2018', change: { year: 2017 }, said: 'row 2, column year' },
    { why: 'no real day', change: { checkedOn: '2026-02-30' }, said: 'row 2, column checkedOn' },
    { why: 'no source', change: { source: ' ' }, said: 'row 2, column source' },
    { why: 'an unknown field', change: { cents: 1 }, said: 'reference additions, row 2' },
  ])('refuses $why', ({ change, said }) => {
    const additions = [kxAmount(), { ...kxAmount(), ...change }];

    expect(() => parseReferenceAdditions(additions)).toThrow(said);
  });
});
