// Totals, crossings, exposure and certainty of one group of one year.

import { describe, expect, it } from '@jest/globals';
import type { QuarantineMark, Seed } from '../../lib/domain/ledger-document.js';
import { claim, CONTRACTOR, type LineGiven } from '../support/claim-builder.js';
import { fold, foldContext, groupOf, lineOf, seed } from '../support/fold-person.js';
import { testReference } from '../support/test-reference.js';

const reference = await testReference();
const context = foldContext(reference);

function pt(allowed: string, mods = 'GP'): LineGiven {
  return { allowed, mods };
}

describe('totals and crossings', () => {
  const twice = [
    claim({ icn: 'A', received: '2026-02-01', lines: [pt('1000.00'), pt('1480.00')] }),
    claim({ icn: 'B', received: '2026-03-01', lines: [pt('519.99'), pt('0.01'), pt('0.01')] }),
  ];

  it('stand on the lines that pass an amount, strictly', () => {
    const view = fold(2026, { versions: twice }, context);

    expect(groupOf(view)).toMatchObject({
      accumulatedCents: 300_001,
      outsideCents: 0,
      kxThresholdCents: 248_000,
      reviewThresholdCents: 300_000,
      remainingCents: 0,
      overCents: 52_001,
      kxCrossing: { claim: 'B', line: 1, beforeCents: 248_000, afterCents: 299_999 },
      reviewCrossing: { claim: 'B', line: 3, beforeCents: 300_000, afterCents: 300_001 },
      reviewExposedAllowedCents: 1,
      reviewExcessCents: 1,
    });
  });

  it('count a whole line as exposed, and only the excess as excess', () => {
    const versions = [claim({ lines: [pt('2900.00'), { ...pt('250.00'), paid: '196.00' }, pt('40.00')] })];

    expect(groupOf(fold(2026, { versions }, context))).toMatchObject({
      reviewCrossing: { claim: 'A', line: 2 },
      reviewExposedAllowedCents: 29_000,
      reviewExposedPaidCents: 22_800,
      reviewExcessCents: 19_000,
    });
  });

  it.each([
    ['below both amounts', '2000.00', '1', 'A', null],
    ['at the KX amount', '2480.00', '1', 'A', null],
    ['above the KX amount', '2480.01', null, null, null],
    ['at the review amount', '3000.00', null, null, 'A'],
    ['above both', '3000.01', null, null, null],
  ])('with a seed %s', (_, amount, kxLine, kxClaim, reviewClaim) => {
    const given = { versions: [claim({ lines: [pt('500.00')] })], seeds: [seed({ amount })] };
    const group = groupOf(fold(2026, given, context));

    expect([group.kxCrossing?.line.toString() ?? null, group.kxCrossing?.claim ?? null]).toEqual([
      kxLine,
      kxClaim,
    ]);
    expect(group.reviewCrossing?.claim ?? null).toBe(reviewClaim);
  });

  it('leave the other group alone', () => {
    const versions = [claim({ lines: [pt('2500.00'), { hcpcs: '97530', mods: 'GO', allowed: '10.00' }] })];
    const view = fold(2026, { versions }, context);

    expect(groupOf(view, 'OT')).toMatchObject({
      accumulatedCents: 1_000,
      remainingCents: 247_000,
      overCents: 0,
      kxCrossing: null,
    });
  });

  it('flag every line above the review amount, also one without an amount', () => {
    const versions = [claim({ lines: [pt('3000.00'), pt('0.00'), pt('1.00'), pt('0.00')] })];
    const view = fold(2026, { versions }, context);

    expect(view.lines.map((each) => each.flags.includes('REVIEW_EXPOSED'))).toEqual([
      false,
      false,
      true,
      true,
    ]);
  });
});

describe('review in 2012', () => {
  const before = { ...pt('3800.00'), dos: '2012-09-28' };

  it.each([
    ['a line before October 1 is not subject to it', [before], null, 0],
    ['a line from October 1 is', [{ ...before, dos: '2012-10-01' }], 1, 380_000],
    ['a later line above it is exposed', [before, { ...pt('50.00'), dos: '2012-10-02' }], null, 5_000],
  ])('%s', (_, lines, crossingLine, exposed) => {
    const group = groupOf(fold(2012, { versions: [claim({ lines })] }, context));

    expect(group.reviewCrossing?.line ?? null).toBe(crossingLine);
    expect(group.reviewExposedAllowedCents).toBe(exposed);
    expect(group.kxCrossing?.line).toBe(1);
  });
});

