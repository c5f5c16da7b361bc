// A market: the practices and facilities of one place and the people they treat. It is the unit
// that is generated at once and then forgotten: a file of any size needs the memory of one.

import type { SynthDiscipline } from './catalogue.js';
import type { SynthBiller, SynthSetting } from './claim-event.js';
import { npiAt, tinAt } from './identifiers.js';
import { ADVANTAGE_PAYER, COMMERCIAL_PAYER, contractorPayer, type SynthPayer } from './payers.js';
import { createPrng, type Prng } from './prng.js';
import type {
  PlantedPattern,
  PlantedRequest,
  ResolvedOptions,
  SynthOptions,
} from './synth-options.js';

export const BENEFICIARIES_PER_MARKET = 240;
export const PRACTICES_PER_MARKET = 5;
const THERAPISTS_PER_PRACTICE: readonly SynthDiscipline[] = ['PT', 'OT', 'PT', 'SLP', 'PT'];
const GROUP_KINDS = ['P', 'P', '74', 'P', 'P', '13', 'P', '22'] as const;
const GROUP_NAMES = { P: 'THERAPY GROUP', 74: 'REHAB AGENCY', 13: 'HOSPITAL', 22: 'CARE CENTER' };
/** Numbers of a market's providers: 8 billers, 5 x 5 therapists, 5 physicians, with room. */
const NPIS_PER_MARKET = 64;

export interface PlantedProvider {
  readonly pattern: PlantedPattern;
  readonly strength: number;
  readonly caseload: number;
  /** Null where the habit is the practice's and not one therapist's. */
  readonly renderingNpi: string | null;
  readonly billingNpi: string;
}

export interface Therapist {
  readonly npi: string;
  readonly discipline: SynthDiscipline;
  readonly habit: PlantedProvider | null;
}

export type BillingPeriod = 'visit' | 'week' | 'month';

export interface SynthGroup extends SynthBiller {
  readonly index: number;
  readonly setting: SynthSetting;
  readonly billingPeriod: BillingPeriod;
  /** Empty for a facility, whose claims name no therapist. */
  readonly therapists: readonly Therapist[];
  readonly physicianNpi: string | null;
  readonly habit: PlantedProvider | null;
  /** Sends a number with each line, which the payer echoes. */
  readonly numbersLines: boolean;
  readonly medicare: SynthPayer;
  /** Charges are the price times this. */
  readonly markup: number;
}

export interface Market {
  readonly index: number;
  readonly groups: readonly SynthGroup[];
  readonly planted: readonly PlantedProvider[];
}

/** Measured with the default usage: lines of all versions in a year with treatment. */
const LINES_PER_ACTIVE_YEAR = 31;
/** Everybody is treated in one year, and in each other year with this probability. */
export const FURTHER_YEAR_SHARE = 0.35;

export function plannedBeneficiaries(options: Pick<SynthOptions, 'size' | 'years'>): number {
  if (options.size.kind === 'beneficiaries') return options.size.count;
  const activeYears = 1 + FURTHER_YEAR_SHARE * (options.years.length - 1);
  const each = LINES_PER_ACTIVE_YEAR * activeYears;
  return Math.max(1, Math.round(options.size.count / each));
}

/** Markets that will surely be generated: the planted providers are spread over them. */
export function plannedMarkets(options: Pick<SynthOptions, 'size' | 'years'>): number {
  return Math.max(1, Math.floor((plannedBeneficiaries(options) * 0.8) / BENEFICIARIES_PER_MARKET));
}

type PlantedOne = Omit<PlantedRequest, 'providers'>;

/** Requests taken apart, one entry a provider, for market `index` of `markets`. */
export function plantedOfMarket(
  requests: readonly PlantedRequest[],
  index: number,
  markets: number,
): readonly PlantedOne[] {
  const all = requests.flatMap((request) =>
    Array.from({ length: request.providers }, (): PlantedOne => request),
  );
  return all.filter((_, at) => at % markets === index);
}

export function createMarket(
  options: ResolvedOptions,
  index: number,
  planted: readonly PlantedOne[],
): Market {
  const prng = createPrng(options.seed, 'market', index);
  const practiceOffset = prng.between(0, PRACTICES_PER_MARKET - 1);
  let practice = 0;
  const groups = GROUP_KINDS.map((kind, at): SynthGroup => {
    if (kind !== 'P') return createFacility({ options, market: index, at, kind, prng });
    // At most one planted provider a practice, so that no habit blurs another.
    const slot = (practice + practiceOffset) % PRACTICES_PER_MARKET;
    practice += 1;
    return createPractice({ options, market: index, at, prng, planted: planted[slot] ?? null });
  });
  const habits = groups.flatMap((group) => [
    group.habit,
    ...group.therapists.map((therapist) => therapist.habit),
  ]);
  return { index, groups, planted: habits.filter((habit) => habit !== null) };
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
}

function createFacility(seat: GroupSeat & { readonly kind: '74' | '13' | '22' }): SynthGroup {
  return {
    ...createBiller(seat, GROUP_NAMES[seat.kind]),
    setting: { kind: 'institutional', facility: seat.kind },
    billingPeriod: 'month',
    therapists: [],
    physicianNpi: null,
    habit: null,
    numbersLines: true,
    medicare: pickContractor(seat, 'A'),
    markup: 2 + seat.prng.next(),
  };
}

function createPractice(seat: GroupSeat & { readonly planted: PlantedOne | null }): SynthGroup {
  const biller = createBiller(seat, GROUP_NAMES.P);
  const npiOf = (place: number): string =>
    npiAt(seat.options.seed, seat.market * NPIS_PER_MARKET + 8 + seat.at * 6 + place);
  const isGroupHabit = seat.planted?.pattern === 'merged_groups';
  const habit = plant(seat.planted, biller.npi, isGroupHabit ? null : npiOf(0));
  return {
    ...biller,
    setting: { kind: 'professional', placeOfService: seat.at === 4 ? '12' : '11' },
    billingPeriod: seat.prng.chance(0.6) ? 'visit' : 'week',
    therapists: THERAPISTS_PER_PRACTICE.map((discipline, place) => ({
      npi: npiOf(place),
      discipline,
      habit: place === 0 && !isGroupHabit ? habit : null,
    })),
    physicianNpi: seat.at % 3 === 1 ? npiOf(5) : null,
    habit: isGroupHabit ? habit : null,
    numbersLines: seat.at % 2 === 0,
    medicare: pickContractor(seat, 'B'),
    markup: 1.5 + seat.prng.next() * 0.7,
  };
}

function createBiller(seat: GroupSeat, name: string): SynthBiller & { readonly index: number } {
  const index = seat.market * GROUP_KINDS.length + seat.at;
  return {
    index,
    npi: npiAt(seat.options.seed, seat.market * NPIS_PER_MARKET + seat.at),
    tin: tinAt(index + 1),
    name: `SYNTHETIC ${name} ${index + 1}`,
  };
}

function plant(
  planted: PlantedOne | null,
  billingNpi: string,
  renderingNpi: string | null,
): PlantedProvider | null {
  if (planted === null) return null;
  const { pattern, strength } = planted;
  const caseload = planted.caseload ?? (pattern === 'routine_early_kx' ? 24 : 12);
  return { pattern, strength, caseload, renderingNpi, billingNpi };
}

function pickContractor(seat: GroupSeat, part: 'A' | 'B'): SynthPayer {
  const rows = seat.options.contractors
    .map((row, at) => ({ row, at }))
    .filter(({ row }) => row.part === part);
  const { row, at } = seat.prng.pick(rows);
  return contractorPayer(row, at);
}
