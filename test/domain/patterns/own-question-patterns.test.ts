// The four patterns that compare no share: which mistaken rule fits, from which day on a machine
// adds KX, who is new, and who works with whom.

import { describe, expect, it } from '@jest/globals';
import { toIsoDay } from '../../../lib/domain/day.js';
import type {
  ProviderLink,
  RuleFitMeasures,
  ShareJump,
} from '../../../lib/domain/measures/provider-measures.js';
import { billingFingerprint } from '../../../lib/domain/patterns/billing-fingerprint.js';
import { mistakenRule } from '../../../lib/domain/patterns/mistaken-rule.js';
import { newlySeen } from '../../../lib/domain/patterns/newly-seen.js';
import { patternSentence } from '../../../lib/domain/patterns/pattern-sentence.js';
import type { FindingOutcome } from '../../../lib/domain/patterns/pattern-finding.js';
import { sharedGroup } from '../../../lib/domain/patterns/shared-group.js';
import { jumpRow, npiOf, ruleFitRow } from '../score/measures-builder.js';

function word(outcome: FindingOutcome | undefined): string | undefined {
  return outcome?.kind === 'notApplicable' ? outcome.reason : outcome?.kind;
}

/** 200 judged lines, 50 of them wrong; the rule named explains 45 and fits 195. */
const MERGED: Partial<RuleFitMeasures> = {
  judgedLines: 200,
  wrongLines: 50,
  rightRuleFits: 150,
  mergedExplains: 45,
  mergedFits: 190,
  chargesExplains: 20,
  chargesFits: 160,
};

const BEHIND = { seen: 60, wrong: 12, required: 20 };

/** 36 tolerated lines of 25 beneficiaries, beside slips of other kinds. */
const LAST_YEAR: Partial<RuleFitMeasures> = {
  judgedLines: 176,
  wrongLines: 56,
  rightRuleFits: 120,
  lastYearFits: 120,
  nearKxLines: 40,
  lastYearNearLines: 36,
};

