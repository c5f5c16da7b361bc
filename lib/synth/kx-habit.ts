// Decides, claim by claim in the order of receipt, which lines a biller sends with KX: honestly by
// a running total, with the slips of daily life, or by a planted habit. Shares nothing with the
// code that later judges the lines.

import { yearOfDay, type DayNumber } from './calendar.js';
import type { ClaimDraft } from './claim-draft.js';
import { nameOf } from './course-habit.js';
import type { HonestRates } from './honest-rates.js';
import { groupOfLine, standingsOf, type Standing, type UsedCents } from './kx-standing.js';
import type { Habit } from './market.js';
import { HONEST_RATES, isLookAlike, type HabitName } from './planted-pattern.js';
import { createPrng } from './prng.js';
import type { ResolvedOptions } from './synth-options.js';
import type { DraftLine } from './visits.js';

/** Just below the amount some billers already send KX. */
const NEAR_CENTS = 8_000;
const EAGER_SHARE = 0.1;

export type NoticeModifier = 'GA' | 'GX' | 'GY' | 'GZ';

const NOTICES = [
  ['kx_with_ga', 'GA'],
  ['kx_with_gx', 'GX'],
  ['kx_with_gy', 'GY'],
  ['kx_with_gz', 'GZ'],
] as const;

export interface KxDecision {
  readonly hasKx: boolean;
  readonly notice: NoticeModifier | null;
  /** The line's own allowed amount ends above the year's amount. */
  readonly isOver: boolean;
  readonly plantedBy: HabitName | null;
}

export interface KxQuestion {
  readonly draft: ClaimDraft;
  /** Lines that will be denied whatever their modifiers: they use nothing up. */
  readonly deniedLines: ReadonlySet<DraftLine>;
  readonly used: UsedCents;
  readonly options: ResolvedOptions;
  readonly beneficiary: number;
  /** Number of the seat: the first people of a small provider are those of its slips. */
  readonly seatNumber: number;
  /** First day of each year with each provider, by `npi|year`. */
  readonly firstDays: ReadonlyMap<string, DayNumber>;
}

const NO_KX: KxDecision = { hasKx: false, notice: null, isOver: false, plantedBy: null };

/** Slips of one claim, drawn before any line is looked at. */
interface Slips {
  readonly forgetsDraw: number;
  readonly isEager: boolean;
}

export function decideKx(question: KxQuestion): readonly KxDecision[] {
  const { draft, options, deniedLines } = question;
  if (!draft.payer.isMedicare) return draft.lines.map(() => NO_KX);
  const prng = createPrng(options.seed, 'kx', draft.stream);
  const standings = standingsOf(draft.lines, deniedLines, {
    used: question.used,
    thresholds: options.thresholds,
  });
  const slips = { forgetsDraw: prng.next(), isEager: prng.chance(EAGER_SHARE) };
  return draft.lines.map((line, at) => {
    const own = standings[at] ?? null;
    if (own === null) return NO_KX;
    const habit = habitOf(line, draft);
    const rates = line.therapist?.rates ?? draft.group.rates;
    const base = { question, line, at, own, habit, rates };
    const request = { ...base, hasKx: honestKx(base, slips) };
    return withSlips(request, withHabit(request));
  });
}

export function habitOf(line: DraftLine, draft: ClaimDraft): Habit | null {
  return line.therapist?.habit ?? draft.group.habit;
}

interface HabitRequest {
  readonly question: KxQuestion;
  readonly line: DraftLine;
  readonly at: number;
  readonly own: Standing;
  readonly habit: Habit | null;
  readonly rates: HonestRates;
  /** What the biller would do without the habit. */
  readonly hasKx: boolean;
}

function honestKx(request: Omit<HabitRequest, 'hasKx'>, slips: Slips): boolean {
  const { question, own, habit, rates } = request;
  const isRequired = question.draft.setting.kind === 'professional' ? own.isOver : own.isClaimOver;
  if (habit !== null && isLookAlike(habit.pattern)) return isRequired;
  const forgets = slips.forgetsDraw < forgetfulness(habit, rates);
  const isNear = slips.isEager && own.leftCents <= NEAR_CENTS;
  return (isRequired && !forgets) || isNear;
}

/** In a planned population the habit of leaving KX out takes the place of the slip. */
function forgetfulness(habit: Habit | null, rates: HonestRates): number {
  if (rates.missing_kx === undefined) return HONEST_RATES.missing_kx ?? 0;
  const isHabit = habit?.pattern === 'missing_kx' || habit?.pattern === 'limit_denials';
  return isHabit ? 0 : rates.missing_kx;
}

/** Only a line that the habit changes counts as planted. */
function withHabit(request: HabitRequest): KxDecision {
  const { habit, own, hasKx } = request;
  const changed = habit === null ? null : (HABITS[habit.pattern]?.({ ...request, habit }) ?? null);
  return { hasKx, notice: null, isOver: own.isOver, plantedBy: null, ...changed };
}