describe('completeness', () => {
  const version = claim({ received: '2026-03-10', lines: [pt('100.00')] });
  const mark = (given: Partial<QuarantineMark> = {}): QuarantineMark => ({
    quarantineKey: 'q',
    claimKey: `${CONTRACTOR}|X`,
    year: 2026,
    ...given,
  });
  const OUTSIDE = seed({ amount: '500.00' });

  const CASES: readonly (readonly [
    string,
    readonly Seed[],
    readonly QuarantineMark[],
    string,
    boolean,
  ])[] = [
    ['own claims only', [], [], 'own_only', true],
    ['a seed from the start', [OUTSIDE], [], 'seeded', false],
    ['a seed of zero', [seed({ amount: '0.00' })], [], 'seeded', false],
    ['a seed as of a later day', [seed({ amount: '500.00', asOf: '2026-03-31' })], [], 'seeded', false],
    ['a seed older than our newest claim', [seed({ amount: '500.00', asOf: '2026-02-01' })], [], 'seeded', true],
    ['a seed of the other group', [seed({ amount: '500.00', group: 'OT' })], [], 'own_only', true],
    ['a quarantined claim of the year', [OUTSIDE], [mark()], 'own_only', true],
    ['a quarantined claim of another year', [OUTSIDE], [mark({ year: 2025 })], 'seeded', false],
    ['a quarantined claim of no known year', [OUTSIDE], [mark({ year: null })], 'own_only', true],
    ['a quarantined claim without number', [OUTSIDE], [mark({ claimKey: null })], 'own_only', true],
    ['quarantined, then accepted', [OUTSIDE], [mark({ claimKey: `${CONTRACTOR}|A` })], 'seeded', false],
  ];

  it.each(CASES)('%s', (_, seeds, quarantined, completeness, isLowerBound) => {
    const view = fold(2026, { versions: [version], seeds, quarantined }, context);

    expect(groupOf(view)).toMatchObject({ completeness, isLowerBound });
    expect(lineOf(view)).toMatchObject({ completeness, isLowerBound });
  });
});

describe('certainty of KX', () => {
  const early = '2026-02-01';
  const late = '2026-05-01';

  const CASES: readonly (readonly [string, readonly Seed[], string, LineGiven, string, string])[] = [
    ['over by own claims alone', [], early, pt('2480.01'), 'missing', 'certain'],
    ['below, nothing known of others', [], early, pt('100.00'), 'ok', 'depends_on_outside_spend'],
    ['below, spend from the start known', [seed({ amount: '500.00' })], early, pt('100.00'), 'ok', 'certain'],
    [
      'over only with spend of others of a later day',
      [seed({ amount: '2400.00', asOf: '2026-03-31' })],
      early,
      pt('100.00'),
      'missing',
      'depends_on_outside_spend',
    ],
    [
      'over with spend of others, received after that day',
      [seed({ amount: '2400.00', asOf: '2026-03-31' })],
      late,
      pt('100.00'),
      'missing',
      'certain',
    ],
    [
      'KX that is early or right, as the others came',
      [seed({ amount: '2400.00', asOf: '2026-03-31' })],
      early,
      pt('100.00', 'GP KX'),
      'ok',
      'depends_on_outside_spend',
    ],
    [
      'early either way',
      [seed({ amount: '300.00', asOf: '2026-03-31' })],
      early,
      pt('100.00', 'GP KX'),
      'early',
      'certain',
    ],
    [
      'over either way',
      [seed({ amount: '300.00', asOf: '2026-03-31' })],
      early,
      pt('2500.00'),
      'missing',
      'certain',
    ],
    [
      'below either way',
      [seed({ amount: '300.00', asOf: '2026-03-31' })],
      early,
      pt('100.00'),
      'ok',
      'certain',
    ],
  ];

  it.each(CASES)('%s', (_, seeds, received, given, kxAssessment, kxCertainty) => {
    const versions = [claim({ received, lines: [{ ...given, dos: '2026-01-20' }] })];

    expect(lineOf(fold(2026, { versions, seeds }, context))).toMatchObject({
      kxAssessment,
      kxCertainty,
    });
  });
});

describe('sources of the received date', () => {
  const stated = claim({ icn: 'A', received: '2026-03-10' });
  const unstated = claim({ icn: 'B', received: null, paidOn: '2026-03-20' });
  const unstatedOt = claim({ icn: 'B', received: null, paidOn: '2026-03-20', lines: [{ mods: 'GO' }] });

  it.each([
    ['one', [stated], false],
    ['one, the paid date', [unstated], false],
    ['two', [stated, unstated], true],
    ['two, in different groups', [stated, unstatedOt], false],
  ])('%s', (_, versions, hasMixedReceivedSources) => {
    expect(fold(2026, { versions }, context).groups[0]).toMatchObject({ hasMixedReceivedSources });
  });
});
