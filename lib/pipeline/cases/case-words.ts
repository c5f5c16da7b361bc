// What statuses are called on paper and on screens.

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
