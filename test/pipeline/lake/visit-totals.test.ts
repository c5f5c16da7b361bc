// Sums of a visit stand on its first line, and on no other: what they say of lines in any order,
// and that nothing is lost or counted twice.

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { visitTotals, type VisitLine } from '../../../lib/pipeline/lake/visit-totals.js';
import { fakeJudgedYear, type FakeLine } from './fake-ledger.js';

interface Given extends Partial<FakeLine> {
  readonly minutes?: number | null;
  readonly limit?: number | null;
  readonly setting?: string;
}

function visitLines(given: readonly Given[]): readonly VisitLine[] {
  const lines = given.map((line, at) => ({ icn: String(at), day: DAY, cents: 100, ...line }));
  const { view } = fakeJudgedYear({ token: 'k1_a', year: 2026, lines });
  return view.lines.map((judged, at) => ({
    judged,
    facts: { timedMinutes: given[at]?.minutes ?? null, unitLimit: given[at]?.limit ?? null },
    setting: given[at]?.setting ?? 'professional',
    renderingNpi: judged.line.renderingNpi,
  }));
}

const DAY = '2026-02-03';
const A = { rendering: 'A', billing: 'X', minutes: 30, limit: 4, units: 2 };

describe('visitTotals', () => {
  it.each<[string, readonly Given[], (number | null)[], (number | null)[]]>([
    ['adds up a visit', [A, { ...A, minutes: 15 }], [45, null], [4, null]],
    ['tells days apart', [A, { ...A, day: '2026-02-04' }], [30, 30], [2, 2]],
    ['tells therapists apart', [A, { ...A, rendering: 'B' }, A], [60, 30, null], [4, 2, null]],
    ['tells disciplines apart', [A, { ...A, discipline: 'GO' }], [30, 30], [2, 2]],
    ['tells settings apart', [A, { ...A, setting: 'hospital' }], [30, 30], [2, 2]],
    ['tells states apart', [A, { ...A, claim: { billingState: null } }], [30, 30], [2, 2]],
    ['tells codes apart', [A, { ...A, hcpcs: '97112' }], [60, null], [2, 2]],
    [
      'joins one group with another',
      [A, { ...A, discipline: 'GN' }, A],
      [60, 30, null],
      [4, 2, null],
    ],
    ['has no visit of denied lines', [{ ...A, isDenied: true }, A], [null, 30], [null, 2]],
    ['has no visit of other care', [{ ...A, discipline: null }, A], [null, 30], [null, 2]],
    ['has no visit with nobody', [{ ...A, rendering: null }, A], [null, 30], [null, 2]],
    ['counts a visit without minutes', [{ ...A, minutes: null }, A], [30, null], [4, null]],
    ['leaves codes without a limit out', [{ ...A, limit: null }, A], [60, null], [null, 2]],
    [
      'holds no more than a week in a visit',
      [
        { ...A, minutes: 10_080 },
        { ...A, minutes: 10_080 },
      ],
      [10_080, null],
      [4, null],
    ],
    [
      'adds parts of units exactly',
      [0.1, 0.2].map((units) => ({ ...A, units })),
      [60, null],
      [0.3, null],
    ],
  ])('%s', (_name, given, minutes, units) => {
    const { rendering } = visitTotals(visitLines(given));
    expect(rendering).toEqual({ minutes, units });
  });

  it('goes by the biller where the biller is asked', () => {
    const given = [A, { ...A, rendering: 'B' }, { ...A, billing: 'Y' }, { ...A, billing: null }];
    const { billing } = visitTotals(visitLines(given));
    expect(billing).toEqual({ minutes: [60, null, 30, null], units: [4, null, 2, null] });
  });

  it('loses nothing, whatever the order', () => {
    const line = fc.record({
      rendering: fc.constantFrom('A', 'B', null),
      day: fc.constantFrom(DAY, '2026-02-04'),
      minutes: fc.constantFrom(null, 0, 15, 480),
      isDenied: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (given) => {
        const sums = (lines: readonly Given[]) =>
          visitTotals(visitLines(lines)).rendering.minutes.filter((each) => each !== null);
        const seen = given.filter(({ rendering, isDenied }) => rendering !== null && !isDenied);
        const visits = new Set(seen.map(({ rendering, day }) => `${rendering} ${day}`));
        const total = seen.reduce((sum, { minutes }) => sum + (minutes ?? 0), 0);
        expect(sums(given)).toHaveLength(visits.size);
        expect(sums(given).reduce((sum, each) => sum + each, 0)).toBe(total);
        const sorted = (lines: readonly Given[]) => sums(lines).toSorted((a, b) => a - b);
        expect(sorted([...given].reverse())).toEqual(sorted(given));
      }),
      { numRuns: 60 },
    );
  });
});
