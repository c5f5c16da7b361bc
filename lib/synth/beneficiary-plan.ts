// Who is treated where, how often and when: one plan per beneficiary, made before any claim.
// People reserved for a planted provider get the kind of year in which its habit can show.

import { dayNumberOf, type DayNumber } from './calendar.js';
import type { SynthDiscipline } from './catalogue.js';
import type { SynthBeneficiary } from './claim-event.js';
import { firstNameAt, mbiAt, surnameAt } from './identifiers.js';
import {
  FURTHER_YEAR_SHARE,
  type Market,
  type PlantedProvider,
  type SynthCoverage,
  type SynthGroup,
  type Therapist,
} from './market.js';
import { createPrng, type Prng } from './prng.js';
import type { ResolvedOptions, UsageMix } from './synth-options.js';

/** One course of treatment in one discipline. */
export interface Episode {
  readonly group: SynthGroup;
  readonly discipline: SynthDiscipline;
  /** Null at a facility. */
  readonly therapist: Therapist | null;
  readonly start: DayNumber;
  readonly visits: number;
  readonly visitsPerWeek: number;
  /** Long visits with many units, as heavy users have them. */
  readonly isIntensive: boolean;
}

export interface BeneficiaryPlan {
  readonly index: number;
  readonly beneficiary: SynthBeneficiary;
  readonly coverage: SynthCoverage;
  /** From this day on Medicare pays, whatever the coverage was before; null = no change. */
  readonly medicareFrom: DayNumber | null;
  readonly episodes: readonly Episode[];
}

export interface PlanRequest {
  readonly options: ResolvedOptions;
  readonly market: Market;
  /** Number in the whole run: it makes the identity. */
  readonly index: number;
  /** The planted provider for whom the person is reserved. */
  readonly reservedFor: PlantedProvider | null;
}

type Usage = keyof UsageMix | 'bothGroups';

/**
 * For each seat of a market the planted provider for whom it is reserved, or null. Reserved seats
 * are spread evenly, so that a market that ends early has both kinds.
 */
export function reserveSeats(market: Market, seats: number): readonly (PlantedProvider | null)[] {
  const wanted = market.planted.reduce((sum, provider) => sum + provider.caseload, 0);
  // Others must have people too: nobody is an outlier without peers.
  const scale = Math.min(1, (seats * 0.7) / Math.max(1, wanted));
  const reserved = market.planted.flatMap((provider) =>
    Array.from({ length: Math.floor(provider.caseload * scale) }, () => provider),
  );
  const plan = Array.from<PlantedProvider | null>({ length: seats }).fill(null);
  for (const [at, provider] of reserved.entries()) {
    // Neighbours in the list sit far apart: 37 has no factor in common with most lengths.
    const place = (at * 37) % reserved.length;
    const seat = Math.floor((place * seats) / reserved.length);
    plan[plan[seat] === null ? seat : plan.indexOf(null)] = provider;
  }
  return plan;
}

export function planBeneficiary(request: PlanRequest): BeneficiaryPlan {
  const { options, index, reservedFor } = request;
  const prng = createPrng(options.seed, 'beneficiary', index);
  const coverage = reservedFor === null ? drawCoverage(prng) : 'medicare';
  const switches = coverage === 'advantage' && prng.chance(0.15);
  const home = reservedFor === null ? prng.pick(request.market.groups) : groupOf(request);
  const furtherYears = options.years.filter(() => prng.chance(FURTHER_YEAR_SHARE));
  const firstYear = prng.pick(options.years);
  const years = options.years.filter((year) => year === firstYear || furtherYears.includes(year));
  return {
    index,
    beneficiary: {
      mbi: mbiAt(options.seed, index),
      lastName: surnameAt(index),
      firstName: firstNameAt(index),
    },
    coverage,
    medicareFrom: switches ? dayNumberOf(firstYear, prng.between(4, 7), 1) : null,
    episodes: years.flatMap((year) => planYear({ ...request, prng, home, year })),
  };
}

function drawCoverage(prng: Prng): SynthCoverage {
  return prng.pickWeighted<SynthCoverage>([
    ['medicare', 84],
    ['advantage', 11],
    ['commercial', 5],
  ]);
}

function groupOf({ market, reservedFor }: PlanRequest): SynthGroup {
  const group = market.groups.find((one) => one.npi === reservedFor?.billingNpi);
  if (group === undefined) throw new Error('a planted provider is outside its market');
  return group;
}

