// What each line of one version adds to a total, taken by itself: what the log of the lake records.
// A reversal is judged as the payment that it takes back, and counts negative.

import { accrueLine } from '../../domain/allowed-amount.js';
import type { ClaimLine, ClaimVersion } from '../../domain/claim.js';
import type { FoldContext } from '../../domain/fold-settings.js';
import { toCents, ZERO_CENTS, type Cents } from '../../domain/money.js';
import { classifyLine } from '../../domain/therapy-line.js';
import type { LoggedAccrual } from './claim-rows.js';

/** One per line, in the order of the lines. */
export function lineAccruals(
  version: ClaimVersion,
  context: FoldContext,
): readonly LoggedAccrual[] {
  return version.lines.map((line) => {
    const { group } = classifyLine(version, line, context.reference);
    if (group === null) return { group, signedCents: ZERO_CENTS };
    if (!version.isReversal) {
      return { group, signedCents: accrueLine(version, line, context).accruedCents };
    }
    const { accruedCents } = accrueLine(version, mirrored(line), context);
    return { group, signedCents: negated(accruedCents) };
  });
}

/** The line with the sign of every amount turned: a reversal states the payment with a minus. */
function mirrored(line: ClaimLine): ClaimLine {
  return {
    ...line,
    chargeCents: negated(line.chargeCents),
    paidCents: negated(line.paidCents),
    allowedCents: line.allowedCents === null ? null : negated(line.allowedCents),
    adjustments: line.adjustments.map((each) => ({ ...each, cents: negated(each.cents) })),
  };
}

function negated(cents: Cents): Cents {
  return toCents(-cents);
}
