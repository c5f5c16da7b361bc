// What is true of a synthetic run, as its generator knows it: the answer sheet for the product.

import type { ThresholdGroup } from '../domain/reference.js';
import type { IsoDay } from '../domain/day.js';
import type { SynthDiscipline } from './catalogue.js';
import type { LookAlikeKind, PlantedPattern } from './planted-pattern.js';

/** Sums over claims that stand at the end. All money is in whole cents. */
export interface CurrentTotals {
  readonly finalClaims: number;
  readonly finalLines: number;
  /** Lines with GP, GO or GN that original Medicare adjudicated in a setting that counts. */
  readonly therapyLines: number;
  /** Therapy lines that carry KX. */
  readonly kxLines: number;
  /** Therapy lines with nothing allowed because they were denied; bundled lines are not. */
  readonly deniedTherapyLines: number;
  readonly finalAllowedCents: number;
  readonly finalPaidCents: number;
}

/** What was written, version by version. */
export interface VersionCounts {
  readonly versions: number;
  readonly versionLines: number;
  readonly originals: number;
  readonly reversals: number;
  readonly corrections: number;
  readonly voids: number;
  readonly repayments: number;
  /** Corrections of claims that had been denied at the limit for want of KX. */
  readonly reopened: number;
  /** Corrections into the calendar year after. */
  readonly movedYears: number;
  /** Reversals and voids included. */
  readonly netPaidCents: number;
}

export interface CrossingTruth {
  readonly icn: string;
  readonly line: number;
}

export interface GroupTruth {
  readonly group: ThresholdGroup;
  readonly accruedCents: number;
  readonly kxCrossing: CrossingTruth | null;
  readonly reviewCrossing: CrossingTruth | null;
}

export interface BeneficiaryTruth {
  readonly mbi: string;
  readonly years: readonly { readonly year: number; readonly groups: readonly GroupTruth[] }[];
}

/** One group of one year over all beneficiaries. */
export interface YearGroupTruth {
  readonly year: number;
  readonly group: ThresholdGroup;
  readonly beneficiaries: number;
  readonly accruedCents: number;
  readonly kxCrossings: number;
  readonly reviewCrossings: number;
}

/** What a provider has over claims that stand. */
export interface ProviderCounts {
  readonly billingNpi: string;
  /** Null where the habit is the practice's or facility's. */
  readonly renderingNpi: string | null;
  readonly beneficiaries: number;
  readonly therapyLines: number;
  readonly kxLines: number;
}

export interface PlantedTruth extends ProviderCounts {
  readonly pattern: PlantedPattern;
  readonly strength: number;
  /** Therapists on whose lines the habit shows. */
  readonly affectedTherapists: readonly string[];
  /** Those that the habit changed, or that are there because of it. */
  readonly affectedBeneficiaries: number;
  readonly affectedClaims: number;
  /** Days of a beneficiary. */
  readonly affectedVisits: number;
  readonly affectedLines: number;
  /** From when it shows; null where it has no beginning. */
  readonly fromDay: IsoDay | null;
  /** The payer whose lines it is about; null = all. */
  readonly payerId: string | null;
  /** The tax number of another planted provider under which this one bills. */
  readonly sharedTin: string | null;
}

/** An honest provider that a coarse measure would take for an outlier. */
export interface LookAlikeTruth extends ProviderCounts {
  readonly kind: LookAlikeKind;
  /** KX lines that really are slips; only a small provider has any. */
  readonly slipLines: number;
}

export interface BillerTruth {
  readonly npi: string;
  readonly tin: string;
  readonly state: string;
  readonly therapists: readonly {
    readonly npi: string;
    readonly discipline: SynthDiscipline;
  }[];
}

/** Spend elsewhere that has to be entered before the claims can be judged. */
export interface SeedTruth {
  readonly mbi: string;
  readonly year: number;
  readonly group: ThresholdGroup;
  readonly outsideCents: number;
}

export interface Truth extends CurrentTotals, VersionCounts {
  readonly seed: number;
  /** The same sums over claims of original Medicare alone. */
  readonly medicare: CurrentTotals;
  readonly beneficiaryCount: number;
  readonly yearGroups: readonly YearGroupTruth[];
  readonly planted: readonly PlantedTruth[];
  readonly lookAlikes: readonly LookAlikeTruth[];
  readonly seeds: readonly SeedTruth[];
  /** Empty when only a summary was asked for. */
  readonly billers: readonly BillerTruth[];
  /** Empty when only a summary was asked for. */
  readonly beneficiaries: readonly BeneficiaryTruth[];
}