type HabitChange = Pick<KxDecision, 'hasKx' | 'plantedBy'> & { readonly notice?: NoticeModifier };

/** What a habit makes of a line; null = it leaves it as it is. */
type KxHabit = (request: HabitRequest & { readonly habit: Habit }) => HabitChange | null;

/** One keyed draw for each person or claim: a greater strength only ever adds to the affected. */
const isShown = (
  { question, habit }: Parameters<KxHabit>[0],
  ...name: readonly (string | number)[]
): boolean =>
  createPrng(question.options.seed, habit.pattern, nameOf(habit), ...name).next() < habit.strength;

/** A total counted wrongly decides for the whole of a person's claims. */
const countedAs =
  (isCountedOver: (own: Standing) => boolean | null): KxHabit =>
  (request) => {
    const hasKx = isCountedOver(request.own);
    if (hasKx === null || hasKx === request.hasKx) return null;
    return isShown(request, request.question.beneficiary)
      ? { hasKx, plantedBy: request.habit.pattern }
      : null;
  };

const leavesOut: KxHabit = (request) =>
  request.own.isOver && isShown(request, request.question.draft.stream)
    ? { hasKx: false, plantedBy: request.habit.pattern }
    : null;

const withNotice =
  (notice: NoticeModifier): KxHabit =>
  (request) =>
    request.hasKx && isShown(request, request.question.draft.stream)
      ? { hasKx: true, notice, plantedBy: request.habit.pattern }
      : null;

/** Puts KX on lines that need none, where the habit says so. */
const addsKx =
  (test: KxHabitTest): KxHabit =>
  (request) =>
    !request.hasKx && test(request) ? { hasKx: true, plantedBy: request.habit.pattern } : null;

type KxHabitTest = (request: Parameters<KxHabit>[0]) => boolean;

const HABITS: Readonly<Partial<Record<HabitName, KxHabit>>> = {
  routine_early_kx: addsKx((request) => isShown(request, request.question.beneficiary)),
  merged_groups: countedAs((own) => own.isMergedOver || null),
  swapped_groups: countedAs((own) => own.isOtherOver),
  last_year_amount: countedAs((own) => own.isLastYearOver),
  charges_counted: countedAs((own) => own.isChargesOver),
  missing_kx: leavesOut,
  limit_denials: leavesOut,
  auto_kx_from_day: addsKx(
    (request) =>
      request.line.day >= (request.habit.fromDay ?? Infinity) &&
      isShown(request, request.question.draft.stream, request.at),
  ),
  kx_with_ga: withNotice('GA'),
  kx_with_gx: withNotice('GX'),
  kx_with_gy: withNotice('GY'),
  kx_with_gz: withNotice('GZ'),
  small_volume: addsKx(({ question, line }) => isSlipOfFew(question) && isFirstDay(question, line)),
};

/** One slip in up to four people, two in more: a high share, and nothing that lasts. */
function isSlipOfFew({ seatNumber }: KxQuestion): boolean {
  return seatNumber === 0 || seatNumber === 4;
}

/** Slips of an honest provider of a planned population; its own habit takes their place. */
function withSlips(request: HabitRequest, decision: KxDecision): KxDecision {
  const { question, line, habit, rates } = request;
  const { options, draft, beneficiary } = question;
  const npi = line.therapist?.npi ?? draft.group.npi;
  if (decision.plantedBy !== null) return decision;
  const early = habit?.pattern === 'routine_early_kx' ? 0 : (rates.routine_early_kx ?? 0);
  if (early > 0 && !decision.hasKx && isFirstDay(question, line)) {
    const draw = createPrng(options.seed, 'routine_early_kx', npi, beneficiary).next();
    return draw < early ? { ...decision, hasKx: true } : decision;
  }
  if (!decision.hasKx || rates.kx_with_ga === undefined) return decision;
  const prng = createPrng(options.seed, 'notices', draft.stream);
  for (const [pattern, notice] of NOTICES) {
    const rate = habit?.pattern === pattern ? 0 : (rates[pattern] ?? 0);
    if (prng.next() < rate) return { ...decision, notice };
  }
  return decision;
}

/** The first day of the year on which the person was with this provider. */
function isFirstDay({ firstDays, draft }: KxQuestion, line: DraftLine): boolean {
  return firstDays.get(firstDayKey(line, draft)) === line.day;
}

function firstDayKey({ therapist, day }: DraftLine, { group }: ClaimDraft): string {
  return `${therapist?.npi ?? group.npi}|${yearOfDay(day)}`;
}

export function firstDaysOf(drafts: readonly ClaimDraft[]): ReadonlyMap<string, DayNumber> {
  const first = new Map<string, DayNumber>();
  for (const draft of drafts) {
    for (const line of draft.lines) {
      if (groupOfLine(line) === null) continue;
      const key = firstDayKey(line, draft);
      if (line.day < (first.get(key) ?? Infinity)) first.set(key, line.day);
    }
  }
  return first;
}
