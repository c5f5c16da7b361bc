// Who is treated where, how often and when: one plan per beneficiary, made before any claim.
// People reserved for a planted provider get the kind of year in which its habit can show.

import { dayNumberOf, yearOfDay, type DayNumber } from './calendar.js';
import type { SynthDiscipline } from './catalogue.js';
import type { SynthBeneficiary } from './claim-event.js';
import { courseOf, shapeEpisode, startAfter, usageOfCourse, type Course } from './course-habit.js';
import type { Usage } from './course-shape.js';
import type { Episode } from './episode.js';
import { firstNameAt, mbiAt, surnameAt } from './identifiers.js';
import { FURTHER_YEAR_SHARE } from './market-plan.js';
import {
  takesOthers,
  type Market,
  type SynthCoverage,
  type SynthGroup,
  type Therapist,
} from './market.js';
import { drawOutsideSpend, type OutsideSpend } from './outside-spend.js';
import { isLookAlike, PATTERN_FACTS } from './planted-pattern.js';
import { createPrng, type Prng } from './prng.js';
import type { Seat } from './seats.js';
import type { ResolvedOptions } from './synth-options.js';

export interface BeneficiaryPlan {
  readonly index: number;
  readonly seat: Seat;
  readonly beneficiary: SynthBeneficiary;
  readonly coverage: SynthCoverage;
  /** From this day on Medicare pays, whatever the coverage was before; null = no change. */
  readonly medicareFrom: DayNumber | null;
  readonly episodes: readonly Episode[];
  /** Spend with providers whose claims are not in the data, known to the biller. */
  readonly outside: readonly OutsideSpend[];
}

export interface PlanRequest {
  readonly options: ResolvedOptions;
  readonly market: Market;
  /** Number in the whole run: it makes the identity. */
  readonly index: number;
  readonly seat: Seat;
}

export function planBeneficiary(request: PlanRequest): BeneficiaryPlan {
  const { options, index, seat } = request;
  const prng = createPrng(options.seed, 'beneficiary', index);
  const coverage = seat.coverage ?? drawCoverage(prng);
  const switches = coverage === 'advantage' && seat.home === null && prng.chance(0.15);
  const home =
    seat.home ?? (seat.reservedFor === null ? prng.pick(request.market.groups) : groupOf(request));
  const furtherYears = options.years.filter(() => prng.chance(FURTHER_YEAR_SHARE));
  const firstYear = prng.pick(options.years);
  // People of a planned population come back every year.
  const years = options.years.filter(
    (year) => seat.home !== null || year === firstYear || furtherYears.includes(year),
  );
  const medicareFrom = switches ? dayNumberOf(firstYear, prng.between(4, 7), 1) : null;
  const course = courseOf(seat, index, options);
  const episodes = startedIn(years, request).flatMap((year) =>
    planYear({ ...request, prng, home, year, course }),
  );
  return {
    index,
    seat,
    beneficiary: {
      mbi: mbiAt(options.seed, index),
      lastName: surnameAt(index),
      firstName: firstNameAt(index),
    },
    coverage,
    medicareFrom,
    episodes,
    outside:
      seat.reservedFor?.pattern === 'seeded_outside'
        ? drawOutsideSpend(episodes, index, options)
        : [],
  };
}

/** Nobody has been treated by a provider who was not there yet. */
function startedIn(years: readonly number[], { seat, options }: PlanRequest): readonly number[] {
  if (seat.reservedFor?.pattern !== 'new_provider') return years;
  const from = yearOfDay(seat.reservedFor.fromDay ?? options.firstServiceDayNumber);
  const left = years.filter((year) => year >= from);
  return left.length > 0 ? left : options.years.slice(-1);
}

function drawCoverage(prng: Prng): SynthCoverage {
  return prng.pickWeighted<SynthCoverage>([
    ['medicare', 84],
    ['advantage', 11],
    ['commercial', 5],
  ]);
}

function groupOf({ market, seat }: PlanRequest): SynthGroup {
  const group = market.groups.find((one) => one.npi === seat.reservedFor?.billingNpi);
  if (group === undefined) throw new Error('a provider with a habit is outside its market');
  return group;
}

type YearRequest = PlanRequest & {
  readonly prng: Prng;
  readonly home: SynthGroup;
  readonly year: number;
  readonly course: Course | null;
};

function planYear(request: YearRequest): readonly Episode[] {
  const { prng, options, course, market, index } = request;
  const usage = usageOfCourse(course, drawUsage(request));
  const start = drawStart(request, usage);
  const disciplines = drawDisciplines(request);
  const [fewest, most] = options.courseShape.visits[usage];
  const visits = prng.between(fewest, most);
  const isHeavy = usage === 'heavy' || usage === 'veryHeavy' || usage === 'oneGroupOver';
  return disciplines.flatMap((discipline, place) => {
    const group = place > 0 ? secondGroup(request) : request.home;
    const first: Episode = {
      group,
      discipline,
      therapist: therapistOf(group, discipline, request),
      start: start + place * prng.between(0, 6),
      visits: visitsOf({ usage, visits, discipline, place }, options),
      visitsPerWeek: isHeavy ? (place > 0 && usage === 'oneGroupOver' ? 1 : 3) : prng.between(1, 3),
      isIntensive: isHeavy || usage === 'bothGroups',
      stopsBelow: null,
      plantedBy: null,
    };
    const shaped =
      place > 0
        ? [first]
        : shapeEpisode(first, { course, market, index, seed: options.seed }).map((episode) =>
            afterArrival(episode, request),
          );
    return shaped
      .flatMap((episode) => splitEpisode(episode, request))
      .filter((episode) => episode.start <= options.lastServiceDayNumber);
  });
}

