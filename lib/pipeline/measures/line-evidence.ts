// Which claim lines stand behind which measure: the name of a measure, as the domain writes it, and
// the evidence by which queries/list_provider_lines.sql finds its lines.

import type {
  BeneficiaryMeasures,
  DistanceMeasures,
  LineMeasures,
  ProviderCell,
  RuleFitMeasures,
  VisitMeasures,
} from '../../domain/measures/provider-measures.js';
import type { ProviderRole } from '../../domain/patterns/provider-role.js';

/** Counts alone: days, quartiles and squares are no sets of lines. */
type Counts<Measures> = Exclude<keyof Measures, keyof ProviderCell>;
export type MeasureName =
  | Exclude<Counts<LineMeasures>, 'firstServiceDate' | 'lastServiceDate'>
  | Exclude<Counts<BeneficiaryMeasures>, 'allowedSquares'>
  | Exclude<Counts<VisitMeasures>, 'timedMinutesSquares'>
  | Exclude<Counts<DistanceMeasures>, `${string}Quartile${string}` | 'medianCents'>
  | Exclude<Counts<RuleFitMeasures>, `${string}Fits`>;

/** Answered by queries/list_several_provider_lines.sql, which looks at other billers too. */
export const SEVERAL_PROVIDERS = 'several_providers';
const FIRST_DATE = 'first_date';
const FIRST_DATE_EARLY = 'first_date_early';

const EVIDENCE: Readonly<Record<MeasureName, string>> = {
  therapyLines: 'therapy',
  deniedLines: 'denied',
  limitDeniedLines: 'limit_denied',
  kxLines: 'kx',
  judgedKxLines: 'judged_kx',
  earlyKxLines: 'early',
  unrequiredLines: 'unrequired',
  requiredLines: 'required',
  missingKxLines: 'missing',
  gaConflictLines: 'ga_conflict',
  gxConflictLines: 'gx_conflict',
  gyConflictLines: 'gy_conflict',
  gzConflictLines: 'gz_conflict',
  conflictLines: 'conflict',
  deniedConflictLines: 'denied_conflict',
  disciplineCheckedLines: 'discipline_checked',
  disciplineConflictLines: 'discipline_conflict',
  assistantLines: 'assistant',
  allowedCents: 'paid',
  paidCents: 'paid',
  earlyAllowedCents: 'early',
  earlyPaidCents: 'early',
  missingAllowedCents: 'missing',
  underBilledChargeCents: 'under_billed',
  conflictPaidCents: 'conflict',
  reviewExposedAllowedCents: 'over_review',
  reviewExposedPaidCents: 'over_review',
  beneficiaries: 'paid',
  seenBeneficiaries: 'seen',
  kxBeneficiaries: 'kx',
  firstDateJudgedBeneficiaries: FIRST_DATE,
  firstDateEarlyBeneficiaries: FIRST_DATE_EARLY,
  judgedKxBeneficiaries: 'judged_kx',
  earlyKxBeneficiaries: 'early',
  requiredBeneficiaries: 'required',
  missingKxBeneficiaries: 'missing',
  conflictBeneficiaries: 'any_conflict',
  disciplineConflictBeneficiaries: 'discipline_conflict',
  limitDeniedBeneficiaries: 'limit_denied',
  deniedBeneficiaries: 'denied',
  assistantBeneficiaries: 'assistant',
  overKxBeneficiaries: 'over_kx',
  overReviewBeneficiaries: 'over_review',
  throughoutYearBeneficiaries: 'throughout_year',
  severalProviderBeneficiaries: SEVERAL_PROVIDERS,
  severalProviderPaidCents: SEVERAL_PROVIDERS,
  visits: 'paid',
  timedMinutes: 'paid',
  longBeneficiaryDays: 'long_visit',
  longDayBeneficiaries: 'long_visit',
  providerDays: 'paid',
  longProviderDays: 'long_provider_day',
  limitedCodeDays: 'limited_code_day',
  overLimitCodeDays: 'over_limit_code_day',
  overLimitBeneficiaries: 'over_limit_code_day',
  firstKxTotals: 'first_kx',
  kxWindowTotals: 'in_kx_window',
  justUnderKxTotals: 'just_under_kx',
  reviewWindowTotals: 'in_review_window',
  justUnderReviewTotals: 'just_under_review',
  judgedLines: 'rule_judged',
  wrongLines: 'wrong',
  mergedExplains: 'merged_explains',
  swappedExplains: 'swapped_explains',
  lastYearExplains: 'last_year_explains',
  chargesExplains: 'charges_explains',
  nearKxLines: 'near_kx',
  lastYearNearLines: 'last_year_near',
};

/** First dates differ by role: a therapist's first date may be the biller's tenth. */
export function lineEvidence(measure: MeasureName, role: ProviderRole): string {
  const evidence = EVIDENCE[measure];
  if (evidence === FIRST_DATE) return `first_${role}_date`;
  if (evidence === FIRST_DATE_EARLY) return `first_${role}_date_early`;
  return evidence;
}
