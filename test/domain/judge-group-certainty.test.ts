// What is known of a total, and how certain the answer about KX is (SEED-1).

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
    [
      'a seed as of a later day',
      [seed({ amount: '500.00', asOf: '2026-03-31' })],
      [],
      'seeded',
      false,
    ],
    [
      'a seed older than our newest claim',
      [seed({ amount: '500.00', asOf: '2026-02-01' })],
      [],
      'seeded',
      true,
    ],
    ['a seed of the other group', [seed({ amount: '500.00', group: 'OT' })], [], 'own_only', true],
    ['a quarantined claim of the year', [OUTSIDE], [mark()], 'own_only', true],
    ['a quarantined claim of another year', [OUTSIDE], [mark({ year: 2025 })], 'seeded', false],
    ['a quarantined claim of no known year', [OUTSIDE], [mark({ year: null })], 'own_only', true],
    ['a quarantined claim without number', [OUTSIDE], [mark({ claimKey: null })], 'own_only', true],
    [
      'quarantined, then accepted',
      [OUTSIDE],
      [mark({ claimKey: `${CONTRACTOR}|A` })],
      'seeded',
      false,
    ],
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

  const CASES: readonly (readonly [string, readonly Seed[], string, LineGiven, string, string])[] =
    [
      ['over by own claims alone', [], early, pt('2480.01'), 'missing', 'certain'],
      ['below, nothing known of others', [], early, pt('100.00'), 'ok', 'depends_on_outside_spend'],
      [
        'below, spend from the start known',
        [seed({ amount: '500.00' })],
        early,
        pt('100.00'),
        'ok',
        'certain',
      ],
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
