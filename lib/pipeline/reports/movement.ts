// From last month's state to this month's, measure by measure: opening + restated + new - resolved
// - cleared = closing, in items, cents and paid cents (the law of test/pipeline/reports).

import {
  MOVEMENT_MEASURES,
  type MovementAmount,
  type MovementMeasure,
  type MovementRow,
} from './report-model.js';
import type { StandingItem } from './standing-items.js';

export interface Movement {
  /** One beneficiary's year in both states. */
  add(year: {
    readonly opening: readonly StandingItem[];
    readonly closing: readonly StandingItem[];
    /** The closing state, had the look-back not moved on and had nobody decided anything. */
    readonly closingUnresolved: readonly StandingItem[];
  }): void;
  /** `printed`: the closing figures of last month's report; null where there is none. */
  rows(printed: readonly MovementRow[] | null): readonly MovementRow[];
}

interface Sum {
  count: number;
  cents: number;
  paidCents: number;
}

interface Sums {
  readonly opening: Sum;
  readonly added: Sum;
  readonly resolved: Sum;
  readonly cleared: Sum;
  readonly closing: Sum;
}

export function createMovement(): Movement {
  const sums = new Map<MovementMeasure, Sums>(
    MOVEMENT_MEASURES.map((measure) => [measure, emptySums()] as const),
  );
  const of = (measure: MovementMeasure): Sums => {
    const known = sums.get(measure);
    if (known === undefined) throw new Error('a measure of the movement table');
    return known;
  };
  return {
    add({ opening, closing, closingUnresolved }) {
      const now = byKey(closing);
      const unresolved = byKey(closingUnresolved);
      const before = byKey(opening);
      for (const [key, item] of before) {
        const { opening: total, ...rest } = of(item.measure);
        grow(total, item, 1);
        compare(item, now.get(key), { ...rest, isResolved: unresolved.has(key) });
      }
      for (const [key, item] of now) {
        const { closing: total, added } = of(item.measure);
        grow(total, item, 1);
        if (!before.has(key)) grow(added, item, 1);
      }
    },
    rows: (printed) => MOVEMENT_MEASURES.map((measure) => toRow(measure, of(measure), printed)),
  };
}

/** An item that stays may have changed its amount: more is new, less is cleared, no item moves. */
function compare(
  was: StandingItem,
  now: StandingItem | undefined,
  to: Pick<Sums, 'added' | 'resolved' | 'cleared'> & { readonly isResolved: boolean },
): void {
  if (now === undefined) {
    grow(to.isResolved ? to.resolved : to.cleared, was, 1);
    return;
  }
  for (const unit of ['cents', 'paidCents'] as const) {
    const difference = now[unit] - was[unit];
    if (difference > 0) to.added[unit] += difference;
    else to.cleared[unit] -= difference;
  }
}

function toRow(
  measure: MovementMeasure,
  { opening, added, resolved, cleared, closing }: Sums,
  printed: readonly MovementRow[] | null,
): MovementRow {
  const before = printed?.find((row) => row.measure === measure)?.closing ?? amount(opening);
  const restated: MovementAmount = {
    count: opening.count - before.count,
    cents: opening.cents - before.cents,
    paidCents: opening.paidCents - before.paidCents,
  };
  const row = { measure, opening: before, restated, added: amount(added) };
  const rest = { resolved: amount(resolved), cleared: amount(cleared), closing: amount(closing) };
  return checked({ ...row, ...rest });
}

/** Both sides are counted on their own, so a movement that does not close is a broken count. */
function checked(row: MovementRow): MovementRow {
  for (const unit of ['count', 'cents', 'paidCents'] as const) {
    const moved =
      row.opening[unit] +
      row.restated[unit] +
      row.added[unit] -
      row.resolved[unit] -
      row.cleared[unit];
    if (moved !== row.closing[unit]) throw new Error(`the movement of ${row.measure} is open`);
  }
  return row;
}

function byKey(items: readonly StandingItem[]): ReadonlyMap<string, StandingItem> {
  const map = new Map<string, StandingItem>();
  for (const item of items) {
    let key = keyOf(item);
    // Two claims of one place (an unlinked repayment) stay two items.
    for (let twin = 2; map.has(key); twin += 1) key = `${keyOf(item)}#${twin}`;
    map.set(key, item);
  }
  return map;
}

function keyOf({ measure, key }: StandingItem): string {
  return `${measure}|${key}`;
}

function grow(sum: Sum, { cents, paidCents }: StandingItem, count: number): void {
  sum.count += count;
  sum.cents += cents;
  sum.paidCents += paidCents;
}

function amount({ count, cents, paidCents }: Sum): MovementAmount {
  return { count, cents, paidCents };
}

function emptySums(): Sums {
  const empty = (): Sum => ({ count: 0, cents: 0, paidCents: 0 });
  return {
    opening: empty(),
    added: empty(),
    resolved: empty(),
    cleared: empty(),
    closing: empty(),
  };
}
