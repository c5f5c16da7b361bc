// What is true of a synthetic run, as its generator knows it: the answer sheet for the product.

import type { ThresholdGroup } from '../domain/reference.js';
import type { PlantedPattern } from './synth-options.js';

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

export interface PlantedTruth {
  readonly pattern: PlantedPattern;
  readonly strength: number;
  readonly billingNpi: string;
  /** Null where the habit is the practice's. */
  readonly renderingNpi: string | null;
  /** Beneficiaries, therapy lines and KX lines of the provider, over claims that stand. */
  readonly beneficiaries: number;
  readonly therapyLines: number;
  readonly kxLines: number;
  /** Those that the habit changed. */
  readonly affectedBeneficiaries: number;
  readonly affectedLines: number;
}

export interface Truth extends CurrentTotals, VersionCounts {
  readonly seed: number;
  /** The same sums over claims of original Medicare alone. */
  readonly medicare: CurrentTotals;
  readonly beneficiaryCount: number;
  readonly yearGroups: readonly YearGroupTruth[];
  readonly planted: readonly PlantedTruth[];
  /** Empty when only a summary was asked for. */
  readonly beneficiaries: readonly BeneficiaryTruth[];
}
