// The two clocks that a case can start, out of the reference data's rows.

import type { CaseClocks } from './case-state.js';

const REFUND = 'refund';
const INVESTIGATION = 'refund_investigation';

export function caseClocks(
  clocks: readonly { readonly clock: string; readonly days: number | null }[],
): CaseClocks {
  const daysOf = (name: string): number | null =>
    clocks.find(({ clock }) => clock === name)?.days ?? null;
  return { refundDays: daysOf(REFUND), investigationDays: daysOf(INVESTIGATION) };
}
