// Where a case stands: by its last entry, on the version that stood then, and what is due.

import { describe, expect, it } from '@jest/globals';
import { caseState, entriesBy, type CaseClocks } from '../../../lib/pipeline/cases/case-state.js';
import { caseClocks } from '../../../lib/pipeline/cases/case-clocks.js';
import type { CaseEntry, CaseVersion } from '../../../lib/ports/case-store.js';
import { day } from '../../support/amounts.js';
import { caseEntry } from '../../ports/case-store.suite.js';

const CLOCKS: CaseClocks = { refundDays: 60, investigationDays: 180 };
const STOOD = caseEntry('c1', 1).decidedOn;
const line = (more: Partial<Extract<CaseVersion, { kind: 'line' }>>): CaseVersion => {
  if (STOOD.kind !== 'line') throw new Error('a case about a line');
  return { ...STOOD, ...more };
};
const cause = (lines: number): CaseVersion => ({
  kind: 'cause',
  lines,
  exposedPaidCents: 100,
  underBilledChargeCents: 0,
});
const on = (date: string, number: number, more: Partial<CaseEntry>): CaseEntry =>
  caseEntry('c1', number, { enteredAt: `${date}T10:00:00.000Z`, ...more });

describe('a case', () => {
  it('is none where nobody decided anything', () => {
    expect(caseState([], STOOD, CLOCKS)).toBeNull();
  });

  it.each([
    ['as it was', STOOD, { status: 'resolved', isSettled: true, isReopened: false }],
    ['gone', null, { status: 'resolved', isSettled: true, isReopened: false }],
    [
      'corrected',
      line({ versionKey: 'v2' }),
      { status: 'open', isSettled: false, isReopened: true },
    ],
    ['another finding', line({ finding: 'missing' }), { status: 'open', isReopened: true }],
    ['no finding', line({ finding: null }), { status: 'open', isReopened: true }],
  ])('stands by what is there now: %s', (_what, present, expected) => {
    const entries = [on('2026-05-04', 1, { status: 'resolved' })];

    expect(caseState(entries, present, CLOCKS)).toMatchObject({ owner: 'dana', ...expected });
  });

  it.each([
    ['fewer lines', 2, 'accepted_risk'],
    ['as many', 3, 'accepted_risk'],
    ['more', 4, 'open'],
  ])('about a cause with %s than when it was decided', (_what, lines, status) => {
    const entries = [on('2026-05-04', 1, { decidedOn: cause(3), status: 'accepted_risk' })];

    expect(caseState(entries, cause(lines), CLOCKS)?.status).toBe(status);
  });

  it.each([
    ['in_review', '2026-10-31'],
    ['confirmed', '2026-07-03'],
    ['resolved', null],
    ['open', null],
  ] as const)('%s is due by the clock that it starts', (status, dueDay) => {
    const entries = [
      on('2026-05-04', 1, { status }),
      // A word to somebody starts no clock anew.
      on('2026-06-01', 2, { status, owner: 'sam', note: 'yours now' }),
    ];

    expect(caseState(entries, STOOD, CLOCKS)).toMatchObject({ since: '2026-05-04', dueDay });
  });

  it('is not due where nothing was paid, or where no clock is known', () => {
    const denied = { decidedOn: line({ paidCents: 0 }), status: 'confirmed' } as const;
    const known = [on('2026-05-04', 1, { status: 'confirmed' })];

    const unpaid = caseState([on('2026-05-04', 1, denied)], denied.decidedOn, CLOCKS);
    expect(unpaid?.dueDay).toBeNull();
    expect(caseState(known, STOOD, caseClocks([]))?.dueDay).toBeNull();
  });

  it('counts anew when a new version is confirmed', () => {
    const entries = [
      on('2026-05-04', 1, { status: 'confirmed' }),
      on('2026-06-01', 2, { status: 'confirmed', decidedOn: line({ versionKey: 'v2' }) }),
    ];

    const state = caseState(entries, line({ versionKey: 'v2' }), CLOCKS);
    expect(state).toMatchObject({ since: '2026-06-01', dueDay: '2026-07-31', entries: 2 });
  });

  it.each([
    ['confirmed', [['2026-05-04', 'confirmed']], '2026-07-03', '2026-07-03', null],
    [
      'investigated after it was confirmed: the days stand still',
      [
        ['2026-05-04', 'confirmed'],
        ['2026-05-14', 'in_review'],
      ],
      '2026-10-31',
      '2026-12-20',
      '2026-10-31',
    ],
    [
      'confirmed again: the investigation is over',
      [
        ['2026-05-04', 'confirmed'],
        ['2026-05-14', 'in_review'],
        ['2026-05-20', 'in_review'],
        ['2026-05-24', 'confirmed'],
      ],
      '2026-07-13',
      '2026-07-13',
      null,
    ],
    [
      'looked at before anything was known: no day of the sixty',
      [
        ['2026-05-04', 'in_review'],
        ['2026-05-14', 'confirmed'],
      ],
      '2026-07-13',
      '2026-07-13',
      null,
    ],
    [
      'investigated too late: it is due',
      [
        ['2026-05-04', 'confirmed'],
        ['2026-07-04', 'in_review'],
      ],
      '2026-07-03',
      '2026-07-03',
      null,
    ],
    [
      'opened in between: the account begins anew',
      [
        ['2026-05-04', 'confirmed'],
        ['2026-05-14', 'open'],
        ['2026-05-24', 'confirmed'],
      ],
      '2026-07-23',
      '2026-07-23',
      null,
    ],
  ] as const)('of a wrong payment, %s', (_what, said, dueDay, returnBy, suspendedTo) => {
    const entries = said.map(([date, status], at) => on(date, at + 1, { status }));

    expect(caseState(entries, STOOD, CLOCKS)).toMatchObject({
      dueDay,
      refund: { returnBy, suspendedTo },
    });
  });

  it('has nothing to return once it was paid back, or where nothing was paid', () => {
    const confirmed = on('2026-05-04', 1, { status: 'confirmed' });
    const back = [confirmed, on('2026-06-01', 2, { status: 'refunded' })];
    const decidedOn = line({ paidCents: 0 });
    const unpaid = [on('2026-05-04', 1, { status: 'confirmed', decidedOn })];

    expect(caseState(back, STOOD, CLOCKS)?.refund).toBeNull();
    expect(caseState(unpaid, decidedOn, CLOCKS)?.refund).toBeNull();
    expect(caseState([confirmed], line({ versionKey: 'v2' }), CLOCKS)?.refund).toBeNull();
  });

  it('knows at the end of a day what was entered by then', () => {
    const entries = [on('2026-05-31', 1, {}), on('2026-06-01', 2, { status: 'resolved' })];

    expect(entriesBy(entries, day('2026-05-31'))).toHaveLength(1);
    expect(entriesBy(entries, day('2026-05-30'))).toEqual([]);
    expect(entriesBy(entries, day('2026-06-01'))).toHaveLength(2);
  });
});
