// The JSON of one beneficiary: figures, every line, every version that does not count, warnings.

import { describe, expect, it } from '@jest/globals';
import { toIsoDay } from '../../lib/domain/day.js';
import { toCents } from '../../lib/domain/money.js';
import { presentBeneficiary } from '../../lib/pipeline/present-beneficiary.js';
import { CONTRACTOR, reversalOf, smallLedger, TOKEN, type SmallClaim } from './small-ledger.js';

const evaluation: SmallClaim = {
  icn: 'A1',
  received: '2026-01-20',
  paid: '2026-02-03',
  lines: [
    { code: '97161 GP', allowed: 10_000, paid: 8_000, on: '2026-01-12' },
    { code: '97165 GO', allowed: 9_000, paid: 7_200, on: '2026-01-12' },
  ],
};
const crossing: SmallClaim = {
  icn: 'B1',
  received: '2026-03-02',
  paid: '2026-03-16',
  renderingNpi: '1234567893',
  lines: [{ code: '97110 GP 59', allowed: 300_000, paid: 240_000, on: '2026-02-23', units: 3 }],
};
const taken = reversalOf(evaluation, '2026-04-01');
const corrected: SmallClaim = { ...evaluation, icn: 'A2', replacesIcn: 'A1', paid: '2026-04-01' };

describe('presentBeneficiary', () => {
  it('gives each group its figures and crossings', () => {
    const { token, years } = presentBeneficiary(smallLedger({ claims: [evaluation, crossing] }));

    expect(token).toBe(TOKEN);
    expect(years.map(({ year }) => year)).toEqual([2026]);
    expect(years[0]?.groups).toEqual([
      {
        group: 'PT_SLP',
        accumulatedCents: 310_000,
        outsideCents: 0,
        kxThresholdCents: 248_000,
        reviewThresholdCents: 300_000,
        remainingCents: 0,
        overCents: 62_000,
        kxCrossing: { claim: 'B1', line: 1 },
        reviewCrossing: { claim: 'B1', line: 1 },
        reviewExposedAllowedCents: 300_000,
        reviewExposedPaidCents: 240_000,
        reviewExcessCents: 10_000,
        completeness: 'own_only',
        isLowerBound: true,
        hasMixedReceivedSources: false,
        isKxAmountPending: false,
        isReviewAmountPending: false,
      },
      {
        group: 'OT',
        accumulatedCents: 9_000,
        outsideCents: 0,
        kxThresholdCents: 248_000,
        reviewThresholdCents: 300_000,
        remainingCents: 239_000,
        overCents: 0,
        kxCrossing: null,
        reviewCrossing: null,
        reviewExposedAllowedCents: 0,
        reviewExposedPaidCents: 0,
        reviewExcessCents: 0,
        completeness: 'own_only',
        isLowerBound: true,
        hasMixedReceivedSources: false,
        isKxAmountPending: false,
        isReviewAmountPending: false,
      },
    ]);
  });

  it('gives each line its facts, total and verdict', () => {
    const { years } = presentBeneficiary(smallLedger({ claims: [crossing, evaluation] }));

    expect(years[0]?.lines.map(({ claim, line }) => [claim, line])).toEqual([
      ['A1', 1],
      ['A1', 2],
      ['B1', 1],
    ]);
    expect(years[0]?.lines[2]).toEqual({
      claim: 'B1',
      line: 1,
      payerId: CONTRACTOR,
      serviceDate: '2026-02-23',
      receivedDate: '2026-03-02',
      receivedSource: 'stated',
      paidDate: '2026-03-16',
      hcpcs: '97110',
      modifiers: ['GP', '59'],
      units: 3,
      group: 'PT_SLP',
      discipline: 'GP',
      allowedCents: 300_000,
      paidCents: 240_000,
      accruedCents: 300_000,
      beforeCents: 10_000,
      afterCents: 310_000,
      isDenied: false,
      hasKx: false,
      kxExpected: 'required',
      kxAssessment: 'missing',
      kxCertainty: 'certain',
      completeness: 'own_only',
      isLowerBound: true,
      flags: ['REVIEW_EXPOSED'],
      notes: ['CWF_PAID_WITHOUT_KX', 'CWF_LEAST_EXCESS_LINE'],
      rules: ['ID-1', 'BKT-1', 'ACC-1', 'ORD-1', 'KX-1', 'TMR-1'],
      renderingNpi: '1234567893',
      billingNpi: '1234567893',
    });
  });

  it('lists every version that does not count', () => {
    const { adjustments, years } = presentBeneficiary(
      smallLedger({ claims: [evaluation, taken, corrected] }),
    );

    expect(years[0]?.lines.map(({ claim }) => claim)).toEqual(['A2', 'A2']);
    expect(adjustments).toEqual([
      {
        claim: 'A1',
        payerId: CONTRACTOR,
        state: 'reversal',
        paidDate: '2026-04-01',
        receivedDate: '2026-01-20',
        replacesIcn: null,
        replacedBy: 'A2',
        years: [2026],
        sentence: 'Takes the payment of 2026-02-03 back.',
      },
      {
        claim: 'A1',
        payerId: CONTRACTOR,
        state: 'reversed',
        paidDate: '2026-02-03',
        receivedDate: '2026-01-20',
        replacesIcn: null,
        replacedBy: 'A2',
        years: [2026],
        sentence: 'Does not count: taken back by the reversal of 2026-04-01; claim A2 replaces it.',
      },
    ]);
  });

  it('passes seeds without their keys and events with the place of their crossing', () => {
    const asOf = toIsoDay('2026-01-31');
    const event = { eventSeq: 1, eventId: 'e1', type: 'kx.cleared', year: 2026 } as const;
    const shown = presentBeneficiary(
      smallLedger({
        claims: [evaluation],
        seeds: [{ cents: toCents(5_000), asOf }],
        events: [{ ...event, group: 'PT_SLP', crossing: null }],
      }),
    );

    expect(shown.seeds).toEqual([
      {
        kind: 'outside',
        year: 2026,
        group: 'PT_SLP',
        cents: 5_000,
        asOf: '2026-01-31',
        source: 'eligibility answer',
        enteredBy: 'front desk',
      },
    ]);
    expect(shown.events).toEqual([{ ...event, group: 'PT_SLP', crossing: null }]);
  });

  it('lists claims that stand without a service line', () => {
    const bare: SmallClaim = { icn: 'C1', lines: [], statementFrom: toIsoDay('2026-02-02') };

    const { claimsWithoutLines, years } = presentBeneficiary(smallLedger({ claims: [bare] }));

    expect(years).toEqual([{ year: 2026, groups: [], lines: [] }]);
    expect(claimsWithoutLines).toEqual([
      {
        claim: 'C1',
        payerId: CONTRACTOR,
        paidDate: '2026-02-10',
        receivedDate: '2026-02-10',
        years: [2026],
      },
    ]);
  });

  it('is plain JSON', () => {
    const shown = presentBeneficiary(smallLedger({ claims: [evaluation, taken, crossing] }));

    expect(JSON.parse(JSON.stringify(shown))).toEqual(shown);
  });
});

