// A reversal that could not be accepted: what it would take back was accepted before, so that the
// quarantine must tell it from a payment of the same claim.

import type { ClaimQuarantined } from '../intake-claim.js';

export interface QuarantinedReversal extends ClaimQuarantined {
  readonly isReversal: true;
}

export function isQuarantinedReversal(event: ClaimQuarantined): event is QuarantinedReversal {
  return 'isReversal' in event && event.isReversal === true;
}
