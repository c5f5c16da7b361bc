// What the pages hold, in the words that the API answers with. Plain values; cents are integers.

import type { IsoDay } from '../../domain/day.js';
import type { MonthMeasures, Period } from '../../domain/measures/provider-measures.js';
import type { PatternFinding, PatternId } from '../../domain/patterns/pattern-finding.js';
import type { ProviderRole } from '../../domain/patterns/provider-role.js';
import type { ThresholdGroup } from '../../domain/reference.js';
import type { RootCauses } from '../../domain/score/root-causes.js';
import type { ScoreBand } from '../../domain/score/score-band.js';
import type { ProviderScore } from '../../domain/score/score-providers.js';
import type { ThresholdZone } from '../../domain/threshold-zone.js';
import type { Totals } from '../read-totals.js';
import type { FirstKxBin } from '../reports/first-kx.js';

export interface ExposureRow {
  readonly exposure: 'kx_look_back' | 'review_threshold';
  readonly year: number;
  readonly group: ThresholdGroup;
  readonly lines: number;
  readonly beneficiaries: number;
  readonly allowedCents: number;
  readonly paidCents: number;
}

export interface ZoneRow {
  readonly year: number;
  readonly group: ThresholdGroup;
  readonly zone: ThresholdZone;
  readonly beneficiaries: number;
  readonly lowerBoundBeneficiaries: number;
}

export interface AttentionRow {
  readonly year: number;
  readonly group: ThresholdGroup;
  readonly assessment: string;
  readonly certainty: string;
  readonly lines: number;
  readonly deniedLines: number;
  readonly beneficiaries: number;
  readonly allowedCents: number;
}

export interface AttentionLine {
  readonly assessment: string;
  readonly token: string;
  readonly claim: string;
  readonly claimRef: string;
  readonly line: number;
  readonly year: number;
  readonly group: ThresholdGroup;
  readonly serviceDate: string;
  readonly hcpcs: string;
  readonly modifiers: readonly string[];
  readonly isDenied: boolean;
  readonly chargeCents: number;
  readonly accruedCents: number;
  readonly beforeCents: number | null;
  readonly afterCents: number | null;
  readonly kxThresholdCents: number | null;
}

export interface MonthShare {
  readonly month: IsoDay;
  readonly therapyLines: number;
  readonly kxLines: number;
  readonly earlyKxLines: number;
  /** What early KX is set against, as in the pattern (earlyKxCount). */
  readonly unrequiredLines: number;
}

export interface PeerMonth extends MonthShare {
  /** Shares that a fifth of the providers stay below, and a fifth above; null: too few. */
  readonly band: { readonly low: number; readonly high: number } | null;
}

export interface TodayPage {
  readonly asOf: IsoDay;
  readonly lookBackFrom: IsoDay;
  readonly exposures: readonly ExposureRow[];
  readonly zones: readonly ZoneRow[];
  readonly attention: readonly AttentionRow[];
  readonly lines: readonly AttentionLine[];
  readonly providers: readonly StandingOut[];
  readonly trend: readonly MonthShare[];
  readonly totals: Totals;
  readonly pendingYears: readonly number[];
}

export interface StandingOut {
  readonly role: ProviderRole;
  readonly npi: string;
  readonly score: number;
  readonly band: ScoreBand;
  readonly pattern: PatternId;
  readonly title: string;
  readonly sentence: string;
  readonly patterns: number;
}

export interface GroupStanding {
  readonly lines: number;
  readonly kxLines: number;
  readonly missingLines: number;
  readonly earlyLines: number;
  readonly attentionLines: number;
  readonly deniedLines: number;
  readonly accumulatedCents: number;
  readonly outsideCents: number;
  readonly kxThresholdCents: number | null;
  readonly reviewThresholdCents: number | null;
  readonly reviewExposedCents: number;
  readonly isLowerBound: boolean;
  readonly zone: ThresholdZone;
}

