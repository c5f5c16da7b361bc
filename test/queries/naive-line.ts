// A judged line as the naive measures see it: plain facts and yes-or-no questions, asked of the
// line itself in the words of the definitions, with no thought of how SQL would ask them.

import type { JudgedLine } from '../../lib/domain/judgement.js';
import { lineFacts, settingOf } from '../../lib/domain/measures/line-facts.js';
import type { ReferenceData, ThresholdGroup } from '../../lib/domain/reference.js';
import type { JudgedYear } from '../../lib/pipeline/lake/ledger-rows.js';

export interface NaiveLine {
  readonly judged: JudgedLine;
  readonly token: string;
  readonly year: number;
  readonly day: string;
  readonly rendering: string | null;
  readonly billing: string | null;
  readonly discipline: string;
  readonly setting: string;
  readonly state: string | null;
  readonly minutes: number;
  readonly unitLimit: number | null;
  readonly kxThreshold: number | null;
  readonly reviewThreshold: number | null;
  /** In a group; denied or not. */
  readonly isCounted: boolean;
  readonly isPaid: boolean;
  readonly isKx: boolean;
  readonly isJudgedKx: boolean;
  readonly isEarly: boolean;
  readonly isNearKx: boolean;
  readonly isUnrequired: boolean;
  readonly isRequired: boolean;
  readonly isMissing: boolean;
  readonly isUnderBilled: boolean;
  readonly isConflict: boolean;
  readonly isRuleJudged: boolean;
  /** What each mistaken rule says of the line: KX or not. */
  readonly says: Readonly<Record<'merged' | 'swapped' | 'lastYear' | 'charges', boolean>>;
}

const VERDICTS = ['required', 'claim_level', 'all_or_none', 'not_required'];

export function naiveLines(
  years: readonly JudgedYear[],
  reference: ReferenceData,
): readonly NaiveLine[] {
  return years.flatMap(({ token, view }) =>
    view.lines.flatMap((judged, at) => {
      const isSeveral = judged.flags.includes('MULTIPLE_DISCIPLINE_MODIFIERS');
      if (judged.group === null && !isSeveral) return [];
      return [naiveLine({ token, view }, at, reference)];
    }),
  );
}

function naiveLine({ token, view }: JudgedYear, at: number, reference: ReferenceData): NaiveLine {
  const judged = view.lines[at];
  if (judged === undefined) throw new Error('a line that there is');
  const { claim, line, group } = judged;
  const own = view.groups.find((each) => each.group === group);
  const kxThreshold = own?.kxThresholdCents ?? null;
  const isCounted = group !== null;
  const isPaid = isCounted && !judged.isDenied;
  const isKx = isPaid && judged.hasKx;
  const isCertain = judged.kxCertainty === 'certain';
  const isNear = nearness(judged, kxThreshold);
  const facts = lineFacts(claim, line, reference);
  const hasConflict = judged.flags.some((flag) => flag.startsWith('KX_CONFLICT_'));
  return {
    judged,
    token,
    year: view.year,
    day: line.serviceDate,
    rendering: line.renderingNpi ?? claim.renderingNpi,
    billing: claim.billingNpi,
    discipline: disciplineOf(judged),
    setting: settingOf(claim, reference),
    state: claim.billingState,
    minutes: facts.timedMinutes ?? 0,
    unitLimit: facts.unitLimit,
    kxThreshold,
    reviewThreshold: own?.reviewThresholdCents ?? null,
    isCounted,
    isPaid,
    isKx,
    isJudgedKx: isKx && isCertain && VERDICTS.includes(judged.kxExpected),
    isEarly: isKx && isCertain && judged.kxExpected === 'not_required' && !isNear,
    isNearKx: isKx && isCertain && judged.kxAssessment === 'near',
    isUnrequired: isPaid && judged.kxExpected === 'not_required' && (isCertain || !isKx),
    isRequired: isPaid && isCertain && /^(required|claim_level)$/.test(judged.kxExpected),
    isMissing: isPaid && isCertain && judged.kxAssessment === 'missing',
    isUnderBilled: isCounted && judged.isDenied && isCertain && judged.kxAssessment === 'missing',
    isConflict: isPaid && hasConflict,
    isRuleJudged:
      isPaid &&
      isCertain &&
      judged.accruedCents > 0 &&
      /^(required|not_required)$/.test(judged.kxExpected) &&
      !isNear,
    says: mistakes({ token, view }, at, { reference, kxThreshold }),
  };
}

function nearness({ kxAssessment, afterCents }: JudgedLine, threshold: number | null): boolean {
  if (kxAssessment === 'near') return true;
  if (kxAssessment !== 'conflict' || threshold === null || afterCents === null) return false;
  return threshold - afterCents < 300_00;
}

function disciplineOf({ discipline, line }: JudgedLine): string {
  if (discipline !== null) return discipline;
  return ['GP', 'GO', 'GN'].find((modifier) => line.modifiers.includes(modifier)) ?? 'none';
}

/** Adds up all earlier lines of the year again for each line. */
function mistakes(
  { view }: Pick<JudgedYear, 'token' | 'view'>,
  at: number,
  { reference, kxThreshold }: { reference: ReferenceData; kxThreshold: number | null },
): NaiveLine['says'] {
  const judged = view.lines[at];
  if (judged === undefined || judged.group === null || kxThreshold === null) {
    return { merged: false, swapped: false, lastYear: false, charges: false };
  }
  const other: ThresholdGroup = judged.group === 'OT' ? 'PT_SLP' : 'OT';
  const seed = (group: ThresholdGroup): number =>
    view.groups.find((each) => each.group === group)?.outsideCents ?? 0;
  let own = seed(judged.group);
  let others = seed(other);
  let charges = seed(judged.group);
  for (const earlier of view.lines.slice(0, at)) {
    if (earlier.group === judged.group) own += earlier.accruedCents;
    if (earlier.group === other) others += earlier.accruedCents;
    if (earlier.group === judged.group && earlier.accruedCents > 0) {
      charges += earlier.line.chargeCents;
    }
  }
  const lastYear = reference.thresholds.get(view.year - 1)?.kxCents[judged.group] ?? null;
  return {
    merged: own + others + judged.accruedCents > kxThreshold,
    swapped: others + judged.accruedCents > kxThreshold,
    lastYear: lastYear !== null && own + judged.accruedCents > lastYear,
    charges: charges + judged.line.chargeCents > kxThreshold,
  };
}
