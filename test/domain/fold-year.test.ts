// The fold as a whole: order of accrual, years, lines of no group, notes of a line.

import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { foldYear, yearsOf } from '../../lib/domain/fold-year.js';
import { claim, reversalOf } from '../support/claim-builder.js';
import { fold, foldContext, groupOf, lineOf, person, seed } from '../support/fold-person.js';
import { testReference } from '../support/test-reference.js';

const reference = await testReference();
const context = foldContext(reference);

/** `A/1, A/2, B/1` in the order of the fold. */
function order(versions: readonly ReturnType<typeof claim>[], settings = context): string {
  const view = fold(2026, { versions }, settings);
  return view.lines.map((each) => `${each.claim.icn}/${each.line.line}`).join(', ');
}

describe('the order of accrual', () => {
  const early = { dos: '2026-01-05' };
  const late = { dos: '2026-03-05' };

  it.each([
    [
      'received date first',
      [
        claim({ icn: 'A', received: '2026-04-01', lines: [early] }),
        claim({ icn: 'B', received: '2026-03-10', lines: [late] }),
      ],
      'B/1, A/1',
    ],
    [
      'then control number',
      [
        claim({ icn: 'B', received: '2026-04-01', lines: [early] }),
        claim({ icn: 'A', received: '2026-04-01', lines: [late] }),
      ],
      'A/1, B/1',
    ],
    [
      'then line, as a number',
      [
        claim({
          lines: [
            { ...late, line: 10 },
            { ...early, line: 9 },
          ],
        }),
      ],
      'A/9, A/10',
    ],
    [
      'a correction where its original stood, before a claim that came between',
      [
        claim({ icn: 'A', received: '2026-01-10', lines: [early] }),
        claim({ icn: 'B', received: '2026-02-10', lines: [late] }),
        claim({ icn: 'C', received: '2026-03-10', replacesIcn: 'A', lines: [early] }),
      ],
      'C/1, B/1',
    ],
    [
      'a correction among claims of the day of its original, by the number of that',
      [
        claim({ icn: 'A', received: '2026-01-10', lines: [early] }),
        claim({ icn: 'B', received: '2026-01-10', lines: [late] }),
        claim({ icn: 'Z', received: '2026-03-10', replacesIcn: 'A', lines: [early] }),
      ],
      'Z/1, B/1',
    ],
  ])('%s', (_, versions, expected) => {
    expect(order(versions)).toBe(expected);
  });

  it('goes by service date where the setting says so, then as received', () => {
    const versions = [
      claim({ icn: 'A', received: '2026-04-01', lines: [late, early] }),
      claim({ icn: 'B', received: '2026-03-10', lines: [late] }),
    ];

    expect(order(versions, foldContext(reference, { order: 'dos' }))).toBe('A/2, B/1, A/1');
  });

  it('leaves a correction at its own received date where the setting says so', () => {
    const versions = [
      claim({ icn: 'A', received: '2026-01-10' }),
      claim({ icn: 'B', received: '2026-02-10' }),
      claim({ icn: 'C', received: '2026-03-10', replacesIcn: 'A' }),
    ];

    expect(order(versions, foldContext(reference, { correctionPlacement: 'append' }))).toBe(
      'B/1, C/1',
    );
  });

  it('does not depend on the order in which versions are stored', () => {
    const versions = ['A', 'B', 'C', 'D', 'E'].map((icn, at) =>
      claim({ icn, received: `2026-03-0${1 + (at % 3)}`, lines: [{}, { mods: 'GO' }] }),
    );

    fc.assert(
      fc.property(fc.shuffledSubarray(versions, { minLength: 5 }), (shuffled) => {
        expect(fold(2026, { versions: shuffled }, context)).toEqual(
          fold(2026, { versions }, context),
        );
      }),
      { numRuns: 20 },
    );
  });
});