type YearRequest = PlanRequest & {
  readonly prng: Prng;
  readonly home: SynthGroup;
  readonly year: number;
};

function planYear(request: YearRequest): readonly Episode[] {
  const { prng, options } = request;
  const usage = drawUsage(request);
  const start = drawStart(request, usage);
  const disciplines = drawDisciplines(request);
  const visits = visitsOf(usage, prng);
  const isHeavy = usage === 'heavy' || usage === 'veryHeavy';
  return disciplines.flatMap((discipline, place) => {
    // The second discipline of a heavy user stays short: one group is to cross, not both.
    const own = place > 0 && usage !== 'bothGroups' ? Math.ceil(visits / 3) : visits;
    const group = place > 0 ? secondGroup(request) : request.home;
    const first = {
      group,
      discipline,
      therapist: therapistOf(group, discipline, request),
      start: start + place * prng.between(0, 6),
      visits: own,
      visitsPerWeek: isHeavy ? 3 : prng.between(1, 3),
      isIntensive: isHeavy || usage === 'bothGroups',
    };
    return splitEpisode(first, prng).filter(
      (episode) => episode.start <= options.lastServiceDayNumber,
    );
  });
}

function drawUsage({ options, prng, reservedFor }: YearRequest): Usage {
  const { light, medium, heavy, veryHeavy } = options.usage;
  const byMix = prng.pickWeighted<Usage>([
    ['light', light],
    ['medium', medium],
    ['heavy', heavy],
    ['veryHeavy', veryHeavy],
  ]);
  if (reservedFor?.pattern === 'merged_groups') return 'bothGroups';
  if (reservedFor === null || reservedFor.pattern === 'routine_early_kx') return byMix;
  return byMix === 'veryHeavy' ? 'veryHeavy' : 'heavy';
}

function visitsOf(usage: Usage, prng: Prng): number {
  switch (usage) {
    case 'light':
      return prng.between(2, 5);
    case 'medium':
      return prng.between(6, 16);
    case 'heavy':
      return prng.between(17, 24);
    case 'veryHeavy':
      return prng.between(30, 42);
    case 'bothGroups':
      return prng.between(9, 11);
  }
}

function drawStart({ prng, year, options }: YearRequest, usage: Usage): DayNumber {
  const early = usage === 'light' || usage === 'medium' ? 330 : 150;
  const first = dayNumberOf(year, 1, 2);
  const room = Math.max(14, Math.min(early, options.lastServiceDayNumber - first - 60));
  return first + prng.between(0, room);
}

function drawDisciplines({ prng, reservedFor, home }: YearRequest): readonly SynthDiscipline[] {
  const drawn = prng.pickWeighted<readonly SynthDiscipline[]>([
    [['PT'], 60],
    [['OT'], 13],
    [['PT', 'OT'], 12],
    [['PT', 'SLP'], 8],
    [['SLP'], 7],
  ]);
  if (reservedFor?.pattern === 'merged_groups') return ['PT', 'OT'];
  if (reservedFor !== null) return drawn.includes('PT') ? drawn : ['PT'];
  // Facilities see more speech therapy together with physical therapy.
  return home.setting.kind === 'institutional' && prng.chance(0.15) ? ['PT', 'SLP'] : drawn;
}

/** Most people stay with one group; some take the second discipline elsewhere. */
function secondGroup({ prng, reservedFor, market, home }: YearRequest): SynthGroup {
  return reservedFor === null && prng.chance(0.3) ? prng.pick(market.groups) : home;
}

function therapistOf(
  group: SynthGroup,
  discipline: SynthDiscipline,
  { prng, reservedFor }: YearRequest,
): Therapist | null {
  const fitting = group.therapists.filter((one) => one.discipline === discipline);
  const reserved = fitting.find((one) => one.npi === reservedFor?.renderingNpi);
  if (reserved !== undefined) return reserved;
  return fitting.length === 0 ? null : prng.pick(fitting);
}

/** A long course becomes two, with a pause between. */
function splitEpisode(episode: Episode, prng: Prng): readonly Episode[] {
  if (episode.visits <= 20 || !prng.chance(0.5)) return [episode];
  const firstVisits = Math.ceil(episode.visits / 2);
  const weeks = Math.ceil(firstVisits / episode.visitsPerWeek) + prng.between(1, 4);
  return [
    { ...episode, visits: firstVisits },
    { ...episode, visits: episode.visits - firstVisits, start: episode.start + weeks * 7 },
  ];
}
