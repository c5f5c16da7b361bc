// Totals under mistaken rules, by hand: the other group's, and of charges (the made-up lines charge
// twice what is allowed).

import { expect, it } from '@jest/globals';
import { mistakenTotals } from '../../../lib/domain/measures/mistaken-totals.js';
import { fakeJudgedYear } from '../../pipeline/lake/fake-ledger.js';

it('follows the other group and the charges, outside spend included', () => {
  const { view } = fakeJudgedYear({
    token: 'k1_a',
    year: 2026,
    outside: { OT: 500 },
    lines: [
      { icn: '1', day: '2026-01-05', cents: 1_000 },
      { icn: '2', day: '2026-01-06', cents: 200, discipline: 'GO' },
      { icn: '3', day: '2026-01-07', cents: 70, discipline: 'GN' },
      { icn: '4', day: '2026-01-08', cents: 40, isDenied: true },
      { icn: '5', day: '2026-01-09', cents: 9, discipline: null },
      { icn: '6', day: '2026-01-10', cents: 3, discipline: 'GO' },
    ],
  });
  const totals = mistakenTotals(view.groups);

  expect(view.lines.map((line) => totals.next(line))).toEqual([
    { otherBeforeCents: 500, chargesBeforeCents: 0 },
    { otherBeforeCents: 1_000, chargesBeforeCents: 500 },
    { otherBeforeCents: 700, chargesBeforeCents: 2_000 },
    { otherBeforeCents: 700, chargesBeforeCents: 2_140 },
    null,
    { otherBeforeCents: 1_070, chargesBeforeCents: 900 },
  ]);
});
