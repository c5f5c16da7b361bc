// Does the setting of a claim count toward the limits on that service date (RULES 2.3)?

import type { ClaimFacts } from './claim.js';
import type { IsoDay } from './day.js';
import type { ReferenceData } from './reference.js';

export function settingCounts(
  claim: ClaimFacts,
  serviceDate: IsoDay,
  reference: ReferenceData,
): boolean {
  if (claim.claimType === 'professional') return true;
  const row = reference.billTypes.get(billTypePrefix(claim) ?? '');
  if (row === undefined) return false;
  const from = claim.isCriticalAccess
    ? (row.countsFromCriticalAccess ?? row.countsFrom)
    : row.countsFrom;
  return from !== null && from <= serviceDate;
}

/** Facility and class digits of a four-digit type of bill: `0131` -> `13`. */
export function billTypePrefix(claim: ClaimFacts): string | null {
  return claim.typeOfBill === null ? null : claim.typeOfBill.slice(1, 3);
}
