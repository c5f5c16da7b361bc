// A claim that could not be accepted, with the payment that it stood in: when its fault is mended
// the claim alone can be read again, without the file.

import type { ClaimPayment } from '../../domain/claim-payment.js';
import type { ClaimQuarantined } from '../intake-claim.js';

export interface QuarantinedInPayment extends ClaimQuarantined {
  readonly payment: ClaimPayment;
}

/** Null for a claim that no remittance held. */
export function paymentOf(event: ClaimQuarantined): ClaimPayment | null {
  return isInPayment(event) ? event.payment : null;
}

function isInPayment(event: ClaimQuarantined): event is QuarantinedInPayment {
  return 'payment' in event;
}