describe('mistakenRule', () => {
  it.each([
    { rule: 'merged', more: MERGED },
    { rule: 'swapped', more: { ...MERGED, swappedExplains: 48, swappedFits: 195 } },
    { rule: 'last_year', more: { ...MERGED, lastYearExplains: 50, lastYearFits: 200 } },
    {
      rule: 'last_year',
      more: {
        judgedLines: 200,
        rightRuleFits: 198,
        wrongLines: 2,
        lastYearFits: 198,
        nearKxLines: 20,
        lastYearNearLines: 18,
      },
    },
    { rule: 'charges', more: { ...MERGED, chargesExplains: 50, chargesFits: 199 } },
  ])('names the rule $rule where it fits best', ({ rule, more }) => {
    const finding = mistakenRule(ruleFitRow(more), BEHIND);

    expect(word(finding.outcome)).toBe('detected');
    expect(finding.evidence.rule).toBe(rule);
  });

  it.each([
    { name: 'explains less than 80 percent', more: { mergedExplains: 39 } },
    { name: 'explains nine lines', more: { wrongLines: 9, mergedExplains: 9, rightRuleFits: 180 } },
    { name: 'fits no more than the right rule', more: { rightRuleFits: 190 } },
    {
      name: 'has nothing to explain',
      more: { wrongLines: 0, mergedExplains: 0, mergedFits: 0, chargesExplains: 0, chargesFits: 0 },
    },
  ])('is clear where the best rule $name', ({ more }) => {
    expect(word(mistakenRule(ruleFitRow({ ...MERGED, ...more }), BEHIND).outcome)).toBe('clear');
  });

  it.each([
    { beneficiaries: 19, more: MERGED, expected: 'TOO_FEW_BENEFICIARIES' },
    { beneficiaries: 20, more: MERGED, expected: 'detected' },
    { beneficiaries: 60, more: { judgedLines: 9 }, expected: 'TOO_FEW_UNITS' },
  ])('answers $expected for $beneficiaries beneficiaries', ({ beneficiaries, more, expected }) => {
    expect(word(mistakenRule(ruleFitRow(more), { ...BEHIND, seen: beneficiaries }).outcome)).toBe(
      expected,
    );
  });

  it.each([
    { name: 'three beneficiaries', wrong: 3, expected: 'detected' },
    { name: 'two, however many lines', wrong: 2, expected: 'clear' },
  ])('answers $expected where $name are behind the wrong lines', ({ wrong, expected }) => {
    expect(word(mistakenRule(ruleFitRow(MERGED), { ...BEHIND, wrong }).outcome)).toBe(expected);
  });

  it.each([
    { name: 'nearly all tolerated lines', required: 25, more: {}, expected: 'detected' },
    { name: '36 lines of 48 beneficiaries', required: 48, more: {}, expected: 'detected' },
    { name: '36 lines of 49 beneficiaries', required: 49, more: {}, expected: 'clear' },
    { name: 'nine lines', required: 9, more: { nearKxLines: 9, lastYearNearLines: 9 } },
    { name: '36 of 46 tolerated lines', required: 25, more: { nearKxLines: 46 } },
    { name: 'lines that charges fit better', required: 25, more: { chargesFits: 157 } },
    {
      name: 'lines that are mostly wrong',
      required: 25,
      more: { judgedLines: 240, wrongLines: 120 },
    },
  ])('goes by $name for the amount of last year', ({ required, more, expected = 'clear' }) => {
    const { outcome } = mistakenRule(ruleFitRow({ ...LAST_YEAR, ...more }), {
      ...BEHIND,
      required,
    });

    expect(word(outcome)).toBe(expected);
  });

  it('does not call a tolerated line wrong', () => {
    const finding = mistakenRule(ruleFitRow(LAST_YEAR), { ...BEHIND, required: 25 });

    expect(finding.evidence).toMatchObject({ rule: 'last_year', wrongLines: 56, nearLines: 36 });
    expect(patternSentence(finding)).toBe(
      '36 lines just below the amount carry KX, which is tolerated, and one mistaken rule, ' +
        "last year's amount, asks for it; of 176 other judged lines KX is wrong on 56, and the " +
        'rule would explain 0 of them.',
    );
  });

  it('says which rule, and how many lines it would explain', () => {
    expect(patternSentence(mistakenRule(ruleFitRow(MERGED), BEHIND))).toBe(
      'KX is wrong on 50 of 200 judged lines; one mistaken rule, PT, SLP and OT counted in one ' +
        'total, would explain 45 of them and fits 190 lines, the right rule 150.',
    );
  });
});

describe('billingFingerprint', () => {
  it.each<{ name: string; more: Partial<ShareJump>; expected: string }>([
    { name: 'nearly all lines after the day', more: {}, expected: 'detected' },
    { name: '95 of 100 lines', more: { kxLinesAfter: 95 }, expected: 'detected' },
    { name: '94 of 100 lines', more: { kxLinesAfter: 94 }, expected: 'clear' },
    { name: 'much KX before the day too', more: { kxLinesBefore: 51 }, expected: 'clear' },
    { name: 'KX that was due', more: { earlyKxLinesAfter: 45 }, expected: 'clear' },
    {
      name: 'KX that nobody can judge',
      more: { judgedKxLinesAfter: 0, earlyKxLinesAfter: 0 },
      expected: 'clear',
    },
    {
      name: '19 lines before',
      more: { linesBefore: 19, kxLinesBefore: 1 },
      expected: 'TOO_FEW_UNITS',
    },
    {
      name: '19 lines after',
      more: { linesAfter: 19, kxLinesAfter: 19 },
      expected: 'TOO_FEW_UNITS',
    },
  ])('answers $expected for $name', ({ more, expected }) => {
    expect(word(billingFingerprint([jumpRow(more)], 60).outcome)).toBe(expected);
  });

  it('finds the payer that it is about, in whichever order payers come', () => {
    const jumps = [jumpRow({ payerId: 'A', kxLinesAfter: 50, linesAfter: 500 }), jumpRow()];

    for (const order of [jumps, jumps.toReversed()]) {
      expect(billingFingerprint(order, 60).evidence.payerId).toBe('04412');
    }
  });

  it('is not judged of few beneficiaries, and says day and counts', () => {
    expect(word(billingFingerprint([jumpRow()], 19).outcome)).toBe('TOO_FEW_BENEFICIARIES');
    expect(patternSentence(billingFingerprint([jumpRow()], 60))).toBe(
      'From 2026-06-15 on 98 of 100 lines to payer 04412 carry KX, before it 10 of 100; 70 of 90 ' +
        'judged lines with KX since then had not reached the amount.',
    );
  });
});