export interface BeneficiaryRow {
  readonly token: string;
  readonly year: number;
  readonly groups: Readonly<Record<ThresholdGroup, GroupStanding | null>>;
  readonly lastServiceDate: string;
  readonly providers: number;
}

export interface ClaimRow {
  readonly claimRef: string;
  readonly claim: string;
  readonly payerId: string;
  readonly token: string;
  readonly firstServiceDate: string;
  readonly lastServiceDate: string;
  readonly paidDate: string;
  readonly lines: number;
  readonly therapyLines: number;
  readonly kxLines: number;
  readonly missingLines: number;
  readonly earlyLines: number;
  readonly conflictLines: number;
  readonly mixedLines: number;
  readonly deniedLines: number;
  readonly reviewLines: number;
  readonly chargeCents: number;
  readonly accruedCents: number;
  readonly paidCents: number;
  readonly renderingNpi: string | null;
  readonly billingNpi: string | null;
}

/** Where a claim is found: by its reference, of a bucket of the index. */
export interface ClaimOwner {
  readonly claim: string;
  /** A control number alone is not unique. */
  readonly payerIds: readonly string[];
  readonly tokens: readonly string[];
}

export interface ProviderRow {
  readonly role: ProviderRole;
  readonly npi: string;
  readonly score: number;
  readonly band: ScoreBand;
  readonly beneficiaries: number;
  readonly detected: readonly PatternId[];
  readonly exposedCents: number | null;
  readonly topPart: PatternId | null;
}

export interface ProvidersPage {
  readonly runId: string;
  readonly period: Period;
  readonly providers: readonly ProviderRow[];
}

export interface PresentedFinding extends PatternFinding {
  readonly title: string;
  readonly sentence: string;
  readonly rules: readonly string[];
  readonly mend: string;
}

export interface Percentile {
  readonly pattern: PatternId;
  readonly title: string;
  readonly share: number;
  readonly n: number;
  readonly peerShare: number | null;
  /** Higher than so many of a hundred other providers of the role; null with fewer than five. */
  readonly percentile: number | null;
  readonly others: number;
}

export interface ProviderPage extends Omit<ProviderScore, 'patterns' | 'parts' | 'hundredths'> {
  readonly runId: string;
  readonly period: Period;
  readonly score: number;
  readonly parts: readonly (Omit<ProviderScore['parts'][number], 'hundredths'> & {
    readonly points: number;
    readonly title: string;
  })[];
  readonly patterns: readonly PresentedFinding[];
  readonly months: readonly MonthMeasures[];
  /** Share of KX lines that came early, of all providers of the role, by month. */
  readonly peerMonths: readonly PeerMonth[];
  /** Totals by distance from the KX amount at the provider's first KX, whole calendar years. */
  readonly firstKx: readonly FirstKxBin[];
  readonly percentiles: readonly Percentile[];
}

export interface HeatRow {
  readonly role: ProviderRole;
  readonly npi: string;
  readonly exposedCents: number;
  readonly cells: readonly { readonly month: IsoDay; readonly hits: number; readonly n: number }[];
}

export interface PatternsPage {
  readonly runId: string;
  readonly period: Period;
  readonly causes: RootCauses;
  readonly heat: { readonly months: readonly IsoDay[]; readonly rows: readonly HeatRow[] };
  readonly changePoints: readonly PresentedFinding[];
  readonly byPattern: readonly {
    readonly pattern: PatternId;
    readonly title: string;
    readonly detected: number;
    readonly clear: number;
    readonly notJudged: number;
  }[];
  /** The same of all totals, whoever treated. */
  readonly firstKx: readonly FirstKxBin[];
  /** Share of early KX beside the number of lines, one point a provider. */
  readonly funnel: readonly {
    readonly npi: string;
    readonly hits: number;
    readonly n: number;
    readonly isDetected: boolean;
  }[];
}