describe('years', () => {
  const straddling = claim({
    lines: [
      { dos: '2025-12-30', allowed: '40.00' },
      { dos: '2026-01-02', allowed: '60.00' },
    ],
  });

  it('take a line by its own day of service', () => {
    const given = { versions: [straddling] };

    expect(groupOf(fold(2025, given, context)).accumulatedCents).toBe(4_000);
    expect(groupOf(fold(2026, given, context)).accumulatedCents).toBe(6_000);
    expect(yearsOf(person(given))).toEqual([2025, 2026]);
  });

  it('count a version once that two documents hold', () => {
    const given = { versions: [straddling, straddling] };

    expect(groupOf(fold(2026, given, context)).accumulatedCents).toBe(6_000);
  });

  it('are known by a seed alone', () => {
    const given = { versions: [], seeds: [seed({ amount: '500.00', year: 2024, group: 'OT' })] };

    expect(yearsOf(person(given))).toEqual([2024]);
    expect(fold(2024, given, context)).toMatchObject({
      lines: [],
      groups: [{ group: 'OT', accumulatedCents: 50_000, kxCrossing: null }],
    });
  });

  it('hold nothing that nobody told', () => {
    expect(foldYear(2026, person({ versions: [] }), context)).toEqual({
      year: 2026,
      groups: [],
      lines: [],
    });
  });
});

describe('a line of no group', () => {
  it.each([
    [
      'another payer',
      claim({ filingIndicator: '16', lines: [{ mods: 'GP KX' }] }),
      'PAYER_EXCLUDED',
    ],
    ['a setting', claim({ typeOfBill: '0111', lines: [{ mods: 'GP KX' }] }), 'SETTING_EXCLUDED'],
    ['two disciplines', claim({ lines: [{ mods: 'GP GO KX' }] }), 'MULTIPLE_DISCIPLINE_MODIFIERS'],
    ['no discipline', claim({ lines: [{ mods: 'KX' }] }), 'DISCIPLINE_UNRESOLVED'],
  ])('accrues nothing and ignores its KX: %s', (_, version, flag) => {
    const view = fold(2026, { versions: [version] }, context);

    expect(view.groups).toEqual([]);
    expect(lineOf(view)).toMatchObject({
      group: null,
      accruedCents: 0,
      beforeCents: null,
      afterCents: null,
      kxExpected: 'not_applicable',
      kxAssessment: 'not_applicable',
      flags: [flag, 'KX_NON_THERAPY_IGNORED'],
    });
  });

  it('has no flag when it is simply not therapy', () => {
    const view = fold(
      2026,
      { versions: [claim({ lines: [{ hcpcs: '99213', mods: '' }] })] },
      context,
    );

    expect(lineOf(view)).toMatchObject({ group: null, flags: [] });
  });
});

describe('notes', () => {
  const SAME = { accountNumber: 'PT11' };
  const original = claim({ icn: 'A', ...SAME });

  it.each([
    [
      'rebuilt',
      [claim({ lines: [{ allowed: null, paid: '80.00', cas: 'PR-2 20.00' }] })],
      'A',
      'ALLOWED_REBUILT',
    ],
    ['unbalanced', [claim({ lines: [{ isBalanced: false }] })], 'A', 'LINE_UNBALANCED'],
    ['an assistant', [claim({ lines: [{ mods: 'GP CQ' }] })], 'A', 'ASSISTANT_FURNISHED'],
    [
      'repaid',
      [
        original,
        reversalOf(original, '2026-04-01'),
        claim({ icn: 'A', ...SAME, paidOn: '2026-05-01' }),
      ],
      'A',
      'REPAID_UNDER_SAME_ICN',
    ],
    [
      'an inferred link',
      [
        original,
        reversalOf(original, '2026-04-01'),
        claim({ icn: 'B', ...SAME, paidOn: '2026-05-01' }),
      ],
      'B',
      'LINK_INFERRED',
    ],
  ])('say so: %s', (_, versions, icn, note) => {
    expect(lineOf(fold(2026, { versions }, context), icn).notes).toContain(note);
  });

  it('say nothing of an ordinary line', () => {
    expect(lineOf(fold(2026, { versions: [claim()] }, context)).notes).toEqual([]);
  });
});
