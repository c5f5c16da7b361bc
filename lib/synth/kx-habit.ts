// Decides, claim by claim in the order of receipt, which lines a biller sends with KX: honestly by
// a running total, with the slips of daily life, or by a planted habit. The totals are kept here,
// in the plainest way, and share nothing with the code that later judges the lines.

import { yearOfDay } from './calendar.js';
import type { ClaimDraft } from './claim-draft.js';
import type { PlantedProvider } from './market.js';
import { createPrng } from './prng.js';
import type { PlantedPattern, ResolvedOptions } from './synth-options.js';
import type { DraftLine } from './visits.js';
import type { ThresholdGroup } from '../domain/reference.js';

/** Just below the amount some billers already send KX. */
const NEAR_CENTS = 8_000;

/** Allowed cents so far, by `year|group`. */
export type UsedCents = Map<string, number>;

export interface KxDecision {
  readonly hasKx: boolean;
  readonly hasGa: boolean;
  /** The line's own allowed amount ends above the year's amount. */
  readonly isOver: boolean;
  readonly plantedBy: PlantedPattern | null;
}

export interface KxQuestion {
  readonly draft: ClaimDraft;
  /** Lines that will be denied whatever their modifiers: they use nothing up. */
  readonly deniedLines: ReadonlySet<DraftLine>;
  readonly used: UsedCents;
  readonly options: ResolvedOptions;
  readonly beneficiary: number;
}

const NO_KX: KxDecision = { hasKx: false, hasGa: false, isOver: false, plantedBy: null };

export function groupOfLine(line: DraftLine): ThresholdGroup | null {
  if (line.discipline === null) return null;
  return line.discipline === 'OT' ? 'OT' : 'PT_SLP';
}

export function usedKey(line: DraftLine, group: ThresholdGroup): string {
  return `${yearOfDay(line.day)}|${group}`;
}

export function decideKx(question: KxQuestion): readonly KxDecision[] {
  const { draft, options } = question;
  if (!draft.payer.isMedicare) return draft.lines.map(() => NO_KX);
  const prng = createPrng(options.seed, 'kx', draft.stream);
  const standing = standingOf(question);
  const slips = { forgets: prng.chance(0.04), isEager: prng.chance(0.1) };
  return draft.lines.map((line, at) => {
    const own = standing[at];
    if (own === undefined || groupOfLine(line) === null) return NO_KX;
    const isHonest = draft.setting.kind === 'professional' ? own.isOver : own.isClaimOver;
    const isNear = slips.isEager && own.leftCents <= NEAR_CENTS;
    const hasKx = (isHonest && !slips.forgets) || isNear;
    return applyHabit({ question, line, hasKx, own });
  });
}

interface Standing {
  readonly isOver: boolean;
  /** Some line of the same group and year on the claim is over: institutional KX is claim-wide. */
  readonly isClaimOver: boolean;
  readonly leftCents: number;
  /** Over when PT+SLP and OT are wrongly added together. */
  readonly isMergedOver: boolean;
}

function standingOf({ draft, deniedLines, used, options }: KxQuestion): readonly Standing[] {
  const running = new Map(used);
  const overKeys = new Set<string>();
  const rows = draft.lines.map((line) => {
    const group = groupOfLine(line);
    if (group === null) return { key: '', isOver: false, leftCents: Infinity, isMergedOver: false };
    const year = yearOfDay(line.day);
    const key = `${year}|${group}`;
    const after = (running.get(key) ?? 0) + (deniedLines.has(line) ? 0 : line.allowedCents);
    running.set(key, after);
    const amount = options.thresholds.find((row) => row.year === year)?.kxCents[group] ?? Infinity;
    const merged = (running.get(`${year}|PT_SLP`) ?? 0) + (running.get(`${year}|OT`) ?? 0);
    const isOver = after > amount;
    if (isOver) overKeys.add(key);
    return { key, isOver, leftCents: amount - after, isMergedOver: merged > amount };
  });
  return rows.map((row) => ({ ...row, isClaimOver: overKeys.has(row.key) }));
}

interface HabitRequest {
  readonly question: KxQuestion;
  readonly line: DraftLine;
  /** What the biller would do without the habit. */
  readonly hasKx: boolean;
  readonly own: Standing;
}

function applyHabit(request: HabitRequest): KxDecision {
  const { question, line, hasKx, own } = request;
  const { options, draft } = question;
  const { isOver } = own;
  const unchanged: KxDecision = { hasKx, hasGa: false, isOver, plantedBy: null };
  const habit = line.therapist?.habit ?? draft.group.habit;
  if (habit === null) return unchanged;
  const shaped = (kx: boolean, ga = false): KxDecision => ({
    hasKx: kx,
    hasGa: ga,
    isOver,
    plantedBy: habit.pattern,
  });
  // One keyed draw for each person or claim: a greater strength only ever adds to the affected.
  const isShown = (...name: readonly (string | number)[]): boolean => {
    const stream = createPrng(options.seed, habit.pattern, nameOf(habit), ...name);
    return stream.next() < habit.strength;
  };
  // Only a line that the habit changes counts as planted.
  switch (habit.pattern) {
    case 'routine_early_kx':
      return !hasKx && isShown(question.beneficiary) ? shaped(true) : unchanged;
    case 'merged_groups':
      if (hasKx || !own.isMergedOver || !isShown(question.beneficiary)) return unchanged;
      return shaped(true);
    case 'missing_kx':
      return isOver && isShown(draft.stream) ? shaped(false) : unchanged;
    case 'kx_with_ga':
      return hasKx && isShown(draft.stream) ? shaped(true, true) : unchanged;
  }
}

function nameOf(habit: PlantedProvider): string {
  return habit.renderingNpi ?? habit.billingNpi;
}
