// Totals, crossings and exposure of one group of one year.

import { describe, expect, it } from '@jest/globals';
import { claim, type LineGiven } from '../support/claim-builder.js';
import { fold, foldContext, groupOf, seed } from '../support/fold-person.js';
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
    const versions = [
      claim({ lines: [pt('2900.00'), { ...pt('250.00'), paid: '196.00' }, pt('40.00')] }),
    ];

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
    const versions = [
      claim({ lines: [pt('2500.00'), { hcpcs: '97530', mods: 'GO', allowed: '10.00' }] }),
    ];
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
    [
      'a later line above it is exposed',
      [before, { ...pt('50.00'), dos: '2012-10-02' }],
      null,
      5_000,
    ],
  ])('%s', (_, lines, crossingLine, exposed) => {
    const group = groupOf(fold(2012, { versions: [claim({ lines })] }, context));

    expect(group.reviewCrossing?.line ?? null).toBe(crossingLine);
    expect(group.reviewExposedAllowedCents).toBe(exposed);
    expect(group.kxCrossing?.line).toBe(1);
  });
});

describe('sources of the received date', () => {
  const stated = claim({ icn: 'A', received: '2026-03-10' });
  const unstated = claim({ icn: 'B', received: null, paidOn: '2026-03-20' });
  const unstatedOt = claim({
    icn: 'B',
    received: null,
    paidOn: '2026-03-20',
    lines: [{ mods: 'GO' }],
  });

  it.each([
    ['one', [stated], false],
    ['one, the paid date', [unstated], false],
    ['two', [stated, unstated], true],
    ['two, in different groups', [stated, unstatedOt], false],
  ])('%s', (_, versions, hasMixedReceivedSources) => {
    expect(fold(2026, { versions }, context).groups[0]).toMatchObject({ hasMixedReceivedSources });
  });
});
