// Habits and honest slips in what a visit is billed for: too many units, a day longer than a
// working day, an evaluation of another discipline, an assistant. Each is one keyed draw, so that a
// greater strength only ever adds to the affected lines, and no other draw moves.

import { MINUTES_PER_UNIT, type CatalogueCode } from './catalogue.js';
import type { HabitName, PlantedPattern } from './planted-pattern.js';
import { createPrng } from './prng.js';
import type { ResolvedOptions } from './synth-options.js';
import type { Visit } from './episode.js';

/** More timed minutes than a working day of eight hours has. */
const LONG_DAY_MINUTES = 480;
const BASE_ASSISTANT_SHARE = 0.12;

export interface BilledCode {
  readonly code: CatalogueCode;
  readonly units: number;
  readonly plantedBy: HabitName | null;
}

export interface VisitContext {
  readonly options: ResolvedOptions;
  /** Number of the person in the run. */
  readonly beneficiary: number;
}

/** The codes and units that are billed where the therapist has a habit or slips. */
export function shapeTreatment(
  drawn: readonly BilledCode[],
  visit: Visit,
  context: VisitContext,
): readonly BilledCode[] {
  const codes = drawn.map((billed) => withRightCount(billed, visit, context));
  return isShown('long_days', visit, [context, visit.day])
    ? asLongDay(codes, visit, context)
    : codes;
}

/** Whether an assistant treated, by the draw of the visit. */
export function isAssistantVisit(draw: number, visit: Visit): boolean {
  return draw < (rateOf('assistant_heavy', visit) ?? BASE_ASSISTANT_SHARE);
}

export function assistantHabit(visit: Visit): HabitName | null {
  return markOf('assistant_heavy', visit);
}

function withRightCount(billed: BilledCode, visit: Visit, context: VisitContext): BilledCode {
  const { code } = billed;
  if (code.role === 'evaluation') {
    if (!isShown('discipline_conflict', visit, [context])) return billed;
    const other = context.options.catalogue.find(
      (one) => one.role === 'evaluation' && !one.disciplines.includes(visit.discipline),
    );
    if (other === undefined) return billed;
    return { ...billed, code: other, plantedBy: markOf('discipline_conflict', visit) };
  }
  if (!code.isTimed || !isShown('units_over_limit', visit, [context, visit.day, code.hcpcs])) {
    return billed;
  }
  return {
    code,
    units: code.unitLimit + 1 + (visit.day % 2),
    plantedBy: markOf('units_over_limit', visit),
  };
}

/** Timed codes up to the limit of each, until together they are longer than the working day. */
function asLongDay(
  codes: readonly BilledCode[],
  visit: Visit,
  { options }: VisitContext,
): readonly BilledCode[] {
  const plantedBy = markOf('long_days', visit);
  const untimed = codes.filter(({ code }) => !code.isTimed);
  const timed = options.catalogue
    .filter((code) => code.isTimed && code.disciplines.includes(visit.discipline))
    .sort((left, right) => right.unitLimit - left.unitLimit);
  let minutes = 0;
  const long: BilledCode[] = [];
  for (const code of timed) {
    if (minutes > LONG_DAY_MINUTES) break;
    long.push({ code, units: code.unitLimit, plantedBy });
    minutes += code.unitLimit * MINUTES_PER_UNIT;
  }
  // Speech therapy has no timed codes here: its days stay as they are.
  return minutes > LONG_DAY_MINUTES ? [...untimed, ...long] : codes;
}

function rateOf(pattern: PlantedPattern, { therapist }: Visit): number | undefined {
  if (therapist === null) return undefined;
  const { habit, rates } = therapist;
  return habit?.pattern === pattern ? habit.strength : rates[pattern];
}

function markOf(pattern: PlantedPattern, { therapist }: Visit): HabitName | null {
  return therapist?.habit?.pattern === pattern ? pattern : null;
}

function isShown(
  pattern: PlantedPattern,
  visit: Visit,
  [context, ...name]: readonly [VisitContext, ...(readonly (string | number)[])],
): boolean {
  const rate = rateOf(pattern, visit) ?? 0;
  if (rate === 0) return false;
  const { options, beneficiary } = context;
  const provider = visit.therapist?.npi ?? visit.group.npi;
  return createPrng(options.seed, pattern, provider, beneficiary, ...name).next() < rate;
}
