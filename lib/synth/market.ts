// A market: the practices and facilities of one place and the people they treat. It is the unit
// that is generated at once and then forgotten: a file of any size needs the memory of one.

import { billingPlaceOf } from './billing-place.js';
import type { DayNumber } from './calendar.js';
import type { SynthDiscipline } from './catalogue.js';
import type { SynthBiller, SynthSetting } from './claim-event.js';
import { drawHonestRates, NO_RATES, type HonestRates } from './honest-rates.js';
import { npiAt, tinAt } from './identifiers.js';
import {
  partnerOf,
  practicesOfMarket,
  THERAPISTS_PER_PRACTICE,
  therapistsOfMarket,
  type Placement,
} from './market-plan.js';
import { ADVANTAGE_PAYER, COMMERCIAL_PAYER, contractorPayer, type SynthPayer } from './payers.js';
import { isLookAlike, PATTERN_FACTS, type HabitName } from './planted-pattern.js';
import { createPrng, type Prng } from './prng.js';
import type { ResolvedOptions } from './synth-options.js';

const PRACTICE_DISCIPLINES: readonly SynthDiscipline[] = ['PT', 'OT', 'PT', 'SLP', 'PT'];
const GROUP_KINDS = ['P', 'P', '74', 'P', 'P', '13', 'P', '22'] as const;
const GROUP_NAMES = { P: 'THERAPY GROUP', 74: 'REHAB AGENCY', 13: 'HOSPITAL', 22: 'CARE CENTER' };
/** Numbers of a market's providers: 8 billers, 5 x 5 therapists, 5 physicians, with room. */
const NPIS_PER_MARKET = 64;

/** A planted way of billing or treating, or what makes an honest provider look like an outlier. */
export interface Habit {
  readonly pattern: HabitName;
  readonly strength: number;
  readonly caseload: number;
  /** Null where the habit is the practice's or facility's and not one therapist's. */
  readonly renderingNpi: string | null;
  readonly billingNpi: string;
  /** The day on which the habit or the provider begins, where that is the point of it. */
  readonly fromDay: DayNumber | null;
  /** The payer whose lines it is about. */
  readonly payerId: string | null;
  /** The tax number that is shared; null where none is. */
  readonly sharedTin: string | null;
}

export interface Therapist {
  readonly npi: string;
  readonly discipline: SynthDiscipline;
  readonly habit: Habit | null;
  readonly rates: HonestRates;
}

export type BillingPeriod = 'visit' | 'week' | 'month';

export interface SynthGroup extends SynthBiller {
  readonly index: number;
  readonly setting: SynthSetting;
  readonly billingPeriod: BillingPeriod;
  /** Empty for a facility, whose claims name no therapist. */
  readonly therapists: readonly Therapist[];
  readonly physicianNpi: string | null;
  readonly habit: Habit | null;
  /** Of claims that name no therapist. */
  readonly rates: HonestRates;
  /** Sends a number with each line, which the payer echoes. */
  readonly numbersLines: boolean;
  readonly medicare: SynthPayer;
  /** Charges are the price times this. */
  readonly markup: number;
}

export interface Market {
  readonly index: number;
  readonly groups: readonly SynthGroup[];
  readonly habits: readonly Habit[];
}

export function createMarket(
  options: ResolvedOptions,
  index: number,
  placements: readonly Placement[],
): Market {
  const prng = createPrng(options.seed, 'market', index);
  // The first draw says whose turn for a habit it is: `planPlacements` has read it already.
  prng.next();
  let therapists = therapistsOfMarket(options, index);
  let practices = practicesOfMarket(options, index);
  const groups: SynthGroup[] = [];
  for (const [at, kind] of GROUP_KINDS.entries()) {
    const seat = { options, market: index, at, prng, placements };
    if (kind !== 'P') groups.push(createFacility(seat, kind));
    else if (practices > 0) {
      groups.push(createPractice(seat, Math.min(THERAPISTS_PER_PRACTICE, therapists)));
      therapists -= THERAPISTS_PER_PRACTICE;
      practices -= 1;
    }
  }
  const habits = groups.flatMap((group) => [
    group.habit,
    ...group.therapists.map((therapist) => therapist.habit),
  ]);
  return { index, groups, habits: habits.filter((habit) => habit !== null) };
}

/** The payer of a person's claims from that group. */
export function payerOf(group: SynthGroup, coverage: SynthCoverage): SynthPayer {
  if (coverage === 'advantage') return ADVANTAGE_PAYER;
  return coverage === 'commercial' ? COMMERCIAL_PAYER : group.medicare;
}

export type SynthCoverage = 'medicare' | 'advantage' | 'commercial';

interface GroupSeat {
  readonly options: ResolvedOptions;
  readonly market: number;
  readonly at: number;
  readonly prng: Prng;
  readonly placements: readonly Placement[];
}

