// Turns an episode into visits and each visit into billed services, with the price Medicare would
// allow: the price of the code, less the assistant's share and the multiple-procedure cut.

import { toWeekday, type DayNumber } from './calendar.js';
import {
  ASSISTANT_SHARE,
  BUNDLED_CHARGE_CENTS,
  MULTIPLE_PROCEDURE_SHARE,
  type CatalogueCode,
  type CodeRole,
  type SynthDiscipline,
} from './catalogue.js';
import type { Episode, Visit } from './episode.js';
import { takesOthers, type SynthGroup, type Therapist } from './market.js';
import type { HabitName } from './planted-pattern.js';
import type { Prng } from './prng.js';
import type { ResolvedOptions } from './synth-options.js';
import {
  assistantHabit,
  isAssistantVisit,
  shapeTreatment,
  type BilledCode,
  type VisitContext,
} from './treatment-habit.js';

/** One service before anybody decided on KX or denial. */
export interface DraftLine {
  readonly day: DayNumber;
  readonly code: CatalogueCode;
  /** Null on the office visit. */
  readonly discipline: SynthDiscipline | null;
  readonly therapist: Therapist | null;
  readonly renderingNpi: string | null;
  readonly units: number;
  readonly isAssistant: boolean;
  /** Stands before the discipline modifier: 59, 25. */
  readonly leadingModifier: string | null;
  readonly putsKxFirst: boolean;
  readonly chargeCents: number;
  readonly allowedCents: number;
  readonly multipleProcedureCents: number;
  readonly stopsBelow: Episode['stopsBelow'];
  /** The habit that shaped the line, or because of which it is there. */
  readonly plantedBy: HabitName | null;
}

export function visitsOfEpisode(episode: Episode, options: ResolvedOptions, prng: Prng): Visit[] {
  const gap = 7 / episode.visitsPerWeek;
  const visits: Visit[] = [];
  let previous = 0;
  for (let number = 0; number < episode.visits; number += 1) {
    const day = toWeekday(Math.max(Math.floor(episode.start + number * gap), previous + 1));
    if (day > options.lastServiceDayNumber) break;
    previous = day;
    const { group, discipline, isIntensive, stopsBelow, plantedBy } = episode;
    visits.push({
      day,
      group,
      discipline,
      therapist: treatingTherapist(episode, options.courseShape.standInShare, prng),
      isFirst: number === 0,
      isTenth: number > 0 && number % 10 === 0,
      isIntensive,
      stopsBelow,
      plantedBy,
    });
  }
  return visits;
}

/** Colleagues of the same discipline stand in for one visit in five. */
function treatingTherapist(episode: Episode, share: number, prng: Prng): Therapist | null {
  const { group, discipline, therapist } = episode;
  const others = group.therapists.filter(
    (one) => one.discipline === discipline && one !== therapist && takesOthers(one),
  );
  const isAway = others.length > 0 && prng.chance(share);
  // Who has a habit of courses sees the person each time.
  return isAway && episode.plantedBy === null ? prng.pick(others) : therapist;
}

export function linesOfVisit(
  visit: Visit,
  context: VisitContext,
  prng: Prng,
): readonly DraftLine[] {
  const drawn = drawCodes(visit, context.options, prng);
  const isAssistant =
    !visit.isFirst && visit.discipline !== 'SLP' && isAssistantVisit(prng.next(), visit);
  const billed = shapeTreatment(
    drawn.map((code): BilledCode => {
      const units = drawUnits(code, visit, context.options, prng);
      return { code, units, plantedBy: visit.plantedBy };
    }),
    visit,
    context,
  );
  const prices = billed.map(({ code, units }) =>
    code.role === 'office_visit' ? 0 : code.feeCents * units,
  );
  // Only the dearest therapy service of the day keeps its full price.
  const dearest = prices.indexOf(Math.max(...prices));
  const small = smallDraws(drawn, prng);
  return billed.map((one, at): DraftLine => {
    const { leading, putsKxFirst } = small.get(one.code) ?? { leading: null, putsKxFirst: false };
    const isCut = at !== dearest;
    const draw = { visit, billed: one, leading, putsKxFirst, isAssistant, isCut };
    return one.code.role === 'office_visit' ? officeVisitLine(draw) : therapyLine(draw);
  });
}

type SmallDraws = Pick<LineDraw, 'leading' | 'putsKxFirst'>;

