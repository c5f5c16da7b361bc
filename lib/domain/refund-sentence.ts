// The refund clock in words, for paper, terminal and screen alike (REF-1).

import type { RefundClock } from './refund-clock.js';

/** The days to return of a wrong payment, as one sentence without its end. */
export function refundSentence({
  identifiedOn,
  returnBy,
  suspendedDays,
  suspendedTo,
}: RefundClock): string {
  const from = `identified on ${identifiedOn}`;
  if (suspendedTo !== null) {
    return (
      `${from}, the days to return stand still while it is investigated, until ${suspendedTo} at ` +
      `the latest: return by ${returnBy} at the latest`
    );
  }
  const stood = suspendedDays === 0 ? '' : ` after ${suspendedDays} days of investigation`;
  return `${from}: return by ${returnBy}${stood}`;
}
