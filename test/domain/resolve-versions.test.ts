// Which version counts and where it stands: a pure function of the set of version headers.

import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { VersionHeader } from '../../lib/domain/ledger-document.js';
import { resolveVersions } from '../../lib/domain/resolve-versions.js';
import { day } from '../support/amounts.js';
import { payment, reversal } from '../support/header-builder.js';

const SETTINGS = { correctionPlacement: 'original', icnLayouts: new Map() } as const;
const SAME = { accountNumber: 'PT11', matchKey: 'same dates and charge' };

interface Case {
  readonly title: string;
  readonly versions: readonly VersionHeader[];
  /** State of each version by its key. */
  readonly states: Readonly<Record<string, string>>;
  /** `received day, ICN` of the current versions that stand elsewhere than at their own place. */
  readonly places?: Readonly<Record<string, string>>;
}

const A = payment('A', '2026-01-10');
const A_BACK = reversal('A', '2026-02-10');
const B_FOR_A = payment('B', '2026-02-10', { replacesIcn: 'A' });
const B_BACK = reversal('B', '2026-03-10');
const C_FOR_B = payment('C', '2026-04-10', { replacesIcn: 'B' });

const CASES: readonly Case[] = [
  { title: 'a claim alone', versions: [A], states: { 'A+2026-01-10': 'current' } },
  {
    title: 'original, reversal, repayment under one number',
    versions: [A, A_BACK, payment('A', '2026-02-20')],
    states: { 'A+2026-01-10': 'reversed', 'A-2026-02-10': 'reversal', 'A+2026-02-20': 'current' },
  },
  {
    title: 'paid twice without a reversal: the later one counts',
    versions: [A, payment('A', '2026-02-20')],
    states: { 'A+2026-01-10': 'superseded', 'A+2026-02-20': 'current' },
  },
  {
    title: 'a reversal of something unknown',
    versions: [A_BACK],
    states: { 'A-2026-02-10': 'orphan_reversal' },
  },
  {
    title: 'taken back twice',
    versions: [A, A_BACK, reversal('A', '2026-02-20')],
    states: {
      'A+2026-01-10': 'reversed',
      'A-2026-02-10': 'reversal',
      'A-2026-02-20': 'orphan_reversal',
    },
  },
  {
    title: 'paid and taken back on one day',
    versions: [A, reversal('A', '2026-01-10')],
    states: { 'A+2026-01-10': 'reversed', 'A-2026-01-10': 'reversal' },
  },
  {
    title: 'a replacement with its reversal',
    versions: [A, A_BACK, B_FOR_A],
    states: { 'A+2026-01-10': 'reversed', 'A-2026-02-10': 'reversal', 'B+2026-02-10': 'current' },
    places: { 'B+2026-02-10': '2026-01-10, A' },
  },
  {
    title: 'a replacement without a reversal',
    versions: [A, B_FOR_A],
    states: { 'A+2026-01-10': 'superseded', 'B+2026-02-10': 'current' },
    places: { 'B+2026-02-10': '2026-01-10, A' },
  },
  {
    title: 'a replacement taken back revives an original that was not taken back',
    versions: [A, B_FOR_A, B_BACK],
    states: { 'A+2026-01-10': 'current', 'B+2026-02-10': 'reversed', 'B-2026-03-10': 'reversal' },
  },
  {
    title: 'a replacement taken back does not revive an original that was taken back',
    versions: [A, A_BACK, B_FOR_A, B_BACK],
    states: {
      'A+2026-01-10': 'reversed',
      'A-2026-02-10': 'reversal',
      'B+2026-02-10': 'reversed',
      'B-2026-03-10': 'reversal',
    },
  },
  {
    title: 'a chain of three',
    versions: [A, B_FOR_A, C_FOR_B],
    states: {
      'A+2026-01-10': 'superseded',
      'B+2026-02-10': 'superseded',
      'C+2026-04-10': 'current',
    },
    places: { 'C+2026-04-10': '2026-01-10, A' },
  },
  {
    title: 'a chain of three, the middle taken back',
    versions: [A, B_FOR_A, B_BACK, C_FOR_B],
    states: {
      'A+2026-01-10': 'superseded',
      'B+2026-02-10': 'reversed',
      'B-2026-03-10': 'reversal',
      'C+2026-04-10': 'current',
    },
    places: { 'C+2026-04-10': '2026-01-10, A' },
  },
  {
    title: 'a chain of three, the last taken back: the middle counts again',
    versions: [A, B_FOR_A, C_FOR_B, reversal('C', '2026-05-10')],
    states: {
      'A+2026-01-10': 'superseded',
      'B+2026-02-10': 'current',
      'C+2026-04-10': 'reversed',
      'C-2026-05-10': 'reversal',
    },
    places: { 'B+2026-02-10': '2026-01-10, A' },
  },
  {
    title: 'two replacements of one claim both count',
    versions: [A, B_FOR_A, payment('C', '2026-04-10', { replacesIcn: 'A' })],
    states: { 'A+2026-01-10': 'superseded', 'B+2026-02-10': 'current', 'C+2026-04-10': 'current' },
    places: { 'B+2026-02-10': '2026-01-10, A', 'C+2026-04-10': '2026-01-10, A' },
  },
  {
    title: 'a replacement of a claim that is not known stands for itself',
    versions: [B_FOR_A],
    states: { 'B+2026-02-10': 'current' },
  },
  {
    title: 'two claims that name each other: one of them counts',
    versions: [payment('A', '2026-01-10', { replacesIcn: 'B' }), B_FOR_A],
    states: { 'A+2026-01-10': 'current', 'B+2026-02-10': 'superseded' },
    places: { 'A+2026-01-10': '2026-02-10, B' },
  },
  {
    title: 'an inferred replacement takes the place too',
    versions: [
      payment('A', '2026-01-10', SAME),
      reversal('A', '2026-02-10', SAME),
      payment('B', '2026-02-10', SAME),
    ],
    states: { 'A+2026-01-10': 'reversed', 'A-2026-02-10': 'reversal', 'B+2026-02-10': 'current' },
    places: { 'B+2026-02-10': '2026-01-10, A' },
  },
  {
    title: 'a correction taken back on the day of its original, alike in account, dates and charge',
    versions: [
      payment('A', '2026-03-10', SAME),
      payment('B', '2026-03-10', { ...SAME, replacesIcn: 'A' }),
      reversal('B', '2026-03-10', SAME),
    ],
    states: { 'A+2026-03-10': 'current', 'B+2026-03-10': 'reversed', 'B-2026-03-10': 'reversal' },
  },
];

