// Who pays: only Medicare fee-for-service accrues (RULES 8.3). The filing indicator alone does not
// tell (supplemental payers send MB too), so the payer must be a known contractor.

import type { ClaimFacts } from './claim.js';
import type { ReferenceData } from './reference.js';

export type PayerKind =
  | 'MEDICARE_FFS'
  /** Says Medicare, but its number is on no list: waits for the user's word. */
  | 'UNVERIFIED'
  | 'MEDICARE_ADVANTAGE'
  | 'COMMERCIAL'
  | 'MEDICAID'
  | 'OTHER';

/** X12 claim filing indicator codes (835 CLP06) that are neither Part A nor Part B. */
const KIND_BY_INDICATOR: Readonly<Record<string, PayerKind>> = {
  '16': 'MEDICARE_ADVANTAGE',
  HM: 'MEDICARE_ADVANTAGE',
  MC: 'MEDICAID',
  '12': 'COMMERCIAL',
  '13': 'COMMERCIAL',
  '14': 'COMMERCIAL',
  '15': 'COMMERCIAL',
  BL: 'COMMERCIAL',
  CI: 'COMMERCIAL',
};

export function payerKind(claim: ClaimFacts, reference: ReferenceData): PayerKind {
  const indicator = claim.filingIndicator ?? '';
  const isContractor = reference.contractors.has(claim.payerId);
  if (indicator === 'MA' || indicator === 'MB') return isContractor ? 'MEDICARE_FFS' : 'UNVERIFIED';
  if (indicator === '' && isContractor) return 'MEDICARE_FFS';
  return KIND_BY_INDICATOR[indicator] ?? 'OTHER';
}
