// Events are the difference of what stood and what stands; a crossing that moves is none.

import { describe, expect, it } from '@jest/globals';
import { crossingChanges, standingCrossings } from '../../lib/domain/crossing-events.js';
import type { StandingCrossing, ThresholdKind } from '../../lib/domain/ledger-document.js';
import type { ThresholdGroup } from '../../lib/domain/reference.js';
import { toCents } from '../../lib/domain/money.js';
import { claim } from '../support/claim-builder.js';
import { fold, foldContext } from '../support/fold-person.js';
import { testReference } from '../support/test-reference.js';

const reference = await testReference();

function standing(group: ThresholdGroup, threshold: ThresholdKind, icn = 'A'): StandingCrossing {
  return {
    year: 2026,
    group,
    threshold,
    thresholdCents: toCents(threshold === 'kx' ? 248_000 : 300_000),
    claim: icn,
    line: 1,
    versionKey: `version of ${icn}`,
    beforeCents: toCents(240_000),
    afterCents: toCents(310_000),
  };
}

const PT_KX = standing('PT_SLP', 'kx');
const PT_REVIEW = standing('PT_SLP', 'review');
const OT_KX = standing('OT', 'kx');

describe('crossingChanges', () => {
  const CASES: readonly (readonly [
    string,
    readonly StandingCrossing[],
    readonly StandingCrossing[],
    readonly string[],
  ])[] = [
    ['nothing stood, nothing stands', [], [], []],
    ['a first crossing', [], [PT_KX], ['PT_SLP kx.crossed A']],
    ['two at once', [], [PT_KX, PT_REVIEW], ['PT_SLP kx.crossed A', 'PT_SLP review.crossed A']],
    ['it still stands', [PT_KX], [PT_KX], []],
    ['it moves to another claim', [PT_KX], [standing('PT_SLP', 'kx', 'B')], []],
    ['it is gone', [PT_KX], [], ['PT_SLP kx.cleared']],
    ['one goes, one stays', [PT_KX, PT_REVIEW], [PT_KX], ['PT_SLP review.cleared']],
    [
      'one group clears, the other crosses',
      [PT_KX],
      [OT_KX],
      ['PT_SLP kx.cleared', 'OT kx.crossed A'],
    ],
  ];

  it.each(CASES)('%s', (_, before, after, expected) => {
    const changes = crossingChanges(2026, before, after);

    expect(
      changes.map(({ group, type, crossing }) =>
        crossing === null ? `${group} ${type}` : `${group} ${type} ${crossing.claim}`,
      ),
    ).toEqual(expected);
    expect(changes.every((change) => change.year === 2026)).toBe(true);
  });
});

describe('standingCrossings', () => {
  it('lists at most one of each kind and group, in a fixed order', () => {
    const lines = [
      { hcpcs: '97530', mods: 'GO', allowed: '2600.00' },
      { allowed: '3100.00' },
      { allowed: '50.00' },
    ];
    const view = fold(2026, { versions: [claim({ lines })] }, foldContext(reference));

    expect(
      standingCrossings(view).map((each) => `${each.group} ${each.threshold} ${each.line}`),
    ).toEqual(['PT_SLP kx 2', 'PT_SLP review 2', 'OT kx 1']);
  });

  it('lists none where nothing is crossed', () => {
    const view = fold(2026, { versions: [claim()] }, foldContext(reference));

    expect(standingCrossings(view)).toEqual([]);
  });
});
