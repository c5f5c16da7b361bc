// Facts of a line that measures of providers need and no verdict: where the care took place, how
// many timed minutes the units stand for, how many units of the code a day are likely.

import type { ClaimLine, ClaimVersion } from '../claim.js';
import { therapyCodeOn, type ReferenceData } from '../reference.js';
import { billTypePrefix } from '../setting.js';

export interface LineFacts {
  /** Units times the minutes of the code; 0 for an untimed code; null for a code on no list. */
  readonly timedMinutes: number | null;
  /** Units of the code a day above which they are unlikely (RULES 7.6); null = none known. */
  readonly unitLimit: number | null;
}

const PROFESSIONAL = 'professional';
const UNKNOWN_BILL_TYPE = 'institutional, bill type not on the list';

/** Peers share a setting: professional claims, or the facility that the type of bill names. */
export function settingOf(claim: ClaimVersion, reference: ReferenceData): string {
  if (claim.claimType === 'professional') return PROFESSIONAL;
  return reference.billTypes.get(billTypePrefix(claim) ?? '')?.setting ?? UNKNOWN_BILL_TYPE;
}

/** A week around the clock. */
const MOST_MINUTES = 7 * 24 * 60;

/**
 * Of a line or a visit. More is a slip of whoever typed the units, and counts as so much: it must
 * neither make the mean of a provider nor be more than the sums of the lake can hold.
 */
export function boundedMinutes(minutes: number): number {
  return Math.round(Math.min(MOST_MINUTES, Math.max(-MOST_MINUTES, minutes)));
}

/** Minutes = units x 15 for timed codes (RULES 7.3); untimed codes say nothing about time. */
export function lineFacts(
  claim: ClaimVersion,
  line: ClaimLine,
  reference: ReferenceData,
): LineFacts {
  const code = therapyCodeOn(reference, line.hcpcs, line.serviceDate);
  if (code === null) return { timedMinutes: null, unitLimit: null };
  const limit = claim.claimType === 'institutional' ? code.mueOutpatient : code.muePractitioner;
  return {
    timedMinutes: code.isTimed ? boundedMinutes(line.units * (code.minutesPerUnit ?? 0)) : 0,
    unitLimit: limit !== null && limit > 0 ? limit : null,
  };
}
