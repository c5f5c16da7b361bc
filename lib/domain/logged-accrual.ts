// What the append-only log says of a line: its group and accrual judged for the line alone, signed.
// The sums of the log over versions that neither orphaned nor superseded equal the totals.

import { accrueLine } from './allowed-amount.js';
import type { Adjustment, ClaimLine, ClaimVersion } from './claim.js';
import type { FoldContext } from './fold-settings.js';
import { ZERO_CENTS, type Cents } from './money.js';
import type { ThresholdGroup } from './reference.js';
import { classifyLine } from './therapy-line.js';

export interface LineAccrualEntry {
  readonly group: ThresholdGroup | null;
  readonly signedCents: Cents;
}

/** A reversal takes back what its own amounts say, whichever sign the payer gave them. */
export function loggedAccrual(
  version: ClaimVersion,
  line: ClaimLine,
  context: FoldContext,
): LineAccrualEntry {
  const { group } = classifyLine(version, line, context.reference);
  if (group === null) return { group, signedCents: ZERO_CENTS };
  if (!version.isReversal) {
    return { group, signedCents: accrueLine(version, line, context).accruedCents };
  }
  const { accruedCents } = accrueLine(version, withoutSigns(line), context);
  return { group, signedCents: (accruedCents === 0 ? 0 : -accruedCents) as Cents };
}

/** The sign of a reversal is its status, not its amounts (some payers send them positive). */
function withoutSigns(line: ClaimLine): ClaimLine {
  const isNegative = line.paidCents < 0 || line.chargeCents < 0 || (line.allowedCents ?? 0) < 0;
  if (!isNegative) return line;
  const turn = (cents: Cents): Cents => (cents === 0 ? 0 : -cents) as Cents;
  return {
    ...line,
    chargeCents: turn(line.chargeCents),
    paidCents: turn(line.paidCents),
    allowedCents: line.allowedCents === null ? null : turn(line.allowedCents),
    adjustments: line.adjustments.map((each): Adjustment => ({ ...each, cents: turn(each.cents) })),
  };
}
