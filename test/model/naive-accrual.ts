// What one line adds to the total, and whether its denial says that the limit was reached:
// RULES section 2 (ACC-1, ACC-2, ACC-5, MSP-1, ADJ-4) for the second model.

import type { ExampleClaim, ExampleLine } from './ledger-example.js';
import { fromDollars } from './naive-money.js';

/** Medicare pays second or third (835 CLP02). */
const SECONDARY_STATUSES = ['2', '3', '20', '21'];

export function naiveAccrual(
  claim: ExampleClaim,
  line: ExampleLine,
): { readonly cents: number; readonly isLimitDenied: boolean } {
  const allowed = allowedCents(line);
  const isDenied = line.denied === true || claim.status === '4';
  const isLimitDenied =
    (isDenied || allowed === 0) && (line.cas ?? []).some(([, code]) => code === '119');
  if (isDenied || allowed === 0) return { cents: 0, isLimitDenied };
  const cents =
    mspAccrual(claim) === 'medicare_secondary_payment'
      ? fromDollars(line.paid) + adjusted(line, 'CO', '253')
      : allowed;
  return { cents, isLimitDenied };
}

/** The switch of a claim that Medicare does not pay first; the default is the payment (MSP-1). */
function mspAccrual(claim: ExampleClaim): string {
  if (claim.mspAccrual !== undefined) return claim.mspAccrual;
  return SECONDARY_STATUSES.includes(claim.status) ? 'medicare_secondary_payment' : 'primary';
}

/** As reported, or rebuilt: paid, patient's share, sequestration, other payer (RULES 8.1). */
function allowedCents(line: ExampleLine): number {
  if (line.allowed !== undefined && line.allowed !== null) return fromDollars(line.allowed);
  return (
    fromDollars(line.paid) +
    adjusted(line, 'PR', '1') +
    adjusted(line, 'PR', '2') +
    adjusted(line, 'PR', '3') +
    adjusted(line, 'CO', '253') +
    adjusted(line, 'OA', '23')
  );
}

function adjusted(line: ExampleLine, group: string, code: string): number {
  return (line.cas ?? [])
    .filter((entry) => entry[0] === group && entry[1] === code)
    .reduce((sum, entry) => sum + fromDollars(entry[2]), 0);
}