function states(versions: readonly VersionHeader[]): Readonly<Record<string, string>> {
  const resolution = resolveVersions(versions, SETTINGS);
  return Object.fromEntries([...resolution].map(([key, { kind }]) => [key, kind]));
}

describe('resolveVersions', () => {
  it.each(CASES)('$title', ({ versions, states: expected }) => {
    expect(states(versions)).toEqual(expected);
  });

  it.each(CASES)('places: $title', ({ versions, places = {} }) => {
    const resolution = resolveVersions(versions, SETTINGS);
    const current = versions.filter(
      (version) => resolution.get(version.versionKey)?.kind === 'current',
    );
    const found = current.map((version) => {
      const state = resolution.get(version.versionKey);
      return `${state?.received.day}, ${state?.placeIcn}`;
    });

    expect(found).toEqual(
      current.map(
        ({ versionKey, receivedDate, icn }) => places[versionKey] ?? `${receivedDate}, ${icn}`,
      ),
    );
  });

  it('leaves a correction at its own place where the setting says so', () => {
    const resolution = resolveVersions([A, A_BACK, B_FOR_A], {
      ...SETTINGS,
      correctionPlacement: 'append',
    });

    expect(resolution.get('B+2026-02-10')).toMatchObject({
      kind: 'current',
      received: { day: '2026-02-10', source: 'stated' },
      placeIcn: 'B',
    });
  });

  it('inherits the received date by its best source, with the source', () => {
    const original = payment('1126012000300', '2026-02-10', { receivedDate: null });
    const correction = payment('B', '2026-03-10', {
      receivedDate: day('2026-03-01'),
      replacesIcn: original.icn,
    });
    const layout = { yearAt: 2, yearDigits: 2, dayAt: 4 } as const;
    const resolution = resolveVersions([original, correction], {
      ...SETTINGS,
      icnLayouts: new Map([[original.payerId, layout]]),
    });

    expect(resolution.get(correction.versionKey)?.received).toEqual({
      day: '2026-01-12',
      source: 'icn',
    });
  });

  it.each(CASES)('any order, any duplication: $title', ({ versions }) => {
    const length = versions.length;
    const rearranged = fc
      .tuple(fc.shuffledSubarray([...versions], { minLength: length }), fc.subarray([...versions]))
      .map(([all, again]) => [...again, ...all]);

    fc.assert(
      fc.property(rearranged, (headers) => {
        const resolve = (set: readonly VersionHeader[]) =>
          [...resolveVersions(set, SETTINGS)].sort(([left], [right]) => (left < right ? -1 : 1));

        expect(resolve(headers)).toEqual(resolve(versions));
      }),
      { numRuns: 30 },
    );
  });
});
