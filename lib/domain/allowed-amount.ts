// What a line adds to the running total (RULES 2): the Medicare allowed amount, rebuilt from the
// remittance where it is not stated; nothing for denied and zero lines.

import { submittedProcedure, type ClaimFacts, type ClaimLine, type MspAccrual } from './claim.js';
import type { FoldContext } from './fold-settings.js';
import { addCents, ZERO_CENTS, type Cents } from './money.js';
import { reasonRole, type ReasonRole, type ReferenceData } from './reference.js';

export interface LineAccrual {
  readonly allowedCents: Cents;
  readonly accruedCents: Cents;
  readonly isDenied: boolean;
  /** Denied because the limit was reached (CARC 119): KX would have been required (DEN-1). */
  readonly isLimitDenied: boolean;
  readonly isRebuilt: boolean;
  readonly rules: readonly string[];
}

/** Shares that the beneficiary owes; with the payment they make the allowed amount (ACC-1). */
const PATIENT_SHARES: readonly ReasonRole[] = ['deductible', 'coinsurance', 'copayment'];

/** What else makes up the allowed amount beside payment and patient's share (ACC-1). */
const ALLOWED_SHARES: readonly ReasonRole[] = [...PATIENT_SHARES, 'sequestration', 'prior_payer'];

/** CLP02: Medicare pays second or third. */
const MSP_STATUSES: readonly string[] = ['2', '3', '20', '21'];

const DENIED_STATUS = '4';

export function accrueLine(claim: ClaimFacts, line: ClaimLine, context: FoldContext): LineAccrual {
  const { reference } = context;
  const isRebuilt = line.allowedCents === null;
  const basis = mspBasis(claim, context.settings.mspAccrual);
  const allowedCents = line.allowedCents ?? rebuiltAllowed(line, reference);
  const isDenied = isDeniedLine(claim, line, { allowedCents, reference });
  const full =
    basis === 'medicare_secondary_payment' ? paidBySecondary(line, reference) : allowedCents;
  const accruedCents = isDenied || full < 0 ? ZERO_CENTS : full;
  const isLimitDenied = accruedCents === 0 && hasReason(line, reference, 'limit_reached');
  return {
    allowedCents: isDenied ? ZERO_CENTS : allowedCents,
    accruedCents,
    isDenied: isDenied || isLimitDenied,
    isLimitDenied,
    isRebuilt,
    rules: accrualRules({ isDenied, isLimitDenied, isRebuilt, basis, accruedCents }),
  };
}

/** Paid + deductible + coinsurance + copayment + sequestration (+ the prior payer's share). */
function rebuiltAllowed(line: ClaimLine, reference: ReferenceData): Cents {
  let total = line.paidCents;
  for (const adjustment of line.adjustments) {
    const role = reasonRole(reference, adjustment.reason);
    const isShare = ALLOWED_SHARES.includes(role) && hasItsGroup(adjustment.group, role);
    if (isShare) total = addCents(total, adjustment.cents);
  }
  return total;
}

function patientShare(line: ClaimLine, reference: ReferenceData): Cents {
  let total = ZERO_CENTS;
  for (const adjustment of line.adjustments) {
    const role = reasonRole(reference, adjustment.reason);
    if (PATIENT_SHARES.includes(role) && hasItsGroup(adjustment.group, role)) {
      total = addCents(total, adjustment.cents);
    }
  }
  return total;
}

/** What Medicare paid as the second payer, before sequestration (MSP-1). */
function paidBySecondary(line: ClaimLine, reference: ReferenceData): Cents {
  let total = line.paidCents;
  for (const adjustment of line.adjustments) {
    const role = reasonRole(reference, adjustment.reason);
    if (role === 'sequestration' && hasItsGroup(adjustment.group, role)) {
      total = addCents(total, adjustment.cents);
    }
  }
  return total;
}

/** PR-1, PR-2, PR-3; CO-253; OA-23: the same reason under another group is another matter. */
function hasItsGroup(group: string, role: ReasonRole): boolean {
  if (role === 'sequestration') return group === 'CO';
  if (role === 'prior_payer') return group === 'OA';
  return group === 'PR';
}

/** Null: Medicare pays first. The claim's own word wins over the setting of the workspace. */
function mspBasis(claim: ClaimFacts, setting: MspAccrual): MspAccrual | null {
  if (claim.mspAccrual !== null) return claim.mspAccrual;
  return MSP_STATUSES.includes(claim.status) ? setting : null;
}

function isDeniedLine(
  claim: ClaimFacts,
  line: ClaimLine,
  known: { readonly allowedCents: Cents; readonly reference: ReferenceData },
): boolean {
  if (line.isDenied || claim.status === DENIED_STATUS) return true;
  if (line.paidCents !== 0) return false;
  // Some payers state an allowed amount on a line that they deny: nothing paid, nothing owed.
  if (known.allowedCents !== 0 && patientShare(line, known.reference) !== 0) return false;
  return (
    hasReason(line, known.reference, 'denial') || hasReason(line, known.reference, 'limit_reached')
  );
}

function hasReason(line: ClaimLine, reference: ReferenceData, role: ReasonRole): boolean {
  return line.adjustments.some((adjustment) => reasonRole(reference, adjustment.reason) === role);
}

// Shared by all lines that they hold for: a fold makes hundreds of thousands.
const LIMIT_DENIED: readonly string[] = ['ADJ-4', 'DEN-1'];
const DENIED: readonly string[] = ['ADJ-4'];
const NOTHING: readonly string[] = ['ACC-5'];
const NOTHING_SECONDARY: readonly string[] = ['ACC-5', 'MSP-1'];
const AS_REPORTED: readonly string[] = ['ACC-1'];

function accrualRules(facts: {
  readonly isDenied: boolean;
  readonly isLimitDenied: boolean;
  readonly isRebuilt: boolean;
  readonly basis: MspAccrual | null;
  readonly accruedCents: Cents;
}): readonly string[] {
  if (facts.isLimitDenied) return LIMIT_DENIED;
  if (facts.isDenied) return DENIED;
  if (facts.accruedCents === 0) return facts.basis === null ? NOTHING : NOTHING_SECONDARY;
  if (!facts.isRebuilt && facts.basis === null) return AS_REPORTED;
  const rules = ['ACC-1'];
  if (facts.isRebuilt) rules.push('ACC-2');
  if (facts.basis !== null) rules.push('MSP-1');
  return rules;
}

export function hasKx(line: ClaimLine): boolean {
  return submittedProcedure(line).modifiers.includes('KX');
}