/** By code, as drawn: what a habit makes of the visit moves none of them. */
function smallDraws(
  drawn: readonly CatalogueCode[],
  prng: Prng,
): ReadonlyMap<CatalogueCode, SmallDraws> {
  return new Map(
    drawn.map((code) => {
      const leading = leadingModifier(code, drawn, prng);
      return [code, { leading, putsKxFirst: prng.chance(0.1) }] as const;
    }),
  );
}

interface LineDraw {
  readonly visit: Visit;
  readonly billed: BilledCode;
  readonly leading: string | null;
  readonly putsKxFirst: boolean;
  /** An assistant treated; evaluations on the same day are the therapist's own. */
  readonly isAssistant: boolean;
  /** By the multiple-procedure rule. */
  readonly isCut: boolean;
}

function officeVisitLine({ visit, billed, leading }: LineDraw): DraftLine {
  const { code } = billed;
  return {
    day: visit.day,
    code,
    discipline: null,
    therapist: null,
    renderingNpi: visit.group.physicianNpi,
    units: 1,
    isAssistant: false,
    leadingModifier: leading,
    putsKxFirst: false,
    chargeCents: chargeOf(code, 1, visit.group),
    allowedCents: code.feeCents,
    multipleProcedureCents: 0,
    stopsBelow: null,
    plantedBy: null,
  };
}

function therapyLine(draw: LineDraw): DraftLine {
  const { visit, billed } = draw;
  const { code, units } = billed;
  const isAssistant = draw.isAssistant && code.role === 'treatment';
  const priceCents = Math.round(code.feeCents * units * (isAssistant ? ASSISTANT_SHARE : 1));
  const cutCents = draw.isCut ? Math.round(priceCents * MULTIPLE_PROCEDURE_SHARE) : 0;
  return {
    day: visit.day,
    code,
    discipline: visit.discipline,
    therapist: visit.therapist,
    renderingNpi: visit.therapist?.npi ?? null,
    units,
    isAssistant,
    leadingModifier: draw.leading,
    putsKxFirst: draw.putsKxFirst,
    chargeCents: chargeOf(code, units, visit.group),
    allowedCents: priceCents - cutCents,
    multipleProcedureCents: cutCents,
    stopsBelow: visit.stopsBelow,
    plantedBy: (isAssistant ? assistantHabit(visit) : null) ?? billed.plantedBy,
  };
}

/** Practices charge whole dollars a unit, always above the price. */
function chargeOf(code: CatalogueCode, units: number, group: SynthGroup): number {
  if (code.role === 'bundled') return BUNDLED_CHARGE_CENTS * units;
  return Math.ceil((code.feeCents * group.markup) / 100) * 100 * units;
}

function drawCodes(visit: Visit, options: ResolvedOptions, prng: Prng): CatalogueCode[] {
  const { catalogue, courseShape } = options;
  const codes: CatalogueCode[] = [];
  const add = (role: CodeRole): void => {
    const fitting = catalogue.filter(
      (code) =>
        code.role === role &&
        !codes.includes(code) &&
        (role === 'office_visit' || code.disciplines.includes(visit.discipline)),
    );
    if (fitting.length === 0) return;
    codes.push(prng.pickWeighted(fitting.map((code) => [code, code.weight] as const)));
  };
  if (visit.group.physicianNpi !== null && visit.isFirst && prng.chance(0.4)) add('office_visit');
  if (visit.isFirst) add('evaluation');
  if (visit.isTenth && prng.chance(0.3)) add('reevaluation');
  const drawn = visit.isFirst ? prng.between(1, 2) : prng.pick([2, 2, 3]);
  const treatments = Math.min(drawn, courseShape.treatmentsPerVisit ?? drawn);
  const most = visit.discipline === 'SLP' ? 1 : visit.isIntensive ? 2 : treatments;
  for (let number = 0; number < most; number += 1) add('treatment');
  if (prng.chance(0.06)) add('bundled');
  return codes;
}

function drawUnits(
  code: CatalogueCode,
  visit: Visit,
  { courseShape }: ResolvedOptions,
  prng: Prng,
): number {
  if (!code.isTimed) return 1;
  const [fewest, most] = courseShape.intensiveUnits;
  const units = visit.isIntensive ? prng.between(fewest, most) : prng.pick([1, 1, 2]);
  return courseShape.keepsUnitLimits ? Math.min(units, code.unitLimit) : units;
}

function leadingModifier(
  code: CatalogueCode,
  codes: readonly CatalogueCode[],
  prng: Prng,
): string | null {
  if (code.role === 'office_visit') return '25';
  const isManual = code.hcpcs === '97140' && codes.some((other) => other.hcpcs === '97530');
  return isManual && prng.chance(0.6) ? '59' : null;
}