function createFacility(seat: GroupSeat, kind: '74' | '13' | '22'): SynthGroup {
  const medicare = pickContractor(seat, 'A');
  const markup = 2 + seat.prng.next();
  const biller = createBiller(seat, GROUP_NAMES[kind]);
  const habit = createHabit(seat, { ...biller, renderingNpi: null, payerId: null });
  return {
    ...biller,
    setting: { kind: 'institutional', facility: kind },
    billingPeriod: 'month',
    therapists: [],
    physicianNpi: null,
    habit,
    rates: ratesOf(seat, biller.npi, habit),
    numbersLines: true,
    medicare,
    markup,
  };
}

function createPractice(seat: GroupSeat, therapists: number): SynthGroup {
  const billingPeriod = seat.prng.chance(0.6) ? 'visit' : 'week';
  const medicare = pickContractor(seat, 'B');
  const markup = 1.5 + seat.prng.next() * 0.7;
  const biller = createBiller(seat, GROUP_NAMES.P);
  const npiOf = (place: number): string =>
    npiAt(seat.options.seed, seat.market * NPIS_PER_MARKET + 8 + seat.at * 6 + place);
  const habit = createHabit(seat, { ...biller, renderingNpi: npiOf(0), payerId: medicare.payerId });
  const isOfPractice = habit?.renderingNpi === null;
  return {
    ...biller,
    tin: habit?.sharedTin ?? biller.tin,
    setting: { kind: 'professional', placeOfService: seat.at === 4 ? '12' : '11' },
    billingPeriod,
    therapists: PRACTICE_DISCIPLINES.slice(0, therapists).map((discipline, place) => {
      const own = place === 0 && !isOfPractice ? habit : null;
      const npi = npiOf(place);
      return { npi, discipline, habit: own, rates: ratesOf(seat, npi, own) };
    }),
    physicianNpi: seat.at % 3 === 1 ? npiOf(5) : null,
    habit: isOfPractice ? habit : null,
    rates: NO_RATES,
    numbersLines: seat.at % 2 === 0,
    medicare,
    markup,
  };
}

/** Slips of one's own exist in planned populations only; a look-alike makes none by chance. */
function ratesOf({ options }: GroupSeat, npi: string, habit: Habit | null): HonestRates {
  if (options.size.kind !== 'providers') return NO_RATES;
  if (habit !== null && isLookAlike(habit.pattern)) return NO_RATES;
  return drawHonestRates(options.seed, npi);
}

function createBiller(seat: GroupSeat, name: string): SynthBiller & { readonly index: number } {
  const index = billerIndex(seat);
  return {
    index,
    npi: npiAt(seat.options.seed, seat.market * NPIS_PER_MARKET + seat.at),
    tin: tinAt(index + 1),
    name: `SYNTHETIC ${name} ${index + 1}`,
    place: billingPlaceOf(seat.market),
  };
}

function billerIndex({ market, at }: Pick<Placement, 'market' | 'at'>): number {
  return market * GROUP_KINDS.length + at;
}

interface HabitHolder {
  readonly npi: string;
  readonly renderingNpi: string | null;
  readonly payerId: string | null;
}

function createHabit(seat: GroupSeat, holder: HabitHolder): Habit | null {
  const { options, placements } = seat;
  const placement = placements.find(({ market, at }) => market === seat.market && at === seat.at);
  if (placement === undefined) return null;
  const { pattern, strength } = placement;
  const caseload =
    placement.caseload ?? (options.size.kind === 'providers' ? options.size.caseload : 0);
  const isOfPractice = !isLookAlike(pattern) && PATTERN_FACTS[pattern].holder === 'practice';
  return {
    pattern,
    strength,
    caseload,
    renderingNpi: isOfPractice ? null : holder.renderingNpi,
    billingNpi: holder.npi,
    fromDay: firstDayOf(placement, options),
    payerId: pattern === 'auto_kx_from_day' ? holder.payerId : null,
    sharedTin: sharedTinOf(placement, seat, holder.npi),
  };
}

/** The billing system changes three fifths into the data; a new provider comes by its strength. */
function firstDayOf({ pattern, strength }: Placement, options: ResolvedOptions): DayNumber | null {
  const { firstServiceDayNumber: first, lastServiceDayNumber: last } = options;
  if (pattern === 'auto_kx_from_day') return first + Math.floor((last - first) * 0.6);
  if (pattern === 'new_provider') return first + Math.floor((last - first) * 0.9 * strength);
  return null;
}

function sharedTinOf(placement: Placement, seat: GroupSeat, npi: string): string | null {
  if (placement.pattern !== 'shared_tin') return null;
  const partner = partnerOf(placement, seat.placements);
  const isShown = createPrng(seat.options.seed, placement.pattern, npi).next() < placement.strength;
  return partner === null || !isShown ? null : tinAt(billerIndex(partner) + 1);
}

function pickContractor(seat: GroupSeat, part: 'A' | 'B'): SynthPayer {
  const rows = seat.options.contractors
    .map((row, at) => ({ row, at }))
    .filter(({ row }) => row.part === part);
  const { row, at } = seat.prng.pick(rows);
  return contractorPayer(row, at);
}

/** Two kinds of provider treat only people who are reserved for them. */
export function takesOthers({ habit }: Therapist): boolean {
  return habit?.pattern !== 'small_volume' && habit?.pattern !== 'new_provider';
}
