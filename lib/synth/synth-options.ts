// What a caller asks of the synthetic claims. Threshold amounts come in as data: no reference
// amount is written here, and none of the code that judges claims is used.

import type { IsoDay } from '../domain/day.js';
import type { ThresholdGroup } from '../domain/reference.js';
import { parseDayNumber, type DayNumber } from './calendar.js';
import { SYNTH_CATALOGUE, type CatalogueCode } from './catalogue.js';
import { SYNTH_CONTRACTORS, type SynthContractor } from './payers.js';

/** One calendar year's amounts; null = not known: nobody bills KX then, and nothing crosses. */
export interface SynthThreshold {
  readonly year: number;
  readonly kxCents: Readonly<Record<ThresholdGroup, number | null>>;
  readonly reviewCents: Readonly<Record<ThresholdGroup, number | null>>;
}

export type PlantedPattern =
  /** A therapist puts KX on a beneficiary's lines from the first visit. */
  | 'routine_early_kx'
  /** A practice adds PT+SLP and OT into one total, and so reaches the amount too early. */
  | 'merged_groups'
  /** A therapist leaves KX out above the amount. */
  | 'missing_kx'
  /** A therapist bills GA beside KX. */
  | 'kx_with_ga';

export const PLANTED_PATTERNS: readonly PlantedPattern[] = [
  'routine_early_kx',
  'merged_groups',
  'missing_kx',
  'kx_with_ga',
];

export interface PlantedRequest {
  readonly pattern: PlantedPattern;
  /** 0 to 1: share of the provider's beneficiaries or claims that show the pattern. */
  readonly strength: number;
  readonly providers: number;
  /** Beneficiaries reserved for each of these providers; more may come by chance. */
  readonly caseload?: number;
}

/** How a year of therapy is spread over beneficiaries, as weights. */
export interface UsageMix {
  readonly light: number;
  readonly medium: number;
  readonly heavy: number;
  readonly veryHeavy: number;
}

export type SynthSize =
  | { readonly kind: 'beneficiaries'; readonly count: number }
  /** Lines of all claim versions, reversals included; met within a few percent. */
  | { readonly kind: 'lines'; readonly count: number };

export interface SynthOptions {
  readonly seed: number;
  readonly size: SynthSize;
  /** Calendar years of service, ascending and without gaps. */
  readonly years: readonly number[];
  readonly thresholds: readonly SynthThreshold[];
  readonly planted?: readonly PlantedRequest[];
  /** `summary` keeps no beneficiary in memory. */
  readonly truth?: 'full' | 'summary';
  readonly catalogue?: readonly CatalogueCode[];
  readonly contractors?: readonly SynthContractor[];
  readonly usage?: UsageMix;
  /** Nothing is served after it; default: the end of the last year. */
  readonly lastServiceDay?: IsoDay;
  /** Nothing is paid after it; default: five months after the last year. */
  readonly lastPaidDay?: IsoDay;
  /** Days from one payment of a payer to a group to the next. */
  readonly payCycleDays?: number;
}

export interface ResolvedOptions extends Required<SynthOptions> {
  readonly lastServiceDayNumber: DayNumber;
  readonly lastPaidDayNumber: DayNumber;
}

const DEFAULT_USAGE: UsageMix = { light: 34, medium: 50, heavy: 11, veryHeavy: 5 };

export function resolveOptions(options: SynthOptions): ResolvedOptions {
  const lastYear = options.years[options.years.length - 1] ?? 0;
  const resolved: Required<SynthOptions> = {
    planted: [],
    truth: 'full',
    catalogue: SYNTH_CATALOGUE,
    contractors: SYNTH_CONTRACTORS,
    usage: DEFAULT_USAGE,
    lastServiceDay: `${lastYear}-12-31` as IsoDay,
    lastPaidDay: `${lastYear + 1}-05-31` as IsoDay,
    payCycleDays: 7,
    ...options,
  };
  return {
    ...resolved,
    lastServiceDayNumber: parseDayNumber(resolved.lastServiceDay),
    lastPaidDayNumber: parseDayNumber(resolved.lastPaidDay),
  };
}
