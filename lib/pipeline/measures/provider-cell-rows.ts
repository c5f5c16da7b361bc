// Rows of the fact queries that count a provider within discipline, setting and state, as the
// measures that the domain compares. Field by field, so that a renamed column cannot go unseen.

import type {
  BeneficiaryMeasures,
  DistanceMeasures,
  LineMeasures,
  ProviderCell,
  VisitMeasures,
} from '../../domain/measures/provider-measures.js';
import { PROVIDER_ROLES } from '../../domain/patterns/provider-role.js';
import type { TherapyModifier } from '../../domain/reference.js';
import type { QueryRow } from '../../ports/query-engine.js';
import { rowValues } from './row-values.js';

const { cents, centsOrNull, count, day, text, textOrNull, word } = rowValues;
const DISCIPLINES: readonly TherapyModifier[] = ['GP', 'GO', 'GN'];

export function toProviderCell(row: QueryRow): ProviderCell {
  return {
    role: word(row, 'provider_role', PROVIDER_ROLES),
    npi: text(row, 'npi'),
    discipline: word(row, 'discipline', DISCIPLINES),
    setting: text(row, 'setting'),
    state: textOrNull(row, 'billing_state'),
  };
}

export function cellKey({ role, npi, discipline, setting, state }: ProviderCell): string {
  return JSON.stringify([role, npi, discipline, setting, state]);
}

export function toLineMeasures(row: QueryRow): LineMeasures {
  return {
    ...toProviderCell(row),
    therapyLines: count(row, 'therapy_lines'),
    deniedLines: count(row, 'denied_lines'),
    limitDeniedLines: count(row, 'limit_denied_lines'),
    kxLines: count(row, 'kx_lines'),
    judgedKxLines: count(row, 'judged_kx_lines'),
    earlyKxLines: count(row, 'early_kx_lines'),
    unrequiredLines: count(row, 'unrequired_lines'),
    requiredLines: count(row, 'required_lines'),
    missingKxLines: count(row, 'missing_kx_lines'),
    gaConflictLines: count(row, 'ga_conflict_lines'),
    gxConflictLines: count(row, 'gx_conflict_lines'),
    gyConflictLines: count(row, 'gy_conflict_lines'),
    gzConflictLines: count(row, 'gz_conflict_lines'),
    conflictLines: count(row, 'conflict_lines'),
    deniedConflictLines: count(row, 'denied_conflict_lines'),
    disciplineCheckedLines: count(row, 'discipline_checked_lines'),
    disciplineConflictLines: count(row, 'discipline_conflict_lines'),
    assistantLines: count(row, 'assistant_lines'),
    allowedCents: cents(row, 'allowed_cents'),
    paidCents: cents(row, 'paid_cents'),
    earlyAllowedCents: cents(row, 'early_allowed_cents'),
    earlyPaidCents: cents(row, 'early_paid_cents'),
    missingAllowedCents: cents(row, 'missing_allowed_cents'),
    underBilledChargeCents: cents(row, 'under_billed_charge_cents'),
    conflictPaidCents: cents(row, 'conflict_paid_cents'),
    reviewExposedAllowedCents: cents(row, 'review_exposed_allowed_cents'),
    reviewExposedPaidCents: cents(row, 'review_exposed_paid_cents'),
    firstServiceDate: day(row, 'first_service_date'),
    lastServiceDate: day(row, 'last_service_date'),
  };
}

export function toBeneficiaryMeasures(row: QueryRow): BeneficiaryMeasures {
  return {
    ...toProviderCell(row),
    beneficiaries: count(row, 'beneficiaries'),
    seenBeneficiaries: count(row, 'seen_beneficiaries'),
    kxBeneficiaries: count(row, 'kx_beneficiaries'),
    firstDateJudgedBeneficiaries: count(row, 'first_date_judged_beneficiaries'),
    firstDateEarlyBeneficiaries: count(row, 'first_date_early_beneficiaries'),
    judgedKxBeneficiaries: count(row, 'judged_kx_beneficiaries'),
    earlyKxBeneficiaries: count(row, 'early_kx_beneficiaries'),
    requiredBeneficiaries: count(row, 'required_beneficiaries'),
    missingKxBeneficiaries: count(row, 'missing_kx_beneficiaries'),
    conflictBeneficiaries: count(row, 'conflict_beneficiaries'),
    disciplineConflictBeneficiaries: count(row, 'discipline_conflict_beneficiaries'),
    limitDeniedBeneficiaries: count(row, 'limit_denied_beneficiaries'),
    deniedBeneficiaries: count(row, 'denied_beneficiaries'),
    assistantBeneficiaries: count(row, 'assistant_beneficiaries'),
    overKxBeneficiaries: count(row, 'over_kx_beneficiaries'),
    overReviewBeneficiaries: count(row, 'over_review_beneficiaries'),
    throughoutYearBeneficiaries: count(row, 'throughout_year_beneficiaries'),
    severalProviderBeneficiaries: count(row, 'several_provider_beneficiaries'),
    severalProviderPaidCents: cents(row, 'several_provider_paid_cents'),
    allowedCents: cents(row, 'allowed_cents'),
    allowedSquares: count(row, 'allowed_squares'),
  };
}

/** What the queries of lines, beneficiaries and days say of the visits of one cell. */
export interface VisitRows {
  readonly lines: QueryRow;
  readonly beneficiaries: QueryRow;
  readonly days: QueryRow;
}

export function toVisitMeasures({ lines, beneficiaries, days }: VisitRows): VisitMeasures {
  return {
    ...toProviderCell(lines),
    visits: count(lines, 'visits'),
    timedMinutes: count(lines, 'timed_minutes'),
    timedMinutesSquares: count(lines, 'timed_minutes_squares'),
    longBeneficiaryDays: count(lines, 'long_beneficiary_days'),
    longDayBeneficiaries: count(beneficiaries, 'long_day_beneficiaries'),
    providerDays: count(days, 'provider_days'),
    longProviderDays: count(days, 'long_provider_days'),
    limitedCodeDays: count(lines, 'limited_code_days'),
    overLimitCodeDays: count(lines, 'over_limit_code_days'),
    overLimitBeneficiaries: count(beneficiaries, 'over_limit_beneficiaries'),
  };
}

export function toDistanceMeasures(row: QueryRow): DistanceMeasures {
  return {
    ...toProviderCell(row),
    firstKxTotals: count(row, 'first_kx_totals'),
    lowerQuartileCents: centsOrNull(row, 'lower_quartile_cents'),
    medianCents: centsOrNull(row, 'median_cents'),
    upperQuartileCents: centsOrNull(row, 'upper_quartile_cents'),
    kxWindowTotals: count(row, 'kx_window_totals'),
    justUnderKxTotals: count(row, 'just_under_kx_totals'),
    reviewWindowTotals: count(row, 'review_window_totals'),
    justUnderReviewTotals: count(row, 'just_under_review_totals'),
  };
}
