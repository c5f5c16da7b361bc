// CWF-2: which lines of a claim without KX the claims system pays when the limit runs out.

import { addCents, subtractCents, ZERO_CENTS, type Cents } from './money.js';

export interface SelectableLine {
  readonly line: number;
  readonly allowedCents: Cents;
}

export interface LineSelection {
  readonly paidLines: readonly number[];
  readonly deniedLines: readonly number[];
  /** What is reported to the limit: the paid lines in full, also above what was left. */
  readonly amountReportedCents: Cents;
}

/**
 * Lines that fit into what is left are paid in order. Of the lines that exceed it, the one that
 * exceeds by the least is paid as a whole (a line is never split, CWF-1) and the others are denied.
 * With nothing left, all that carry an amount are denied.
 */
export function selectPaidLines(
  remainingCents: Cents,
  lines: readonly SelectableLine[],
): LineSelection {
  let leftCents = remainingCents;
  const paid = new Set<number>();
  const exceeding: SelectableLine[] = [];
  for (const line of lines) {
    if (line.allowedCents > leftCents) exceeding.push(line);
    else {
      paid.add(line.line);
      leftCents = subtractCents(leftCents, line.allowedCents);
    }
  }
  if (leftCents > 0 && exceeding.length > 0) {
    const least = exceeding.reduce((best, line) =>
      line.allowedCents < best.allowedCents ? line : best,
    );
    paid.add(least.line);
  }
  const paidLines = lines.filter((line) => paid.has(line.line));
  return {
    paidLines: paidLines.map((line) => line.line),
    deniedLines: lines.filter((line) => !paid.has(line.line)).map((line) => line.line),
    amountReportedCents: paidLines.reduce(
      (total, line) => addCents(total, line.allowedCents),
      ZERO_CENTS,
    ),
  };
}
