// Which claim replaces which: stated (REF*F8), or inferred where exactly one candidate exists.

import { describe, expect, it } from '@jest/globals';
import { claimHistories } from '../../lib/domain/claim-history.js';
import type { VersionHeader } from '../../lib/domain/ledger-document.js';
import { findReplacements } from '../../lib/domain/replacement-links.js';
import { CONTRACTOR, OTHER_CONTRACTOR } from '../support/claim-builder.js';
import { payment, reversal } from '../support/header-builder.js';

/** `B>A` for a stated link, `B~A` for an inferred one. */
function links(headers: readonly VersionHeader[]): readonly string[] {
  const icn = (claimKey: string): string => claimKey.split('|')[1] ?? '';
  return [...findReplacements(claimHistories(headers))].map(
    ([replacement, { replaces, isInferred }]) =>
      `${icn(replacement)}${isInferred ? '~' : '>'}${icn(replaces)}`,
  );
}

/** Same account, dates and charge: what an unlinked correction has in common with its original. */
const SAME = { accountNumber: 'PT11', matchKey: 'same dates and charge' };

const TAKEN_BACK = [payment('A', '2026-01-10', SAME), reversal('A', '2026-02-10', SAME)];

describe('findReplacements, stated', () => {
  const CASES: readonly (readonly [string, readonly VersionHeader[], readonly string[]])[] = [
    [
      'after a reversal',
      [
        payment('A', '2026-01-10'),
        reversal('A', '2026-02-10'),
        payment('B', '2026-02-10', { replacesIcn: 'A' }),
      ],
      ['B>A'],
    ],
    [
      'without a reversal',
      [payment('A', '2026-01-10'), payment('B', '2026-02-10', { replacesIcn: 'A' })],
      ['B>A'],
    ],
    [
      'of a claim of which only the reversal is known',
      [reversal('A', '2026-02-10'), payment('B', '2026-02-10', { replacesIcn: 'A' })],
      ['B>A'],
    ],
    ['of a claim that is not known', [payment('B', '2026-02-10', { replacesIcn: 'A' })], []],
    ['of itself: a repayment', [payment('B', '2026-02-10', { replacesIcn: 'B' })], []],
    [
      'of a claim of another contractor',
      [
        payment('A', '2026-01-10', { payerId: OTHER_CONTRACTOR }),
        payment('B', '2026-02-10', { replacesIcn: 'A' }),
      ],
      [],
    ],
    [
      'by the newest payment that states one',
      [
        payment('A', '2026-01-10'),
        payment('C', '2026-01-11'),
        payment('B', '2026-02-10', { replacesIcn: 'A' }),
        payment('B', '2026-03-10', { replacesIcn: 'C' }),
      ],
      ['B>C'],
    ],
    [
      'in a chain',
      [
        payment('A', '2026-01-10'),
        payment('B', '2026-02-10', { replacesIcn: 'A' }),
        payment('C', '2026-03-10', { replacesIcn: 'B' }),
      ],
      ['B>A', 'C>B'],
    ],
  ];

  it.each(CASES)('%s', (_, headers, expected) => {
    expect(links(headers)).toEqual(expected);
  });

  it.each([
    ['two claims', ['A>B', 'B>A']],
    ['three claims', ['A>B', 'B>C', 'C>A']],
  ])('never form a circle: %s', (_, stated) => {
    const headers = stated.map((link) => {
      const [icn = '', replacesIcn = ''] = link.split('>');
      return payment(icn, '2026-01-10', { replacesIcn });
    });

    expect(links(headers)).toHaveLength(stated.length - 1);
  });
});

describe('findReplacements, inferred', () => {
  const CASES: readonly (readonly [string, readonly VersionHeader[], readonly string[]])[] = [
    ['one candidate', [...TAKEN_BACK, payment('B', '2026-02-10', SAME)], ['B~A']],
    ['paid later', [...TAKEN_BACK, payment('B', '2026-05-10', SAME)], ['B~A']],
    ['paid before the reversal', [...TAKEN_BACK, payment('B', '2026-02-09', SAME)], []],
    [
      'two candidates',
      [...TAKEN_BACK, payment('B', '2026-02-10', SAME), payment('C', '2026-02-11', SAME)],
      [],
    ],
    [
      'two claims taken back, one candidate',
      [
        ...TAKEN_BACK,
        payment('D', '2026-01-12', SAME),
        reversal('D', '2026-02-01', SAME),
        payment('B', '2026-02-10', SAME),
      ],
      [],
    ],
    [
      'another account',
      [...TAKEN_BACK, payment('B', '2026-02-10', { ...SAME, accountNumber: 'PT12' })],
      [],
    ],
    [
      'other dates or charge',
      [...TAKEN_BACK, payment('B', '2026-02-10', { ...SAME, matchKey: 'other' })],
      [],
    ],
    [
      'another contractor',
      [...TAKEN_BACK, payment('B', '2026-02-10', { ...SAME, payerId: OTHER_CONTRACTOR })],
      [],
    ],
    [
      'no account number on either',
      [
        payment('A', '2026-01-10', { ...SAME, accountNumber: null }),
        reversal('A', '2026-02-10', { ...SAME, accountNumber: null }),
        payment('B', '2026-02-10', { ...SAME, accountNumber: null }),
      ],
      [],
    ],
    [
      'the first was not taken back: two claims',
      [payment('A', '2026-01-10', SAME), payment('B', '2026-02-10', SAME)],
      [],
    ],
    [
      'the first is replaced already',
      [
        ...TAKEN_BACK,
        payment('C', '2026-02-10', { replacesIcn: 'A' }),
        payment('B', '2026-02-10', SAME),
      ],
      ['C>A'],
    ],
    [
      'the candidate names another claim',
      [...TAKEN_BACK, payment('B', '2026-02-10', { ...SAME, replacesIcn: 'Z' })],
      [],
    ],
    [
      'the candidate was taken back itself',
      [
        ...TAKEN_BACK,
        payment('B', '2026-02-10', SAME),
        reversal('B', '2026-03-10', { ...SAME, mirrorKey: 'mirror B' }),
      ],
      [],
    ],
  ];

  it.each(CASES)('%s', (_, headers, expected) => {
    expect(links(headers)).toEqual(expected);
  });

  it('never forms a circle with a stated link', () => {
    const original = payment('A', '2026-03-10', SAME);
    const correction = payment('B', '2026-03-10', { ...SAME, replacesIcn: 'A' });
    const takenBack = reversal('B', '2026-03-10', SAME);
    const found = findReplacements(claimHistories([original, correction, takenBack]));

    expect(found.get(`${CONTRACTOR}|B`)).toEqual({
      replaces: `${CONTRACTOR}|A`,
      isInferred: false,
    });
    expect(found.get(`${CONTRACTOR}|A`)).toBeUndefined();
  });
});
