// The ten conditions for adding KX without asking, each true, false or unknowable.

import { describe, expect, it } from '@jest/globals';
import { advised, HOSPITAL, KNOWN, visits, type ShortLine } from './small-draft.js';
import type { SmallLedger } from './small-ledger.js';

describe('autoApplyConditions', () => {
  const above = [{ code: '97110 GP', dollars: '500.00' }];

  function answers(ledger: SmallLedger, lines: readonly ShortLine[], facts: object = {}) {
    const line = advised(ledger, lines, facts).lines[0];
    return {
      may: line?.mayAutoApply,
      ...Object.fromEntries((line?.conditions ?? []).map((each) => [each.condition, each.answer])),
    };
  }

  const ALL_BUT_THE_RECORD = {
    may: 'unknowable',
    payer_is_medicare_ffs: true,
    setting_counts: true,
    code_is_therapy: true,
    one_discipline_modifier: true,
    total_exceeds_amount: true,
    amount_is_known: true,
    outside_spend_is_known: true,
    no_denial_modifier: true,
    documentation_supports_kx: 'unknowable',
    plan_of_care_is_certified: 'unknowable',
  };

  it('never answers yes: the record is not in the claim', () => {
    expect(answers(KNOWN, above)).toEqual(ALL_BUT_THE_RECORD);
  });

  it.each([
    {
      name: 'no payer named',
      facts: { payer: undefined },
      expected: { payer_is_medicare_ffs: 'unknowable' },
    },
    {
      name: 'another payer',
      facts: { payer: 'MEDICARE_ADVANTAGE' },
      expected: {
        may: false,
        payer_is_medicare_ffs: false,
        total_exceeds_amount: false,
        outside_spend_is_known: 'unknowable',
      },
    },
    {
      name: 'a setting outside',
      facts: { claimType: 'institutional', typeOfBill: '0111' },
      expected: {
        may: false,
        setting_counts: false,
        total_exceeds_amount: false,
        outside_spend_is_known: 'unknowable',
      },
    },
    {
      name: 'a code on no list',
      lines: [{ code: 'Z9999 GP', dollars: '500.00' }],
      expected: { code_is_therapy: 'unknowable' },
    },
    {
      name: 'a code that is no therapy',
      lines: [{ code: '98940 GP', dollars: '500.00' }],
      expected: {
        may: false,
        code_is_therapy: false,
        total_exceeds_amount: false,
        outside_spend_is_known: 'unknowable',
      },
    },
    {
      name: 'a sometimes-code without modifier',
      lines: [{ code: '97597', dollars: '500.00' }],
      expected: {
        may: false,
        code_is_therapy: false,
        one_discipline_modifier: false,
        total_exceeds_amount: false,
        outside_spend_is_known: 'unknowable',
      },
    },
    {
      name: 'two disciplines',
      lines: [{ code: '97110 GP GO', dollars: '500.00' }],
      expected: {
        may: false,
        one_discipline_modifier: false,
        total_exceeds_amount: false,
        outside_spend_is_known: 'unknowable',
      },
    },
    {
      name: 'a total not above',
      lines: [{ code: '97110 GP', dollars: '80.00' }],
      expected: { may: false, total_exceeds_amount: false },
    },
    {
      name: 'an amount not known',
      lines: [{ code: '97110 GP', dollars: '500.00', on: '2027-02-01' }],
      ledger: { claims: [], seeds: [{ year: 2027 }] },
      expected: { may: false, total_exceeds_amount: 'unknowable', amount_is_known: false },
    },
    {
      name: 'a year without the exception',
      lines: [{ code: '97110 GP', dollars: '500.00', on: '2004-02-02' }],
      ledger: { claims: [], seeds: [{ year: 2004 }] },
      expected: { may: false, total_exceeds_amount: false, amount_is_known: false },
    },
    {
      name: 'spend with others not known, above all the same',
      ledger: { claims: [visits] },
      expected: { may: false, outside_spend_is_known: false },
    },
    {
      name: 'spend with others not known, below',
      lines: [{ code: '97110 GP', dollars: '5.00' }],
      ledger: { claims: [visits] },
      expected: { may: false, total_exceeds_amount: 'unknowable', outside_spend_is_known: false },
    },
    {
      name: 'GA on the line',
      lines: [{ code: '97110 GP GA', dollars: '500.00' }],
      expected: { may: false, no_denial_modifier: false },
    },
    {
      name: 'another line of the bill above',
      facts: HOSPITAL,
      lines: [
        { code: '97110 GP', dollars: '50.00' },
        { code: '97530 GP', dollars: '50.00' },
      ],
      expected: {},
    },
    {
      name: 'SLP lines of the bill below',
      facts: HOSPITAL,
      lines: [
        { code: '92507 GN', dollars: '50.00' },
        { code: '97530 GP', dollars: '50.00' },
      ],
      expected: { total_exceeds_amount: 'unknowable' },
    },
  ])('answers: $name', ({ ledger = KNOWN, lines = above, facts, expected }) => {
    expect(answers(ledger, lines, facts)).toEqual({ ...ALL_BUT_THE_RECORD, ...expected });
  });
});
