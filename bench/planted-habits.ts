// Which patterns find a planted habit, and which share patterns are counted apart from the product.

import type { PatternId } from '../lib/domain/patterns/pattern-finding.js';
import type { PlantedPattern } from '../lib/synth/planted-pattern.js';

/** Share patterns: hits among units, which claims alone can tell. */
export const COUNTED_PATTERNS = [
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
] as const satisfies readonly PatternId[];

export type CountedPattern = (typeof COUNTED_PATTERNS)[number];

/** A holder of the habit counts as found when one of these is detected. */
export const FOUND_AS: Readonly<Record<PlantedPattern, readonly PatternId[]>> = {
  // From the first visit on, and on all visits after it: two measures of one habit.
  routine_early_kx: ['routine_early_kx', 'early_kx'],
  merged_groups: ['mistaken_rule'],
  // The payer denies most of such lines for the limit.
  missing_kx: ['missing_kx', 'limit_denials'],
  limit_denials: ['limit_denials', 'missing_kx'],
  kx_with_ga: ['kx_conflict'],
  kx_with_gx: ['kx_conflict'],
  kx_with_gy: ['kx_conflict'],
  kx_with_gz: ['kx_conflict'],
  swapped_groups: ['mistaken_rule'],
  last_year_amount: ['mistaken_rule'],
  charges_counted: ['mistaken_rule'],
  auto_kx_from_day: ['billing_system_fingerprint'],
  kx_when_near: ['bunching_under_kx'],
  stop_below_review: ['bunching_under_review'],
  over_review: ['over_review_share'],
  units_over_limit: ['units_over_limit'],
  long_days: ['long_days'],
  long_provider_days: ['long_provider_days'],
  high_denials: ['denial_share'],
  discipline_conflict: ['discipline_conflict'],
  assistant_heavy: ['assistant_share'],
  new_provider: ['newly_seen'],
  shared_tin: ['shared_group'],
  throughout_year: ['throughout_year'],
  several_providers: ['several_providers'],
};
