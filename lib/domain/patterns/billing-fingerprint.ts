// Pattern: from one day on nearly all lines that a biller sends to one payer carry KX, whatever was
// spent: the mark of a billing system that adds it by itself (JUMP-1, ours). One setting to mend.

import type { ShareJump } from '../measures/provider-measures.js';
import {
  BENEFICIARIES_MIN,
  NO_DOLLARS,
  type FindingOutcome,
  type PatternFinding,
  type ShareJumpEvidence,
} from './pattern-finding.js';
import type { PatternText } from './share-pattern.js';

export const BILLING_SYSTEM_FINGERPRINT: PatternText = {
  id: 'billing_system_fingerprint',
  title: 'KX on nearly every line from one day on',
  rules: ['JUMP-1', 'KX-10'],
  mend: 'Look for a modifier rule that was switched on at that day, and switch it off.',
};

/** Policy. The early share tells a machine from a caseload that is above the amount. */
const SHARE_AFTER_MIN = 0.95;
const SHARE_BEFORE_MAX = 0.5;
const LINES_MIN = 20;
const EARLY_SHARE_MIN = 0.5;

/** The jumps of one provider with each of its payers; at least one. */
export function billingFingerprint(
  jumps: readonly ShareJump[],
  beneficiaries: number,
): PatternFinding<ShareJumpEvidence> {
  const ordered = [...jumps].sort(compareJumps);
  const jump = ordered.find(isFingerprint) ?? ordered[0];
  if (jump === undefined) throw new Error('a provider without a jump has no finding');
  const { role, npi, ...seen } = jump;
  return {
    pattern: 'billing_system_fingerprint',
    role,
    npi,
    outcome: outcomeOf(jump, beneficiaries),
    evidence: { kind: 'share_jump', ...seen },
    dollars: NO_DOLLARS,
  };
}

export function isFingerprint(jump: ShareJump): boolean {
  return (
    hasEnoughLines(jump) &&
    jump.kxLinesAfter >= SHARE_AFTER_MIN * jump.linesAfter &&
    jump.kxLinesBefore <= SHARE_BEFORE_MAX * jump.linesBefore &&
    jump.judgedKxLinesAfter > 0 &&
    jump.earlyKxLinesAfter > EARLY_SHARE_MIN * jump.judgedKxLinesAfter
  );
}

function hasEnoughLines({ linesBefore, linesAfter }: ShareJump): boolean {
  return linesBefore >= LINES_MIN && linesAfter >= LINES_MIN;
}

function outcomeOf(jump: ShareJump, beneficiaries: number): FindingOutcome {
  if (beneficiaries < BENEFICIARIES_MIN) {
    return { kind: 'notApplicable', reason: 'TOO_FEW_BENEFICIARIES' };
  }
  if (!hasEnoughLines(jump)) return { kind: 'notApplicable', reason: 'TOO_FEW_UNITS' };
  return { kind: isFingerprint(jump) ? 'detected' : 'clear' };
}

/** The jump with most lines after it first; then by payer, so that the answer never varies. */
function compareJumps(one: ShareJump, other: ShareJump): number {
  return other.linesAfter - one.linesAfter || (one.payerId < other.payerId ? -1 : 1);
}
