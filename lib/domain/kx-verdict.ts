// What KX the rules ask of each line of a group, and what the line does (RULES 4, KX-1 to KX-10).
// Works on lines of one group and year in accrual order with their running totals already known.

import { hasKx } from './allowed-amount.js';
import { submittedProcedure, type ClaimLine, type ClaimVersion } from './claim.js';
import type { NearTolerance } from './fold-settings.js';
import type { KxAssessment, KxExpected, LineFlag } from './judgement.js';
import { maxCents, type Cents } from './money.js';
import type { TherapyModifier, ThresholdYear } from './reference.js';

export interface GroupLine {
  readonly claim: ClaimVersion;
  readonly line: ClaimLine;
  readonly discipline: TherapyModifier | null;
  readonly accruedCents: Cents;
  readonly isLimitDenied: boolean;
}

export interface RunningTotal {
  readonly beforeCents: Cents;
  readonly afterCents: Cents;
}

export interface KxVerdict {
  readonly expected: KxExpected;
  readonly assessment: KxAssessment;
  readonly flags: readonly LineFlag[];
  readonly rules: readonly string[];
}

export interface VerdictContext {
  /** Null: the year is on no list at all. */
  readonly thresholds: ThresholdYear | null;
  readonly kxThresholdCents: Cents | null;
  readonly nearTolerance: NearTolerance;
  /** Accrued cents of the same group and service date, for the `visit` tolerance. */
  readonly visitCents: ReadonlyMap<string, Cents>;
}

/** What the claim's lines of this group do together (KX-4, KX-5). */
interface ClaimPicture {
  readonly isAnyOver: boolean;
  readonly isAnySlpOver: boolean;
  readonly isSlpMixed: boolean;
}

const CONFLICTS: readonly (readonly [string, LineFlag])[] = [
  ['GA', 'KX_CONFLICT_GA'],
  ['GX', 'KX_CONFLICT_GX'],
  ['GY', 'KX_CONFLICT_GY'],
  ['GZ', 'KX_CONFLICT_GZ'],
];

const NO_FLAGS: readonly LineFlag[] = [];

export function judgeKx(
  lines: readonly GroupLine[],
  totals: readonly RunningTotal[],
  context: VerdictContext,
): readonly KxVerdict[] {
  const pictures = claimPictures(lines, totals, context.kxThresholdCents);
  return lines.map((line, at) => {
    const total = totals[at];
    if (total === undefined) throw new Error('a line without a running total');
    const picture = pictures.get(line.claim.versionKey);
    const expected = expectation(line, total, { context, picture });
    return verdict(line, total, { context, picture, expected });
  });
}

function claimPictures(
  lines: readonly GroupLine[],
  totals: readonly RunningTotal[],
  kxThresholdCents: Cents | null,
): ReadonlyMap<string, ClaimPicture> {
  const pictures = new Map<string, ClaimPicture>();
  if (kxThresholdCents === null) return pictures;
  const byClaim = new Map<string, number[]>();
  lines.forEach((line, at) => {
    if (line.claim.claimType !== 'institutional' || !isAsked(line)) return;
    const members = byClaim.get(line.claim.versionKey);
    if (members === undefined) byClaim.set(line.claim.versionKey, [at]);
    else members.push(at);
  });
  for (const [versionKey, members] of byClaim) {
    const isOver = (at: number): boolean =>
      lines[at]?.accruedCents !== 0 && (totals[at]?.afterCents ?? 0) > kxThresholdCents;
    const slp = members.filter((at) => lines[at]?.discipline === 'GN');
    const withKx = slp.filter((at) => isKxOn(lines[at])).length;
    pictures.set(versionKey, {
      isAnyOver: members.some(isOver),
      isAnySlpOver: slp.some(isOver),
      isSlpMixed: withKx > 0 && withKx < slp.length,
    });
  }
  return pictures;
}

/** What is asked of a line, by which rule; shared, because there are few and lines are many. */
interface Expectation {
  readonly expected: KxExpected;
  readonly rules: readonly string[];
  /** The rules where the assessment has one of its own. */
  readonly rulesWith: Readonly<Record<AssessmentRule, readonly string[]>>;
}

type AssessmentRule = 'DEN-2' | 'KX-8' | 'KX-10';

const NO_REMEDY = expectationOf('not_applicable', 'THR-2A');
const LIMIT_DENIED = expectationOf('required', 'ACC-5');
const NOTHING_ACCRUED = expectationOf('not_applicable', 'ACC-5');
const UNKNOWN_AMOUNT = expectationOf('not_determined', 'THR-2');
const OVER = expectationOf('required', 'KX-1');
const PROFESSIONAL_BELOW = expectationOf('not_required', 'KX-2');
const INSTITUTIONAL_BELOW = expectationOf('not_required', 'KX-6');
const SLP_BELOW = expectationOf('all_or_none', 'KX-5');
const BESIDE_OVER = expectationOf('claim_level', 'KX-4');

