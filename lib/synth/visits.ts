// Turns an episode into visits and each visit into billed services, with the price Medicare would
// allow: the price of the code, less the assistant's share and the multiple-procedure cut.

import type { Episode } from './beneficiary-plan.js';
import { toWeekday, type DayNumber } from './calendar.js';
import {
  ASSISTANT_SHARE,
  BUNDLED_CHARGE_CENTS,
  MULTIPLE_PROCEDURE_SHARE,
  type CatalogueCode,
  type CodeRole,
  type SynthDiscipline,
} from './catalogue.js';
import type { SynthGroup, Therapist } from './market.js';
import type { Prng } from './prng.js';

export interface Visit {
  readonly day: DayNumber;
  readonly group: SynthGroup;
  readonly discipline: SynthDiscipline;
  readonly therapist: Therapist | null;
  readonly isFirst: boolean;
  readonly isTenth: boolean;
  readonly isIntensive: boolean;
}

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
}

export function visitsOfEpisode(episode: Episode, lastDay: DayNumber, prng: Prng): Visit[] {
  const gap = 7 / episode.visitsPerWeek;
  const visits: Visit[] = [];
  let previous = 0;
  for (let number = 0; number < episode.visits; number += 1) {
    const day = toWeekday(Math.max(Math.floor(episode.start + number * gap), previous + 1));
    if (day > lastDay) break;
    previous = day;
    const { group, discipline, isIntensive } = episode;
    visits.push({
      day,
      group,
      discipline,
      therapist: treatingTherapist(episode, prng),
      isFirst: number === 0,
      isTenth: number > 0 && number % 10 === 0,
      isIntensive,
    });
  }
  return visits;
}

/** Colleagues of the same discipline stand in for one visit in five. */
function treatingTherapist(episode: Episode, prng: Prng): Therapist | null {
  const { group, discipline, therapist } = episode;
  const others = group.therapists.filter(
    (one) => one.discipline === discipline && one !== therapist,
  );
  return others.length > 0 && prng.chance(0.2) ? prng.pick(others) : therapist;
}

export function linesOfVisit(
  visit: Visit,
  catalogue: readonly CatalogueCode[],
  prng: Prng,
): readonly DraftLine[] {
  const codes = drawCodes(visit, catalogue, prng);
  const isAssistant = !visit.isFirst && visit.discipline !== 'SLP' && prng.chance(0.12);
  const units = codes.map((code) => drawUnits(code, visit, prng));
  const prices = codes.map((code, at) =>
    code.role === 'office_visit' ? 0 : code.feeCents * (units[at] ?? 1),
  );
  // Only the dearest therapy service of the day keeps its full price.
  const dearest = prices.indexOf(Math.max(...prices));
  return codes.map((code, at): DraftLine => {
    const leading = leadingModifier(code, codes, prng);
    const putsKxFirst = prng.chance(0.1);
    const isCut = at !== dearest;
    const draw = { visit, code, units: units[at] ?? 1, leading, putsKxFirst, isAssistant, isCut };
    return code.role === 'office_visit' ? officeVisitLine(draw) : therapyLine(draw);
  });
}

interface LineDraw {
  readonly visit: Visit;
  readonly code: CatalogueCode;
  readonly units: number;
  readonly leading: string | null;
  readonly putsKxFirst: boolean;
  /** An assistant treated; evaluations on the same day are the therapist's own. */
  readonly isAssistant: boolean;
  /** By the multiple-procedure rule. */
  readonly isCut: boolean;
}

function officeVisitLine({ visit, code, leading }: LineDraw): DraftLine {
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
  };
}

function therapyLine(draw: LineDraw): DraftLine {
  const { visit, code, units } = draw;
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
  };
}

/** Practices charge whole dollars a unit, always above the price. */
function chargeOf(code: CatalogueCode, units: number, group: SynthGroup): number {
  if (code.role === 'bundled') return BUNDLED_CHARGE_CENTS * units;
  return Math.ceil((code.feeCents * group.markup) / 100) * 100 * units;
}

function drawCodes(visit: Visit, catalogue: readonly CatalogueCode[], prng: Prng): CatalogueCode[] {
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
  const treatments = visit.isFirst ? prng.between(1, 2) : prng.pick([2, 2, 3]);
  const most = visit.discipline === 'SLP' ? 1 : visit.isIntensive ? 2 : treatments;
  for (let number = 0; number < most; number += 1) add('treatment');
  if (prng.chance(0.06)) add('bundled');
  return codes;
}

function drawUnits(code: CatalogueCode, visit: Visit, prng: Prng): number {
  if (!code.isTimed) return 1;
  return visit.isIntensive ? prng.between(2, 3) : prng.pick([1, 1, 2]);
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
