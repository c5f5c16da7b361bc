// What the ledger stores: one document per beneficiary and calendar year, one small chain document
// per beneficiary. Both are append-only sets; every figure is folded from them.

import type { ClaimVersion } from './claim.js';
import type { IsoDay } from './day.js';
import type { Cents } from './money.js';
import type { ThresholdGroup } from './reference.js';

/** Pseudonym of a beneficiary, `k<keyId>_...`; the raw number never comes this far. */
export type BeneficiaryToken = string;

export type ThresholdKind = 'kx' | 'review';

/**
 * Therapy spend of other providers, told by an eligibility answer or a person (SEED-1).
 * `outside`: spent elsewhere. `totalUsed`: used in all, own claims included.
 */
export interface Seed {
  readonly seedKey: string;
  readonly kind: 'outside' | 'totalUsed';
  readonly year: number;
  readonly group: ThresholdGroup;
  readonly cents: Cents;
  /** The day for which the figure holds; null = known from the start of the year. */
  readonly asOf: IsoDay | null;
  readonly source: string;
  readonly enteredBy: string;
}

/** A crossing that stands: the line that takes the total from at most the threshold to above it. */
export interface StandingCrossing {
  readonly year: number;
  readonly group: ThresholdGroup;
  readonly threshold: ThresholdKind;
  readonly thresholdCents: Cents;
  readonly claim: string;
  readonly line: number;
  readonly versionKey: string;
  readonly beforeCents: Cents;
  readonly afterCents: Cents;
}

export type CrossingEventType = 'kx.crossed' | 'kx.cleared' | 'review.crossed' | 'review.cleared';

/** History: what changed about standing crossings at one commit. */
export interface OutboxEntry {
  readonly eventSeq: number;
  readonly eventId: string;
  readonly type: CrossingEventType | 'restated';
  readonly year: number;
  /** Null on `restated`, which concerns the document. */
  readonly group: ThresholdGroup | null;
  /** The crossing on `crossed`; null otherwise. */
  readonly crossing: StandingCrossing | null;
}

export interface YearDocument {
  readonly tenantId: string;
  readonly token: BeneficiaryToken;
  readonly year: number;
  /** Storage version; 0 = not stored yet. Each commit adds one. */
  readonly version: number;
  readonly versions: readonly ClaimVersion[];
  readonly seeds: readonly Seed[];
  readonly outbox: readonly OutboxEntry[];
  readonly standing: readonly StandingCrossing[];
  readonly totals: Readonly<Record<ThresholdGroup, Cents>>;
  /**
   * Hash of the judged lines that the person's ledger shows for this year; empty on documents
   * joined into another one. It differs whenever anything that is published differs.
   */
  readonly viewDigest: string;
}

/** The facts of a version that other years and other versions need. */
export interface VersionHeader {
  readonly versionKey: string;
  readonly claimKey: string;
  readonly icn: string;
  readonly payerId: string;
  readonly isReversal: boolean;
  readonly replacesIcn: string | null;
  readonly accountNumber: string | null;
  readonly receivedDate: IsoDay | null;
  readonly paidDate: IsoDay;
  readonly serviceTo: IsoDay;
  readonly years: readonly number[];
  /**
   * Dates and total charge without sign: equal on a claim, its reversal and its plain resubmission.
   */
  readonly matchKey: string;
  /** All amounts without sign: equal on a claim and its exact reversal only. */
  readonly mirrorKey: string;
}

/** Two tokens that are one person (an MBI changed). Kept for ever; undone by `isUndone`. */
export interface IdentityJoin {
  readonly joinKey: string;
  readonly from: BeneficiaryToken;
  readonly to: BeneficiaryToken;
  readonly source: string;
  readonly isUndone: boolean;
}

/** A claim of this beneficiary that could not be accepted: totals may be too low. */
export interface QuarantineMark {
  readonly quarantineKey: string;
  /** Null when not even the control number could be read. */
  readonly claimKey: string | null;
  /** Null when no service date could be read: it then lowers every year. */
  readonly year: number | null;
}

export interface ChainDocument {
  readonly tenantId: string;
  readonly token: BeneficiaryToken;
  readonly version: number;
  readonly headers: readonly VersionHeader[];
  readonly joins: readonly IdentityJoin[];
  readonly quarantined: readonly QuarantineMark[];
  /** Years for which a year document exists (claims or seeds), ascending. */
  readonly years: readonly number[];
}
