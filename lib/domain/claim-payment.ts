// The payment that a claim stood in: what a reader needs of it to read the claim again by itself.
// Facts of a payer and a provider; nothing of it names a beneficiary.

import type { IsoDay } from './day.js';

export interface ClaimPayment {
  /** Empty where the payment named none. */
  readonly payerId: string;
  readonly payerName: string | null;
  readonly paidDate: IsoDay | null;
  /** Empty where it had none. */
  readonly trace: string;
  readonly billingNpi: string | null;
  readonly billingTin: string | null;
  readonly billingState: string | null;
}
