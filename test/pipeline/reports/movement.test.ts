// The movement from one month to the next: what is new, resolved, cleared, restated, and that it
// always closes.

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createMovement } from '../../../lib/pipeline/reports/movement.js';
import { MOVEMENT_MEASURES, type MovementRow } from '../../../lib/pipeline/reports/report-model.js';
import type { StandingItem } from '../../../lib/pipeline/reports/standing-items.js';

function item(key: string, cents = 100, more: Partial<StandingItem> = {}): StandingItem {
  return { measure: 'early', key, cents, paidCents: cents - 20, ...more };
}

function early(
  opening: readonly StandingItem[],
  closing: readonly StandingItem[],
  more: { readonly resolved?: readonly StandingItem[]; readonly printed?: MovementRow[] } = {},
): MovementRow {
  const movement = createMovement();
  const closingUnresolved = [...closing, ...(more.resolved ?? [])];
  movement.add({ opening, closing, closingUnresolved });
  const row = movement.rows(more.printed ?? null).find(({ measure }) => measure === 'early');
  if (row === undefined) throw new Error('a row for each measure');
  return row;
}

const none = { count: 0, cents: 0, paidCents: 0 };
const one = { count: 1, cents: 100, paidCents: 80 };

describe('the movement', () => {
  it.each([
    ['stays', [item('a')], [item('a')], {}],
    ['is new', [], [item('a')], { added: one }],
    ['is cleared', [item('a')], [], { cleared: one }],
    ['grows', [item('a')], [item('a', 130)], { added: { count: 0, cents: 30, paidCents: 30 } }],
    ['shrinks', [item('a')], [item('a', 70)], { cleared: { count: 0, cents: 30, paidCents: 30 } }],
    [
      'is twice at one place',
      [],
      [item('a'), item('a')],
      { added: { count: 2, cents: 200, paidCents: 160 } },
    ],
  ])('says so when an item %s', (_what, opening, closing, expected) => {
    const { added, resolved, cleared, restated } = early(opening, closing);

    const still = { added: none, resolved: none, cleared: none, restated: none };
    expect({ added, resolved, cleared, restated }).toEqual({ ...still, ...expected });
  });

  it('resolves what only left the look-back, or was settled by a reviewer', () => {
    const row = early([item('a'), item('b')], [], { resolved: [item('a')] });

    expect(row).toMatchObject({ resolved: one, cleared: one, closing: none });
  });

  it('opens from what was printed and restates the rest', () => {
    const printed = [{ ...early([], [item('a')]), closing: { count: 3, cents: 50, paidCents: 0 } }];
    const row = early([item('a')], [item('a')], { printed });

    expect(row.opening).toEqual({ count: 3, cents: 50, paidCents: 0 });
    expect(row.restated).toEqual({ count: -2, cents: 50, paidCents: 80 });
    expect(row.closing).toEqual(one);
  });

  it('closes in every measure and unit, whatever the items', () => {
    const items = fc.array(
      fc.record({
        measure: fc.constantFrom(...MOVEMENT_MEASURES),
        key: fc.constantFrom('a', 'b', 'c', 'd'),
        cents: fc.integer({ min: -500, max: 500 }),
        paidCents: fc.integer({ min: -500, max: 500 }),
      }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(items, items, items)), (years) => {
        const movement = createMovement();
        for (const [opening, closing, closingUnresolved] of years) {
          movement.add({ opening, closing, closingUnresolved });
        }
        for (const row of movement.rows(null)) {
          const closing = years
            .flatMap(([, each]) => each)
            .filter((each) => each.measure === row.measure);
          expect(row.closing.count).toBe(closing.length);
          for (const unit of ['count', 'cents', 'paidCents'] as const) {
            const moved = row.opening[unit] + row.restated[unit] + row.added[unit];
            expect(moved - row.resolved[unit] - row.cleared[unit]).toBe(row.closing[unit]);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});
