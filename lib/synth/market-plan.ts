// How many markets a run has, and which provider with a habit stands where: known before anything
// is generated, because one habit may point at a provider of another market.

import { createPrng } from './prng.js';
import {
  isLookAlike,
  LOOK_ALIKE_CASELOADS,
  PATTERN_FACTS,
  type HabitName,
} from './planted-pattern.js';
import { strengthOf, type SynthOptions } from './synth-options.js';

export const BENEFICIARIES_PER_MARKET = 240;
const PRACTICES_PER_MARKET = 5;
export const THERAPISTS_PER_PRACTICE = 5;
/** Places of the practices and of the facilities among a market's billers. */
const PRACTICE_PLACES = [0, 1, 3, 4, 6] as const;
/** The hospital is the first to get a habit. */
const FACILITY_PLACES = [5, 2, 7] as const;
/** Measured with the default usage: lines of all versions in a year with treatment. */
const LINES_PER_ACTIVE_YEAR = 31;
/** Everybody is treated in one year, and in each other year with this probability. */
export const FURTHER_YEAR_SHARE = 0.35;
const THERAPISTS_PER_MARKET = PRACTICES_PER_MARKET * THERAPISTS_PER_PRACTICE;

type Sized = Pick<SynthOptions, 'size' | 'years'>;
type Requests = Pick<SynthOptions, 'seed' | 'planted' | 'lookAlikes'> & Sized;

export interface Placement {
  readonly pattern: HabitName;
  readonly strength: number;
  /** Null: a planned population gives everybody the same. */
  readonly caseload: number | null;
  readonly market: number;
  /** Place among the market's billers. */
  readonly at: number;
}

/** For a size in beneficiaries or lines. */
export function plannedBeneficiaries({ size, years }: Sized): number {
  if (size.kind === 'beneficiaries') return size.count;
  if (size.kind === 'providers') return size.providers * size.caseload;
  const activeYears = 1 + FURTHER_YEAR_SHARE * (years.length - 1);
  return Math.max(1, Math.round(size.count / (LINES_PER_ACTIVE_YEAR * activeYears)));
}

/** Markets that will surely be generated, with all practices: habits are spread over them. */
function plannedMarkets(sized: Sized): number {
  const { size } = sized;
  if (size.kind === 'providers') {
    return Math.max(1, Math.floor(size.providers / THERAPISTS_PER_MARKET));
  }
  return Math.max(1, Math.floor((plannedBeneficiaries(sized) * 0.8) / BENEFICIARIES_PER_MARKET));
}

/** Therapists of market `index`: the last one of a planned population has what is left. */
export function therapistsOfMarket({ size }: Sized, index: number): number {
  if (size.kind !== 'providers') return THERAPISTS_PER_MARKET;
  return Math.min(THERAPISTS_PER_MARKET, size.providers - index * THERAPISTS_PER_MARKET);
}

export function practicesOfMarket(sized: Sized, index: number): number {
  return Math.ceil(therapistsOfMarket(sized, index) / THERAPISTS_PER_PRACTICE);
}

/** Practices in which a habit can be planted: one each, so that no habit blurs another. */
export function practicesForHabits(sized: Sized): number {
  return plannedMarkets(sized) * practicesOfMarket(sized, 0);
}

export function facilitiesForHabits(sized: Sized): number {
  return plannedMarkets(sized) * FACILITY_PLACES.length;
}

export function planPlacements(options: Requests): readonly Placement[] {
  const [atPractice, atFacility] = requestedHabits(options);
  const markets = plannedMarkets(options);
  const practices = practicesOfMarket(options, 0);
  return [
    ...atPractice.map((habit, number): Placement => {
      const market = number % markets;
      const turn = createPrng(options.seed, 'market', market).between(0, practices - 1);
      const practice = (Math.floor(number / markets) - turn + practices) % practices;
      return { ...habit, market, at: PRACTICE_PLACES[practice] ?? 0 };
    }),
    ...atFacility.map((habit, number): Placement => {
      const at = FACILITY_PLACES[Math.floor(number / markets)] ?? FACILITY_PLACES[0];
      return { ...habit, market: number % markets, at };
    }),
  ];
}

type HabitRequest = Omit<Placement, 'market' | 'at'>;

/** One entry a provider: first those of practices and their therapists, then facilities. */
function requestedHabits(options: Requests): readonly [HabitRequest[], HabitRequest[]] {
  const isPlanned = options.size.kind === 'providers';
  const planted = (options.planted ?? []).flatMap((request): HabitRequest[] => {
    const { pattern, providers, caseload } = request;
    const { holder, caseload: usual } = PATTERN_FACTS[pattern];
    const others = isPlanned && holder === 'therapist' ? null : usual;
    const strength = strengthOf(request) ?? 0;
    return repeat({ pattern, strength, caseload: caseload ?? others }, providers);
  });
  const lookAlikes = (options.lookAlikes ?? []).flatMap(({ kind, providers, caseload }) => {
    const isFew = kind === 'small_volume' || kind === 'hospital_claim_level_kx';
    const others = isPlanned && !isFew ? null : LOOK_ALIKE_CASELOADS[kind];
    return repeat({ pattern: kind, strength: 1, caseload: caseload ?? others }, providers);
  });
  const isFacility = (habit: HabitRequest): boolean => habit.pattern === 'hospital_claim_level_kx';
  return [
    [...planted, ...lookAlikes.filter((habit) => !isFacility(habit))],
    lookAlikes.filter(isFacility),
  ];
}

function repeat(habit: HabitRequest, count: number): HabitRequest[] {
  return Array.from({ length: count }, () => habit);
}

/** The habit with whose holder a tax number is shared: the next one that is planted otherwise. */
export function partnerOf(placement: Placement, all: readonly Placement[]): Placement | null {
  const partners = all.filter(({ pattern }) => pattern !== 'shared_tin' && !isLookAlike(pattern));
  const sharing = all.filter(({ pattern }) => pattern === 'shared_tin');
  return partners[sharing.indexOf(placement) % Math.max(1, partners.length)] ?? null;
}