describe('presentBeneficiary, warnings', () => {
  const line = { code: '97110 GP', allowed: 10_000 };
  const unknownSpend =
    '2026 PT+SLP: spend with other providers is not known, so the total is "at least". ' +
    'It can be entered with its source.';

  it.each([
    {
      name: 'nothing when all is known',
      ledger: { claims: [{ icn: 'A1', lines: [line] }], seeds: [{}] },
      expected: [],
    },
    {
      name: 'spend that is not known',
      ledger: { claims: [{ icn: 'A1', lines: [line] }] },
      expected: [unknownSpend],
    },
    {
      name: 'a figure older than the newest claim',
      ledger: {
        claims: [{ icn: 'A1', lines: [line] }],
        seeds: [{ asOf: toIsoDay('2026-01-01') }],
      },
      expected: [
        '2026 PT+SLP: the figure for other providers is older than the newest claim, ' +
          'so the total is "at least".',
      ],
    },
    {
      name: 'a KX amount that is not known',
      ledger: {
        claims: [{ icn: 'A1', lines: [{ ...line, on: '2027-03-01' }] }],
        seeds: [{ year: 2027 }],
      },
      expected: [
        '2027: the KX amount is not known, so KX is not judged. ' +
          'It can be entered with its source.',
      ],
    },
    {
      name: 'a review amount that is not known',
      ledger: {
        claims: [{ icn: 'A1', lines: [{ ...line, on: '2028-03-01' }] }],
        seeds: [{ year: 2028 }],
      },
      expected: [
        '2028: the KX amount is not known, so KX is not judged. ' +
          'It can be entered with its source.',
        '2028: the review amount is not known, so exposure to review is not measured. ' +
          'It can be entered with its source.',
      ],
    },
    {
      name: 'received dates of different kinds',
      ledger: {
        claims: [
          { icn: 'A1', lines: [line] },
          { icn: 'B1', received: null, lines: [line] },
        ],
        seeds: [{}],
      },
      expected: [
        '2026 PT+SLP: received dates come from different sources, so the order of lines is in ' +
          'part an assumption.',
      ],
    },
    {
      name: 'a payer that waits',
      ledger: { claims: [{ icn: 'A1', payerId: '99999', lines: [line, line] }] },
      expected: [
        '2026: 2 lines of a payer that is on no list (99999) not counted until you confirm it.',
      ],
    },
    {
      name: 'quarantine',
      ledger: {
        claims: [{ icn: 'A1', lines: [line] }],
        seeds: [{}],
        quarantined: [{ quarantineKey: 'q', claimKey: null, year: 2026 }],
      },
      expected: ['1 claim of this beneficiary went to quarantine: totals may be too low.'],
    },
    {
      name: 'a reversal of nothing known',
      ledger: { claims: [reversalOf({ icn: 'A1', lines: [line] }, '2026-04-01')], seeds: [{}] },
      expected: ['1 reversal of a payment that this ledger has not seen.'],
    },
    {
      name: 'the other order of lines',
      ledger: {
        claims: [{ icn: 'A1', lines: [line] }],
        seeds: [{}],
        settings: { order: 'dos' as const },
      },
      expected: [
        '2026: lines stand in order of service date, another view than the one Medicare uses.',
      ],
    },
  ])('tell $name', ({ ledger, expected }) => {
    expect(presentBeneficiary(smallLedger(ledger)).warnings).toEqual(expected);
  });
});
