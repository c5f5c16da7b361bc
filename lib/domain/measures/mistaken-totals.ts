// What a running total would be under a mistaken rule: the other group's total, or charges instead
// of allowed amounts. Kept beside each judged line, so that a query can ask which mistake would
// explain a provider's KX without going through the claims again.

import type { GroupView, JudgedLine } from '../judgement.js';
import { toCents, type Cents } from '../money.js';
import { THRESHOLD_GROUPS, type ThresholdGroup } from '../reference.js';

export interface MistakenTotals {
  /** Total of the other group when the line came, its outside spend included. */
  readonly otherBeforeCents: Cents;
  /** Total of the line's own group when the line came, had charges been counted. */
  readonly chargesBeforeCents: Cents;
}

/** Takes the lines of one beneficiary's year in the order of accrual. */
export interface MistakenTotalsOfYear {
  /** Null for a line that belongs to no group. */
  next(judged: JudgedLine): MistakenTotals | null;
}

export function mistakenTotals(groups: readonly GroupView[]): MistakenTotalsOfYear {
  const outside = (group: ThresholdGroup): number =>
    groups.find((each) => each.group === group)?.outsideCents ?? 0;
  const allowed = { PT_SLP: outside('PT_SLP'), OT: outside('OT') };
  const charged = { ...allowed };
  return {
    next({ group, accruedCents, line }) {
      if (group === null) return null;
      const totals = {
        otherBeforeCents: toCents(allowed[otherGroup(group)]),
        chargesBeforeCents: toCents(charged[group]),
      };
      allowed[group] += accruedCents;
      // A line that adds nothing to the total adds no charge either: it was denied or not covered.
      if (accruedCents > 0) charged[group] += line.chargeCents;
      return totals;
    },
  };
}

function otherGroup(group: ThresholdGroup): ThresholdGroup {
  const other = THRESHOLD_GROUPS.find((each) => each !== group);
  if (other === undefined) throw new Error('there are two groups');
  return other;
}