function drawUsage({ options, prng, seat }: YearRequest): Usage {
  const { light, medium, heavy, veryHeavy } = options.usage;
  const byMix = prng.pickWeighted<Usage>([
    ['light', light],
    ['medium', medium],
    ['heavy', heavy],
    ['veryHeavy', veryHeavy],
  ]);
  const { reservedFor, home } = seat;
  if (reservedFor === null) return byMix;
  const { pattern } = reservedFor;
  if (pattern === 'complex_patients') return seat.number % 3 === 0 ? 'heavy' : 'veryHeavy';
  const cohort =
    pattern === 'hospital_claim_level_kx'
      ? 'heavy'
      : isLookAlike(pattern)
        ? 'mix'
        : PATTERN_FACTS[pattern].cohort;
  switch (cohort) {
    case 'mix':
      return byMix;
    case 'both_groups':
      return 'bothGroups';
    case 'one_group_over':
      return 'oneGroupOver';
    case 'heavy':
      // In a planned population two in five are enough, so that the provider has peers.
      if (home !== null && home.therapists.length > 0 && seat.number % 5 > 1) return byMix;
      return byMix === 'veryHeavy' ? 'veryHeavy' : 'heavy';
  }
}

interface VisitsRequest {
  readonly usage: Usage;
  readonly visits: number;
  readonly discipline: SynthDiscipline;
  readonly place: number;
}

function visitsOf(request: VisitsRequest, { courseShape }: ResolvedOptions): number {
  const { usage, visits, discipline, place } = request;
  // The second discipline of a heavy user stays short: one group is to cross, not both.
  const own =
    place === 0 || usage === 'bothGroups'
      ? visits
      : Math.ceil(visits / (usage === 'oneGroupOver' ? 2 : 3));
  const isLong = usage === 'heavy' || usage === 'veryHeavy';
  const isSpeech = discipline === 'SLP' && isLong && place === 0;
  return isSpeech ? Math.round(own * courseShape.speechVisitsFactor) : own;
}

function drawStart({ prng, year, options }: YearRequest, usage: Usage): DayNumber {
  const early = usage === 'light' || usage === 'medium' ? 330 : 150;
  const first = dayNumberOf(year, 1, 2);
  const room = Math.max(14, Math.min(early, options.lastServiceDayNumber - first - 60));
  return first + prng.between(0, room);
}

function drawDisciplines({ prng, seat, home, options }: YearRequest): readonly SynthDiscipline[] {
  const drawn = prng.pickWeighted<readonly SynthDiscipline[]>([
    [['PT'], 60],
    [['OT'], 13],
    [['PT', 'OT'], 12],
    [['PT', 'SLP'], 8],
    [['SLP'], 7],
  ]);
  const { reservedFor, therapist } = seat;
  if (reservedFor?.pattern === 'merged_groups' || reservedFor?.pattern === 'swapped_groups') {
    return ['PT', 'OT'];
  }
  if (therapist !== null) {
    const share = options.courseShape.secondDisciplineShare;
    return prng.chance(share) ? withSecond(therapist, drawn) : [therapist.discipline];
  }
  if (reservedFor !== null) return drawn.includes('PT') ? drawn : ['PT'];
  // Facilities see more speech therapy together with physical therapy.
  return home.setting.kind === 'institutional' && prng.chance(0.15) ? ['PT', 'SLP'] : drawn;
}

/** The therapist's own discipline, and another: what was drawn, or the most frequent. */
function withSecond(
  { discipline }: Therapist,
  drawn: readonly SynthDiscipline[],
): readonly SynthDiscipline[] {
  const others = [...drawn, 'PT', 'OT'] as const;
  return [discipline, ...others.filter((other) => other !== discipline).slice(0, 1)];
}

/** Most people stay with one group; some take the second discipline elsewhere. */
function secondGroup({ prng, seat, market, home }: YearRequest): SynthGroup {
  return seat.reservedFor === null && prng.chance(0.3) ? prng.pick(market.groups) : home;
}

function therapistOf(
  group: SynthGroup,
  discipline: SynthDiscipline,
  { prng, seat }: YearRequest,
): Therapist | null {
  const fitting = group.therapists.filter((one) => one.discipline === discipline);
  const own = fitting.find(
    (one) => one === seat.therapist || one.npi === seat.reservedFor?.renderingNpi,
  );
  if (own !== undefined) return own;
  const open = fitting.filter(takesOthers);
  return open.length === 0 ? (fitting[0] ?? null) : prng.pick(open);
}

function afterArrival(episode: Episode, { seat, options }: YearRequest): Episode {
  const { reservedFor } = seat;
  if (reservedFor?.pattern !== 'new_provider') return episode;
  const start = startAfter(reservedFor, episode.start, options);
  const plantedBy = start > episode.start ? reservedFor.pattern : null;
  return { ...episode, start, plantedBy };
}

/** A long course becomes two, with a pause between. */
function splitEpisode(episode: Episode, { prng, options }: YearRequest): readonly Episode[] {
  const isWhole = !options.courseShape.hasPauses || episode.visits <= 20;
  if (isWhole || !prng.chance(0.5)) return [episode];
  const firstVisits = Math.ceil(episode.visits / 2);
  const weeks = Math.ceil(firstVisits / episode.visitsPerWeek) + prng.between(1, 4);
  return [
    { ...episode, visits: firstVisits },
    { ...episode, visits: episode.visits - firstVisits, start: episode.start + weeks * 7 },
  ];
}
