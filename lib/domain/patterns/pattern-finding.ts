// What a pattern says of one provider: outcome, the counts behind it, and what it compares with.
// The sentence is made on demand (pattern-sentence.ts): there are many findings and few readers.

import type { IsoDay } from '../day.js';
import type { Cents } from '../money.js';
import type { Interval } from '../statistics/wilson-interval.js';
import type { PeerBasis } from './peer-comparison.js';
import type { ProviderRole } from './provider-role.js';

/** In the order in which they are shown. */
export const PATTERN_IDS = [
  'routine_early_kx',
  'early_kx',
  'missing_kx',
  'kx_conflict',
  'discipline_conflict',
  'units_over_limit',
  'long_days',
  'long_provider_days',
  'denial_share',
  'limit_denials',
  'over_review_share',
  'bunching_under_kx',
  'bunching_under_review',
  'several_providers',
  'throughout_year',
  'assistant_share',
  'kx_share',
  'mistaken_rule',
  'billing_system_fingerprint',
  'newly_seen',
  'shared_group',
] as const;

export type PatternId = (typeof PATTERN_IDS)[number];

export type FindingOutcome =
  | { readonly kind: 'detected' }
  | { readonly kind: 'clear' }
  | { readonly kind: 'notApplicable'; readonly reason: NotJudgedReason };

export type NotJudgedReason =
  /** Fewer beneficiaries than the minimum (RULES 7.7). */
  | 'TOO_FEW_BENEFICIARIES'
  /** Too few of what the pattern counts. */
  | 'TOO_FEW_UNITS'
  /** Too few other providers of the kind in the data, however wide the circle is drawn. */
  | 'TOO_FEW_PEERS'
  /** The data does not reach back far enough. */
  | 'DATA_TOO_SHORT'
  /** The pattern asks something of therapists that a billing entity can not answer, or back. */
  | 'OTHER_ROLE'
  /** Nothing in the data that the pattern looks at. */
  | 'NO_DATA';

/** Never added to each other and never netted: one may be taken back, the other was not earned. */
export interface PatternDollars {
  /** What stands at risk; null where the measure has no amount. */
  readonly exposedCents: Cents | null;
  readonly exposedBasis: 'paid' | 'allowed';
  /** Charges of denied lines that could have been collected. */
  readonly underBilledChargeCents: Cents | null;
}

export interface ShareTest {
  /** One-sided: as many hits or more at an ordinary peer. */
  readonly pValue: number;
  /** After Benjamini and Hochberg over the providers tested. */
  readonly adjustedPValue: number;
  readonly testedProviders: number;
  /** Share of ordinary peers in the provider's place, and how they differ from each other. */
  readonly ordinaryShare: number;
  readonly rho: number;
}

export interface SharePeers {
  readonly providers: number;
  readonly hits: number;
  readonly n: number;
  /** Expected at the provider's own mix of disciplines, settings and states. */
  readonly share: number;
  readonly basis: PeerBasis;
}

export interface ShareEvidence {
  readonly kind: 'share';
  readonly beneficiaries: number;
  readonly hits: number;
  readonly n: number;
  readonly share: number | null;
  readonly interval: Interval | null;
  /** Pulled toward the peers as far as chance may have taken it away from them (STAT-3). */
  readonly shrunkenShare: number | null;
  readonly peers: SharePeers | null;
  readonly test: ShareTest | null;
}

export type MistakenRule = 'merged' | 'swapped' | 'last_year' | 'charges';

export interface MistakenRuleEvidence {
  readonly kind: 'mistaken_rule';
  readonly rule: MistakenRule | null;
  readonly judgedLines: number;
  readonly wrongLines: number;
  /** Of the wrong lines. */
  readonly explainedLines: number;
  /** Lines just below the amount whose KX is tolerated, and which the rule asks for. */
  readonly nearLines: number;
  readonly rightRuleFits: number;
  readonly mistakenRuleFits: number;
}

export interface ShareJumpEvidence {
  readonly kind: 'share_jump';
  readonly payerId: string | null;
  readonly day: IsoDay | null;
  readonly linesBefore: number;
  readonly kxLinesBefore: number;
  readonly linesAfter: number;
  readonly kxLinesAfter: number;
  readonly judgedKxLinesAfter: number;
  readonly earlyKxLinesAfter: number;
}

export interface FirstSeenEvidence {
  readonly kind: 'first_seen';
  readonly firstSeen: IsoDay | null;
  /** First day of service of the whole data. */
  readonly dataFrom: IsoDay | null;
  /** Providers of the role in the data, and how many of them are as new. */
  readonly providers: number;
  readonly newProviders: number;
}

export interface LinkEvidence {
  readonly kind: 'links';
  /** Detected providers of the same role under the same tax number or billing NPI, by NPI. */
  readonly detected: readonly string[];
  /** Others of the role in the largest group that the provider is in. */
  readonly linkedProviders: number;
}

export type PatternEvidence =
  ShareEvidence | MistakenRuleEvidence | ShareJumpEvidence | FirstSeenEvidence | LinkEvidence;

export interface PatternFinding<Evidence extends PatternEvidence = PatternEvidence> {
  readonly pattern: PatternId;
  readonly role: ProviderRole;
  readonly npi: string;
  readonly outcome: FindingOutcome;
  readonly evidence: Evidence;
  readonly dollars: PatternDollars;
}

export const NO_DOLLARS: PatternDollars = {
  exposedCents: null,
  exposedBasis: 'paid',
  underBilledChargeCents: null,
};

/** Our own policy for every provider measure (RULES 7.7). */
export const BENEFICIARIES_MIN = 20;

/**
 * Eight in a hundred of the providers detected by a pattern may be so by chance (policy, STAT-2).
 * Of ten planted markets (bench/README.md) one had more than one in ten false at a rate of ten, and
 * one lost more than one holder in ten at a rate of six.
 */
export const FALSE_DISCOVERY_RATE = 0.08;

/** A slip or two is no pattern, however rare it is among peers (policy). */
export const HITS_MIN = 3;

/** Nor is one claim, or one person's course, however many lines it has (policy). */
export const HIT_BENEFICIARIES_MIN = 3;
