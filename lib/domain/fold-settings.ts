// The switches of the fold: policies of the product, not rules of Medicare. All are shown to the
// user, and a change of them refolds and writes one `restated` entry.

import type { MspAccrual } from './claim.js';
import { toCents, type Cents } from './money.js';
import type { ReferenceData } from './reference.js';

/** Where in a contractor's ICN the Julian receipt date stands (ORD-3); positions from 0. */
export interface IcnLayout {
  readonly yearAt: number;
  readonly yearDigits: 2 | 4;
  readonly dayAt: number;
}

/**
 * How close to the threshold a KX is merely `near` (KX-10 gives no number).
 * `visit`: the larger of a minimum and the allowed amount of the same day's visit.
 */
export type NearTolerance =
  | { readonly kind: 'fixed'; readonly cents: Cents }
  | { readonly kind: 'visit'; readonly minimumCents: Cents };

export interface FoldSettings {
  /** ORD-1: receipt. ORD-2: service date, a labelled alternative view. */
  readonly order: 'receipt' | 'dos';
  /** ADJ-2: a correction stands where the corrected claim stood. ADJ-3: at its own receipt. */
  readonly correctionPlacement: 'original' | 'append';
  readonly nearTolerance: NearTolerance;
  /** MSP-1. */
  readonly mspAccrual: MspAccrual;
  readonly icnLayouts: ReadonlyMap<string, IcnLayout>;
}

/** POLICY (RULES 4): within the larger of 150 dollars and the day's visit. */
const NEAR_MINIMUM_CENTS = toCents(15_000);

export const DEFAULT_FOLD_SETTINGS: FoldSettings = {
  order: 'receipt',
  correctionPlacement: 'original',
  nearTolerance: { kind: 'visit', minimumCents: NEAR_MINIMUM_CENTS },
  mspAccrual: 'medicare_secondary_payment',
  icnLayouts: new Map(),
};

export interface FoldContext {
  readonly reference: ReferenceData;
  readonly settings: FoldSettings;
}
