// What a caller asks of the synthetic claims. Threshold amounts come in as data: no reference
// amount is written here, and none of the code that judges claims is used.

import type { IsoDay } from '../domain/day.js';
import type { ThresholdGroup } from '../domain/reference.js';
import { dayNumberOf, parseDayNumber, type DayNumber } from './calendar.js';
import { SYNTH_CATALOGUE, type CatalogueCode } from './catalogue.js';
import { COURSE_SHAPES, type CourseKind, type CourseShape, type UsageMix } from './course-shape.js';
import { SYNTH_CONTRACTORS, type SynthContractor } from './payers.js';
import { HONEST_RATES, type LookAlikeKind, type PlantedPattern } from './planted-pattern.js';

/** One calendar year's amounts; null = not known: nobody bills KX then, and nothing crosses. */
export interface SynthThreshold {
  readonly year: number;
  readonly kxCents: Readonly<Record<ThresholdGroup, number | null>>;
  readonly reviewCents: Readonly<Record<ThresholdGroup, number | null>>;
}

export interface PlantedRequest {
  readonly pattern: PlantedPattern;
  /** 0 to 1: share of the provider's beneficiaries, claims, visits or lines that show the habit. */
  readonly strength?: number;
  /** Instead of `strength`: that many times the mean rate of honest providers. */
  readonly timesHonest?: number;
  readonly providers: number;
  /** Beneficiaries reserved for each of these providers; more may come by chance. */
  readonly caseload?: number;
}

/** Honest providers that only look like an outlier. */
export interface LookAlikeRequest {
  readonly kind: LookAlikeKind;
  readonly providers: number;
  readonly caseload?: number;
}

export type SynthSize =
  | { readonly kind: 'beneficiaries'; readonly count: number }
  /** Lines of all claim versions, reversals included; met within a few percent. */
  | { readonly kind: 'lines'; readonly count: number }
  /**
   * That many therapists with about that many Medicare beneficiaries each, every year; facilities
   * come on top. Every honest provider has small rates of its own for each honest slip.
   */
  | { readonly kind: 'providers'; readonly providers: number; readonly caseload: number };

export interface SynthOptions {
  readonly seed: number;
  readonly size: SynthSize;
  /** Calendar years of service, ascending and without gaps. */
  readonly years: readonly number[];
  readonly thresholds: readonly SynthThreshold[];
  readonly planted?: readonly PlantedRequest[];
  readonly lookAlikes?: readonly LookAlikeRequest[];
  /** Length of courses: light ones need few lines; default by the kind of size. */
  readonly courses?: CourseKind;
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
  readonly firstServiceDayNumber: DayNumber;
  readonly lastServiceDayNumber: DayNumber;
  readonly lastPaidDayNumber: DayNumber;
  readonly courseShape: CourseShape;
}

export function resolveOptions(options: SynthOptions): ResolvedOptions {
  const { years } = options;
  const lastYear = years[years.length - 1] ?? 0;
  const courses = options.courses ?? (options.size.kind === 'providers' ? 'light' : 'full');
  const courseShape = COURSE_SHAPES[courses];
  const resolved: Required<SynthOptions> = {
    planted: [],
    lookAlikes: [],
    truth: 'full',
    catalogue: SYNTH_CATALOGUE,
    contractors: SYNTH_CONTRACTORS,
    usage: courseShape.usage,
    lastServiceDay: `${lastYear}-12-31` as IsoDay,
    lastPaidDay: `${lastYear + 1}-05-31` as IsoDay,
    payCycleDays: 7,
    ...options,
    courses,
  };
  return {
    ...resolved,
    firstServiceDayNumber: dayNumberOf(years[0] ?? 0, 1, 2),
    lastServiceDayNumber: parseDayNumber(resolved.lastServiceDay),
    lastPaidDayNumber: parseDayNumber(resolved.lastPaidDay),
    courseShape,
  };
}

/** Null when the request names neither, both, or a multiple of a rate that nobody honest has. */
export function strengthOf(request: PlantedRequest): number | null {
  const { pattern, strength, timesHonest } = request;
  if (timesHonest === undefined) return strength ?? null;
  const rate = HONEST_RATES[pattern];
  return strength !== undefined || rate === undefined ? null : rate * timesHonest;
}
