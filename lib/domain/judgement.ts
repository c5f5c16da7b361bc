// The words in which the ledger answers: one judged line, one group of a year, one year.

import type { Cents } from './money.js';
import type { IsoDay } from './day.js';
import type { ClaimLine, ClaimVersion } from './claim.js';
import type { StandingCrossing } from './ledger-document.js';
import type { TherapyModifier, ThresholdGroup } from './reference.js';

export type KxExpected =
  'required' | 'claim_level' | 'all_or_none' | 'not_required' | 'not_applicable' | 'not_determined';

export type KxAssessment =
  'ok' | 'missing' | 'early' | 'near' | 'conflict' | 'mixed' | 'not_applicable';

export type KxCertainty = 'certain' | 'depends_on_outside_spend' | 'not_determined';

/** What the total is made of: own claims, own claims and a seed, or CMS's own figures. */
export type Completeness = 'own_only' | 'seeded' | 'cms_feed';

export type ReceivedSource = 'stated' | 'icn' | 'paid_date';

export type LineFlag =
  | 'REVIEW_EXPOSED'
  | 'LIMIT_DENIED'
  | 'PAYER_UNVERIFIED'
  | 'KX_CONFLICT_GA'
  | 'KX_CONFLICT_GX'
  | 'KX_CONFLICT_GY'
  | 'KX_CONFLICT_GZ'
  | 'SLP_KX_MIXED'
  | 'KX_NON_THERAPY_IGNORED'
  | 'PAYER_EXCLUDED'
  | 'SETTING_EXCLUDED'
  | 'DISCIPLINE_UNRESOLVED'
  | 'MULTIPLE_DISCIPLINE_MODIFIERS'
  | 'DISCIPLINE_CODE_MISMATCH'
  | 'DISCIPLINE_REVENUE_MISMATCH'
  | 'DISCIPLINE_FROM_REVENUE_CODE';

/** Observations that change no verdict. */
export type LineNote =
  | 'ALLOWED_REBUILT'
  | 'LINE_UNBALANCED'
  | 'ASSISTANT_FURNISHED'
  | 'UNITS_OVER_MUE'
  | 'CODE_NOT_ON_THERAPY_LIST'
  | 'KX_LOOKALIKE_KF'
  | 'KX_LOOKALIKE_KZ'
  | 'KX_CONTEXT_DMEPOS'
  | 'KX_CONTEXT_DENTAL'
  | 'KX_CONTEXT_HOSPICE_NOTICE'
  | 'KX_CONTEXT_SEX_PROCEDURE_CONFLICT'
  | 'KX_CONTEXT_RESPIRATORY'
  | 'KX_CONTEXT_OTHER_PAYER'
  | 'KX_WITHOUT_DISCIPLINE_MODIFIER'
  | 'OUTSIDE_SPEND_EVIDENCE'
  | 'CWF_PAID_WITHOUT_KX'
  | 'CWF_LEAST_EXCESS_LINE'
  | 'CWF_REJECTED_WITH_KX'
  | 'LINK_INFERRED'
  | 'REPAID_UNDER_SAME_ICN';

/** One current line, judged. `before` and `after` are null when the line belongs to no group. */
export interface JudgedLine {
  readonly claim: ClaimVersion;
  readonly line: ClaimLine;
  readonly year: number;
  readonly group: ThresholdGroup | null;
  readonly discipline: TherapyModifier | null;
  readonly receivedDate: IsoDay;
  readonly receivedSource: ReceivedSource;
  readonly allowedCents: Cents;
  readonly accruedCents: Cents;
  readonly isDenied: boolean;
  readonly beforeCents: Cents | null;
  readonly afterCents: Cents | null;
  readonly hasKx: boolean;
  readonly kxExpected: KxExpected;
  readonly kxAssessment: KxAssessment;
  readonly kxCertainty: KxCertainty;
  readonly completeness: Completeness;
  readonly isLowerBound: boolean;
  readonly flags: readonly LineFlag[];
  readonly notes: readonly LineNote[];
  /** Ids of the rules applied, in order (docs/rules.md explains each with its source). */
  readonly rules: readonly string[];
}

export interface GroupView {
  readonly year: number;
  readonly group: ThresholdGroup;
  readonly accumulatedCents: Cents;
  /** The part of it that comes from a seed. */
  readonly outsideCents: Cents;
  /** Null when the year has no amount or the amount is not known. */
  readonly kxThresholdCents: Cents | null;
  readonly reviewThresholdCents: Cents | null;
  readonly remainingCents: Cents | null;
  readonly overCents: Cents | null;
  readonly kxCrossing: StandingCrossing | null;
  readonly reviewCrossing: StandingCrossing | null;
  readonly reviewExposedAllowedCents: Cents;
  readonly reviewExposedPaidCents: Cents;
  readonly reviewExcessCents: Cents;
  readonly completeness: Completeness;
  readonly isLowerBound: boolean;
  /** True when lines of the group took their received date from different sources. */
  readonly hasMixedReceivedSources: boolean;
  readonly isKxAmountPending: boolean;
  readonly isReviewAmountPending: boolean;
}

export interface YearView {
  readonly year: number;
  readonly groups: readonly GroupView[];
  /** Current lines in the order in which they accrue; lines of no group among them. */
  readonly lines: readonly JudgedLine[];
}