function expectationOf(expected: KxExpected, rule: string): Expectation {
  return {
    expected,
    rules: [rule],
    rulesWith: { 'DEN-2': [rule, 'DEN-2'], 'KX-8': [rule, 'KX-8'], 'KX-10': [rule, 'KX-10'] },
  };
}

function expectation(
  line: GroupLine,
  total: RunningTotal,
  known: { readonly context: VerdictContext; readonly picture: ClaimPicture | undefined },
): Expectation {
  const { context, picture } = known;
  const { thresholds, kxThresholdCents } = context;
  if (thresholds !== null && !thresholds.isKxRemedyAvailable) return NO_REMEDY;
  if (line.isLimitDenied) return LIMIT_DENIED;
  if (line.accruedCents === 0) return NOTHING_ACCRUED;
  if (kxThresholdCents === null) return UNKNOWN_AMOUNT;
  if (total.afterCents > kxThresholdCents) return OVER;
  if (picture === undefined || !picture.isAnyOver) {
    return line.claim.claimType === 'professional' ? PROFESSIONAL_BELOW : INSTITUTIONAL_BELOW;
  }
  return line.discipline === 'GN' && !picture.isAnySlpOver ? SLP_BELOW : BESIDE_OVER;
}

function verdict(
  line: GroupLine,
  total: RunningTotal,
  known: {
    readonly context: VerdictContext;
    readonly picture: ClaimPicture | undefined;
    readonly expected: Expectation;
  },
): KxVerdict {
  const { expected, rules, rulesWith } = known.expected;
  const { context, picture } = known;
  const conflicts = conflictFlags(line);
  const isMixedClaim = picture?.isAnyOver === true && picture.isSlpMixed;
  const isMixed = isMixedClaim && line.discipline === 'GN' && isAsked(line);
  const assessed = assess(line, total, { context, picture, expected, conflicts });
  return {
    expected,
    assessment: assessed.assessment,
    flags: isMixed ? [...conflicts, 'SLP_KX_MIXED'] : conflicts,
    rules: assessed.rule === null ? rules : rulesWith[assessed.rule],
  };
}

/** In this order: conflict, required or claim level, all or none, near, early, ok. */
function assess(
  line: GroupLine,
  total: RunningTotal,
  known: {
    readonly context: VerdictContext;
    readonly picture: ClaimPicture | undefined;
    readonly expected: KxExpected;
    readonly conflicts: readonly LineFlag[];
  },
): { readonly assessment: KxAssessment; readonly rule: AssessmentRule | null } {
  const { expected } = known;
  const isKx = isKxOn(line);
  if (expected === 'not_applicable' || expected === 'not_determined') {
    return { assessment: 'not_applicable', rule: null };
  }
  if (line.isLimitDenied && hasConflictModifier(line.line)) {
    return { assessment: 'not_applicable', rule: 'DEN-2' };
  }
  if (known.conflicts.length > 0) return { assessment: 'conflict', rule: 'KX-8' };
  if (expected === 'required' || expected === 'claim_level') {
    return { assessment: isKx ? 'ok' : 'missing', rule: null };
  }
  if (expected === 'all_or_none') {
    return { assessment: known.picture?.isSlpMixed === true ? 'mixed' : 'ok', rule: null };
  }
  if (!isKx) return { assessment: 'ok', rule: null };
  return { assessment: isNear(line, total, known.context) ? 'near' : 'early', rule: 'KX-10' };
}

/** Near: threshold minus the total after the line is below the tolerance (POLICY, RULES 4). */
function isNear(line: GroupLine, total: RunningTotal, context: VerdictContext): boolean {
  if (context.kxThresholdCents === null) return false;
  const { nearTolerance } = context;
  const toleranceCents =
    nearTolerance.kind === 'fixed'
      ? nearTolerance.cents
      : maxCents(
          nearTolerance.minimumCents,
          context.visitCents.get(line.line.serviceDate) ?? nearTolerance.minimumCents,
        );
  return context.kxThresholdCents - total.afterCents < toleranceCents;
}

function conflictFlags(line: GroupLine): readonly LineFlag[] {
  if (!isKxOn(line)) return NO_FLAGS;
  const { modifiers } = submittedProcedure(line.line);
  if (!CONFLICTS.some(([modifier]) => modifiers.includes(modifier))) return NO_FLAGS;
  return CONFLICTS.filter(([modifier]) => modifiers.includes(modifier)).map(([, flag]) => flag);
}

function hasConflictModifier(line: ClaimLine): boolean {
  const { modifiers } = submittedProcedure(line);
  return CONFLICTS.some(([modifier]) => modifiers.includes(modifier));
}

/** Lines of which KX can be asked: those with an amount, and those denied for want of it. */
function isAsked(line: GroupLine): boolean {
  return line.accruedCents !== 0 || line.isLimitDenied;
}

function isKxOn(line: GroupLine | undefined): boolean {
  return line !== undefined && hasKx(line.line);
}
