// From a pattern, and so from a part of a score, to the measures whose claim lines stand behind it.

import type {
  MistakenRule,
  PatternFinding,
  PatternId,
} from '../../domain/patterns/pattern-finding.js';
import type { MeasureName } from './line-evidence.js';

const MEASURES: Readonly<Record<PatternId, readonly MeasureName[]>> = {
  routine_early_kx: ['firstDateEarlyBeneficiaries'],
  early_kx: ['earlyKxLines'],
  missing_kx: ['missingKxLines', 'limitDeniedLines'],
  kx_conflict: ['conflictLines', 'deniedConflictLines'],
  discipline_conflict: ['disciplineConflictLines'],
  units_over_limit: ['overLimitCodeDays'],
  long_days: ['longBeneficiaryDays'],
  long_provider_days: ['longProviderDays'],
  denial_share: ['deniedLines'],
  limit_denials: ['limitDeniedLines'],
  over_review_share: ['overReviewBeneficiaries'],
  bunching_under_kx: ['justUnderKxTotals'],
  bunching_under_review: ['justUnderReviewTotals'],
  several_providers: ['severalProviderBeneficiaries'],
  throughout_year: ['throughoutYearBeneficiaries'],
  assistant_share: ['assistantLines'],
  kx_share: ['kxBeneficiaries'],
  mistaken_rule: ['wrongLines'],
  billing_system_fingerprint: ['earlyKxLines'],
  newly_seen: ['therapyLines'],
  shared_group: ['therapyLines'],
};

/** Last year's amount shows in tolerated lines too: the yearly rise is less than is tolerated. */
const EXPLAINED: Readonly<Record<MistakenRule, readonly MeasureName[]>> = {
  merged: ['mergedExplains'],
  swapped: ['swappedExplains'],
  last_year: ['lastYearExplains', 'lastYearNearLines'],
  charges: ['chargesExplains'],
};

export interface LinesBehind {
  readonly measures: readonly MeasureName[];
  /** Where only lines of one payer count. */
  readonly payerId: string | null;
}

export function linesBehind({ pattern, evidence }: PatternFinding): LinesBehind {
  if (evidence.kind === 'mistaken_rule' && evidence.rule !== null) {
    return { measures: EXPLAINED[evidence.rule], payerId: null };
  }
  const payerId = evidence.kind === 'share_jump' ? evidence.payerId : null;
  return { measures: MEASURES[pattern], payerId };
}