describe('newlySeen', () => {
  const period = { from: toIsoDay('2026-01-01'), to: toIsoDay('2026-12-31') };
  const days = (first: string, own: string): ReadonlyMap<string, ReturnType<typeof toIsoDay>> =>
    new Map([
      [npiOf(1), toIsoDay(own)],
      [npiOf(2), toIsoDay(first)],
    ]);

  it.each([
    { first: '2024-01-02', own: '2026-01-01', expected: 'detected' },
    { first: '2024-01-02', own: '2025-12-31', expected: 'clear' },
    { first: '2026-01-05', own: '2026-04-05', expected: 'detected' },
    { first: '2026-01-05', own: '2026-04-04', expected: 'clear' },
    { first: '2026-10-05', own: '2026-12-30', expected: 'DATA_TOO_SHORT' },
  ])('answers $expected when seen on $own in data from $first', ({ first, own, expected }) => {
    const [finding] = newlySeen([npiOf(1), npiOf(2)], {
      role: 'rendering',
      period,
      firstSeen: days(first, own),
    });

    expect(word(finding?.outcome)).toBe(expected);
    expect(finding?.evidence).toMatchObject({ firstSeen: own, dataFrom: first, providers: 2 });
  });

  it('has no answer without a day', () => {
    const [finding] = newlySeen([npiOf(1)], { role: 'rendering', period, firstSeen: new Map() });

    expect(word(finding?.outcome)).toBe('NO_DATA');
  });
});

describe('sharedGroup', () => {
  const link = (rendering: number | null, billing: number, tin: string | null): ProviderLink => ({
    renderingNpi: rendering === null ? null : npiOf(rendering),
    billingNpi: npiOf(billing),
    billingTin: tin,
    therapyLines: 10,
  });
  const LINKS = [
    link(1, 50, '111'),
    link(2, 50, '111'),
    link(3, 51, '111'),
    link(4, 52, '222'),
    link(5, 52, null),
    link(null, 53, null),
  ];
  const detected = new Set([npiOf(1), npiOf(4)]);

  it.each([
    { npi: 1, expected: 'clear', others: [] },
    { npi: 2, expected: 'detected', others: [1] },
    { npi: 3, expected: 'detected', others: [1] },
    { npi: 4, expected: 'clear', others: [] },
    { npi: 5, expected: 'detected', others: [4] },
    { npi: 9, expected: 'NO_DATA', others: [] },
  ])('answers $expected for therapist $npi', ({ npi, expected, others }) => {
    const [finding] = sharedGroup([npiOf(npi)], { role: 'rendering', links: LINKS, detected });

    expect(word(finding?.outcome)).toBe(expected);
    expect(finding?.evidence.detected).toEqual(others.map(npiOf));
  });

  it.each([
    { npi: 50, expected: 'detected' },
    { npi: 51, expected: 'clear' },
    { npi: 53, expected: 'clear' },
  ])('answers $expected for biller $npi', ({ npi, expected }) => {
    const [finding] = sharedGroup([npiOf(npi)], {
      role: 'billing',
      links: LINKS,
      detected: new Set([npiOf(51)]),
    });

    expect(word(finding?.outcome)).toBe(expected);
  });
});
