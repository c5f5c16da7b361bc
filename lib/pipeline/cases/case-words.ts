// What statuses are called on paper and on screens.

import type { RefundClock } from '../../domain/refund-clock.js';
import type { CaseStatus } from '../../ports/case-store.js';

export const STATUS_WORDS: Readonly<Record<CaseStatus, string>> = {
  open: 'open',
  in_review: 'in review',
  confirmed: 'confirmed',
  resolved: 'resolved',
  refunded: 'refunded',
  dismissed: 'dismissed',
  accepted_risk: 'risk accepted',
};

/** What each of them says, for whoever has to choose one. */
export const STATUS_MEANINGS: Readonly<Record<CaseStatus, string>> = {
  open: 'nobody has decided yet',
  in_review: 'somebody investigates in good faith; after confirmed, the 60 days stand still',
  confirmed: 'the payment was wrong; starts or goes on with the 60 days to report and return',
  resolved: 'mended at the payer: corrected, reopened or documented',
  refunded: 'paid back',
  dismissed: 'nothing was wrong: the record supports the line as it is',
  accepted_risk: 'left as it is, for the reason given',
};

/** The days to return of a wrong payment, as one sentence without its end. */
export function refundText({ identifiedOn, returnBy, suspendedDays, suspendedTo }: RefundClock) {
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
