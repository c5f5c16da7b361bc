// Versions of one claim: each reversal cancels the newest open payment before it.

import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { claimHistories } from '../../lib/domain/claim-history.js';
import type { VersionHeader } from '../../lib/domain/ledger-document.js';
import { CONTRACTOR, OTHER_CONTRACTOR } from '../support/claim-builder.js';
import { payment, reversal } from '../support/header-builder.js';

const KEY = `${CONTRACTOR}|A`;

function keys(headers: readonly VersionHeader[]): readonly string[] {
  return headers.map((header) => header.versionKey);
}

interface Case {
  readonly title: string;
  readonly versions: readonly VersionHeader[];
  readonly open: readonly string[];
  readonly orphans: readonly string[];
}

const JANUARY = payment('A', '2026-01-10');
const FEBRUARY_BACK = reversal('A', '2026-02-10');
const MARCH = payment('A', '2026-03-10');

const CASES: readonly Case[] = [
  { title: 'paid once', versions: [JANUARY], open: ['A+2026-01-10'], orphans: [] },
  { title: 'paid and taken back', versions: [JANUARY, FEBRUARY_BACK], open: [], orphans: [] },
  {
    title: 'paid, taken back, paid again',
    versions: [JANUARY, FEBRUARY_BACK, MARCH],
    open: ['A+2026-03-10'],
    orphans: [],
  },
  {
    title: 'taken back and paid again on one day',
    versions: [JANUARY, FEBRUARY_BACK, payment('A', '2026-02-10')],
    open: ['A+2026-02-10'],
    orphans: [],
  },
  {
    title: 'paid, taken back, paid again, taken back',
    versions: [JANUARY, FEBRUARY_BACK, MARCH, reversal('A', '2026-04-10')],
    open: [],
    orphans: [],
  },
  {
    title: 'paid twice, taken back once: the newest goes',
    versions: [JANUARY, MARCH, reversal('A', '2026-04-10')],
    open: ['A+2026-01-10'],
    orphans: [],
  },
  {
    title: 'a reversal alone',
    versions: [FEBRUARY_BACK],
    open: [],
    orphans: ['A-2026-02-10'],
  },
  {
    title: 'taken back twice: the second finds nothing',
    versions: [JANUARY, FEBRUARY_BACK, reversal('A', '2026-02-20')],
    open: [],
    orphans: ['A-2026-02-20'],
  },
  {
    title: 'a reversal before the payment does not cancel it',
    versions: [FEBRUARY_BACK, MARCH],
    open: ['A+2026-03-10'],
    orphans: ['A-2026-02-10'],
  },
  {
    title: 'paid and taken back on one day',
    versions: [JANUARY, reversal('A', '2026-01-10')],
    open: [],
    orphans: [],
  },
  {
    title: 'paid on the day of a reversal that is no mirror of it',
    versions: [JANUARY, reversal('A', '2026-01-10', { mirrorKey: 'other amounts' })],
    open: ['A+2026-01-10'],
    orphans: ['A-2026-01-10'],
  },
  {
    title: 'taken back, paid again and taken back again on one day',
    versions: [
      JANUARY,
      reversal('A', '2026-02-10', { versionKey: 'b: takes back the first' }),
      payment('A', '2026-02-10', { mirrorKey: 'other amounts' }),
      reversal('A', '2026-02-10', {
        versionKey: 'a: takes back the second',
        mirrorKey: 'other amounts',
      }),
    ],
    open: [],
    orphans: [],
  },
  {
    title: 'the same version twice',
    versions: [JANUARY, JANUARY],
    open: ['A+2026-01-10'],
    orphans: [],
  },
  {
    title: 'the same reversal twice',
    versions: [JANUARY, FEBRUARY_BACK, FEBRUARY_BACK],
    open: [],
    orphans: [],
  },
];

describe('claimHistories', () => {
  it.each(CASES)('$title', ({ versions, open, orphans }) => {
    const history = claimHistories(versions).get(KEY);

    expect(keys(history?.open ?? [])).toEqual(open);
    expect(keys(history?.orphans ?? [])).toEqual(orphans);
  });

  it('gives the same answer in any order of arrival', () => {
    fc.assert(
      fc.property(
        fc
          .constantFrom(...CASES)
          .chain(({ versions }) =>
            fc.tuple(
              fc.constant(versions),
              fc.shuffledSubarray([...versions], { minLength: versions.length }),
            ),
          ),
        ([versions, shuffled]) => {
          expect(claimHistories(shuffled)).toEqual(claimHistories(versions));
        },
      ),
    );
  });

  it('keeps claims of one number under two contractors apart', () => {
    const other = reversal('A', '2026-02-10', { payerId: OTHER_CONTRACTOR });
    const histories = claimHistories([JANUARY, other]);

    expect(keys(histories.get(KEY)?.open ?? [])).toEqual(['A+2026-01-10']);
    expect(keys(histories.get(`${OTHER_CONTRACTOR}|A`)?.orphans ?? [])).toEqual(['A-2026-02-10']);
  });
});
