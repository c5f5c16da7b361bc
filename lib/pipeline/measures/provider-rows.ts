// Rows of the fact queries that look at a provider as a whole, or at lines rather than providers,
// as measures of the domain.

import type {
  FindingMeasures,
  MonthMeasures,
  ProviderLink,
  RuleFitMeasures,
  ShareJump,
} from '../../domain/measures/provider-measures.js';
import { PROVIDER_ROLES } from '../../domain/patterns/provider-role.js';
import { THRESHOLD_GROUPS } from '../../domain/reference.js';
import type { QueryRow } from '../../ports/query-engine.js';
import { rowValues } from './row-values.js';

const { cents, count, day, flag, month, text, textOrNull, word } = rowValues;
const KINDS: readonly FindingMeasures['kind'][] = ['early', 'missing', 'conflict'];

export function toMonthMeasures(row: QueryRow): MonthMeasures {
  return {
    role: word(row, 'provider_role', PROVIDER_ROLES),
    npi: text(row, 'npi'),
    month: month(row),
    therapyLines: count(row, 'therapy_lines'),
    kxLines: count(row, 'kx_lines'),
    judgedKxLines: count(row, 'judged_kx_lines'),
    earlyKxLines: count(row, 'early_kx_lines'),
    unrequiredLines: count(row, 'unrequired_lines'),
    deniedLines: count(row, 'denied_lines'),
    beneficiaries: count(row, 'beneficiaries'),
  };
}

export function toRuleFitMeasures(row: QueryRow): RuleFitMeasures {
  return {
    role: word(row, 'provider_role', PROVIDER_ROLES),
    npi: text(row, 'npi'),
    judgedLines: count(row, 'judged_lines'),
    rightRuleFits: count(row, 'right_rule_fits'),
    mergedFits: count(row, 'merged_fits'),
    swappedFits: count(row, 'swapped_fits'),
    lastYearFits: count(row, 'last_year_fits'),
    chargesFits: count(row, 'charges_fits'),
    wrongLines: count(row, 'wrong_lines'),
    mergedExplains: count(row, 'merged_explains'),
    swappedExplains: count(row, 'swapped_explains'),
    lastYearExplains: count(row, 'last_year_explains'),
    chargesExplains: count(row, 'charges_explains'),
    nearKxLines: count(row, 'near_kx_lines'),
    lastYearNearLines: count(row, 'last_year_near_lines'),
  };
}

export function toShareJump(row: QueryRow): ShareJump {
  return {
    role: word(row, 'provider_role', PROVIDER_ROLES),
    npi: text(row, 'npi'),
    payerId: text(row, 'payer_id'),
    day: day(row, 'jump_day'),
    linesBefore: count(row, 'lines_before'),
    kxLinesBefore: count(row, 'kx_lines_before'),
    linesAfter: count(row, 'lines_after'),
    kxLinesAfter: count(row, 'kx_lines_after'),
    judgedKxLinesAfter: count(row, 'judged_kx_lines_after'),
    earlyKxLinesAfter: count(row, 'early_kx_lines_after'),
  };
}

export function toProviderLink(row: QueryRow): ProviderLink {
  return {
    renderingNpi: textOrNull(row, 'rendering_npi'),
    billingNpi: text(row, 'billing_npi'),
    billingTin: textOrNull(row, 'billing_tin'),
    therapyLines: count(row, 'therapy_lines'),
  };
}

export function toFindingMeasures(row: QueryRow): FindingMeasures {
  return {
    billingNpi: textOrNull(row, 'billing_npi'),
    renderingNpi: textOrNull(row, 'rendering_npi'),
    payerId: text(row, 'payer_id'),
    serviceMonth: month(row),
    kind: word(row, 'kind', KINDS),
    group: word(row, 'threshold_group', THRESHOLD_GROUPS),
    isFirstDate: flag(row, 'is_first_date'),
    mergedExplains: flag(row, 'merged_explains'),
    swappedExplains: flag(row, 'swapped_explains'),
    lastYearExplains: flag(row, 'last_year_explains'),
    chargesExplains: flag(row, 'charges_explains'),
    lines: count(row, 'lines'),
    exposedPaidCents: cents(row, 'exposed_paid_cents'),
    underBilledChargeCents: cents(row, 'under_billed_charge_cents'),
  };
}
