// The words of the report, in one place: "exposure", "review" and "finding", each said to be a
// screening result. Nothing here accuses anybody.

import { formatDollars, type Cents } from '../../../domain/money.js';
import type { ThresholdGroup } from '../../../domain/reference.js';
import type { ExposureTopic, FindingKind, MovementMeasure } from '../report-model.js';

export const GROUP_WORDS: Readonly<Record<ThresholdGroup, string>> = {
  PT_SLP: 'PT and SLP',
  OT: 'OT',
};

export const TOPIC_WORDS: Readonly<Record<ExposureTopic, string>> = {
  rac_0a339: 'Recovery auditors, topic 0A339: KX lines in the look-back',
  targeted_review: 'Targeted medical review: lines above $3,000',
};

export const FINDING_WORDS: Readonly<Record<FindingKind, string>> = {
  early: 'KX before the amount is reached',
  missing: 'KX left out above the amount, paid',
  conflict: 'KX beside GA, GX, GY or GZ',
  mixed: 'KX on part of the SLP lines of a claim',
  under_billed: 'Denied for want of KX',
};

/** Rules that each kind of finding rests on. */
export const FINDING_RULES: Readonly<Record<FindingKind, string>> = {
  early: 'KX-10',
  missing: 'KX-1, CWF-2',
  conflict: 'KX-8',
  mixed: 'KX-5',
  under_billed: 'KX-1, DEN-1, DEN-3',
};

export const MEASURE_WORDS: Readonly<Record<MovementMeasure, string>> = {
  rac_kx_lines: 'KX lines in the look-back (0A339)',
  review_lines: 'Lines above $3,000 (targeted review)',
  over_kx: 'Totals above the KX amount',
  over_review: 'Totals above the review amount',
  ...FINDING_WORDS,
};

/** What the dollars of a measure are. */
export const MEASURE_BASIS: Readonly<Record<MovementMeasure, string>> = {
  rac_kx_lines: 'allowed',
  review_lines: 'allowed',
  early: 'allowed',
  missing: 'allowed',
  conflict: 'allowed',
  mixed: 'allowed',
  under_billed: 'charge',
  over_kx: 'above the amount',
  over_review: 'above the amount',
};

export const CAUSE_WORDS: Readonly<Record<string, string>> = {
  billing_system: 'A billing system sets KX',
  mistaken_rule: 'A mistaken rule',
  routine_early_kx: 'KX from the first visit',
  missing_kx: 'KX left out',
  kx_conflict: 'KX beside a notice modifier',
  single_early: 'Single early lines',
  single_missing: 'Single missing lines',
  single_conflict: 'Single conflicts',
};

export const ZONE_WORDS = {
  below_kx: 'up to the KX amount',
  over_kx: 'above the KX amount',
  over_review: 'above the review amount',
  kx_amount_unknown: 'KX amount not known',
} as const;

export const CBR_WORDS = {
  kx_share: 'Share of beneficiaries with KX',
  minutes_per_visit: 'Timed minutes per visit',
  allowed_per_beneficiary: 'Allowed per beneficiary',
} as const;

export const SCREENING =
  'All figures are screening results over paid claims. An exposure says which lines may be asked ' +
  'for; a finding says which lines deserve a look. Neither says that a payment was wrong.';

export const COUNSEL_MARK = 'Prepared at the direction of counsel';

export function dollars(cents: number): string {
  return formatDollars(cents as Cents);
}

export function percent(share: number): string {
  return `${(share * 100).toFixed(1)}%`;
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
}

export function signed(count: number): string {
  return count > 0 ? `+${count.toLocaleString('en-US')}` : count.toLocaleString('en-US');
}
