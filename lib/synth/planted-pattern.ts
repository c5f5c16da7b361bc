// The habits that can be planted in a provider, and the providers that only look like one: who has
// the habit, what its strength is a share of, and how often an honest provider slips the same way.
// Names and rates are the generator's own; nothing here is read by the code that looks for habits.

export interface PatternFacts {
  /** A therapist's own way, or the way of a practice's billing office. */
  readonly holder: 'therapist' | 'practice';
  /** What the strength is a share of. */
  readonly unit: 'beneficiary' | 'claim' | 'line' | 'visit' | 'provider';
  /** The kind of year that reserved people get, so that the habit can show. */
  readonly cohort: 'mix' | 'heavy' | 'both_groups' | 'one_group_over';
  /** Beneficiaries reserved for the provider where the request names no number. */
  readonly caseload: number;
  /** Mean share at honest providers of a planned population; null = no honest provider does it. */
  readonly honestRate: number | null;
}

/** Share of lines above the amount without KX that the payer denies as over the limit. */
export const LIMIT_DENIED_SHARE = 0.65;
const FORGOTTEN_KX = 0.04;

export const PATTERN_FACTS = {
  /** KX on a beneficiary's lines from the first visit. */
  routine_early_kx: facts('therapist', 'beneficiary', 'mix', 24, 0.05),
  /** PT+SLP and OT are added into one total, which reaches the amount too early. */
  merged_groups: facts('practice', 'beneficiary', 'both_groups', 12, null),
  /** KX is left out above the amount. */
  missing_kx: facts('therapist', 'claim', 'heavy', 12, FORGOTTEN_KX),
  /** A notice modifier beside KX. */
  kx_with_ga: facts('therapist', 'claim', 'heavy', 12, 0.02),
  kx_with_gx: facts('therapist', 'claim', 'heavy', 12, 0.005),
  kx_with_gy: facts('therapist', 'claim', 'heavy', 12, 0.005),
  kx_with_gz: facts('therapist', 'claim', 'heavy', 12, 0.005),
  /** KX follows the total of the other group. */
  swapped_groups: facts('practice', 'beneficiary', 'one_group_over', 12, null),
  /** KX follows the amount of the year before. */
  last_year_amount: facts('practice', 'beneficiary', 'heavy', 12, null),
  /** KX follows a total of charges, not of allowed amounts. */
  charges_counted: facts('practice', 'beneficiary', 'heavy', 12, null),
  /** From a day on the billing system puts KX on the lines of one payer, whatever was spent. */
  auto_kx_from_day: facts('practice', 'line', 'mix', 24, null),
  /** Care stops just under the KX amount. */
  kx_when_near: facts('therapist', 'beneficiary', 'mix', 24, 0.015),
  /** Care stops just under the amount of targeted review. */
  stop_below_review: facts('therapist', 'beneficiary', 'mix', 24, 0.01),
  /** Care is driven above the amount of targeted review. */
  over_review: facts('therapist', 'beneficiary', 'mix', 24, 0.05),
  /** More units of a code on a day than its limit. */
  units_over_limit: facts('therapist', 'line', 'mix', 24, 0.01),
  /** More than eight hours of timed codes for one beneficiary on one day. */
  long_days: facts('therapist', 'visit', 'mix', 24, 0.003),
  /** People are put on common days, whose timed codes add up to more than eight hours. */
  long_provider_days: facts('therapist', 'beneficiary', 'mix', 24, null),
  /** Lines denied for other reasons than the limit. */
  high_denials: facts('therapist', 'line', 'mix', 24, 0.02),
  /** Claims above the amount without KX, denied as over the limit. */
  limit_denials: facts('therapist', 'claim', 'heavy', 12, FORGOTTEN_KX * LIMIT_DENIED_SHARE),
  /** An evaluation code of another discipline than the modifier beside it. */
  discipline_conflict: facts('therapist', 'beneficiary', 'mix', 24, 0.02),
  /** Visits that an assistant furnished. */
  assistant_heavy: facts('therapist', 'visit', 'mix', 24, 0.12),
  /** First seen late: the strength is how far into the data, in tenths of nine. */
  new_provider: facts('therapist', 'provider', 'mix', 24, null),
  /** Bills under the tax number of another planted provider. */
  shared_tin: facts('practice', 'provider', 'mix', 24, null),
  /** Paid therapy in every quarter of the year. */
  throughout_year: facts('therapist', 'beneficiary', 'mix', 24, 0.02),
  /** Half of a course takes place at another billing provider. */
  several_providers: facts('therapist', 'beneficiary', 'mix', 24, 0.05),
} satisfies Readonly<Record<string, PatternFacts>>;

export type PlantedPattern = keyof typeof PATTERN_FACTS;

export const PLANTED_PATTERNS = Object.keys(PATTERN_FACTS) as readonly PlantedPattern[];

export type LookAlikeKind =
  /** Few beneficiaries, so that a slip or two make a high share. */
  | 'small_volume'
  /** Many beneficiaries above both amounts, with KX exactly where it belongs. */
  | 'complex_patients'
  /** A hospital that bills by the month and puts KX on all lines of a claim that goes over. */
  | 'hospital_claim_level_kx'
  /** Spend elsewhere that the biller knows of: KX is early only by this provider's own claims. */
  | 'seeded_outside';

export const LOOK_ALIKE_CASELOADS: Readonly<Record<LookAlikeKind, number>> = {
  small_volume: 6,
  complex_patients: 24,
  hospital_claim_level_kx: 24,
  seeded_outside: 24,
};

export const LOOK_ALIKE_KINDS = Object.keys(LOOK_ALIKE_CASELOADS) as readonly LookAlikeKind[];

export type HabitName = PlantedPattern | LookAlikeKind;

/** Mean share at honest providers, of what `unit` says; the share of each varies around it. */
export const HONEST_RATES: Readonly<Partial<Record<PlantedPattern, number>>> = Object.fromEntries(
  PLANTED_PATTERNS.flatMap((pattern) => {
    const { honestRate } = PATTERN_FACTS[pattern] as PatternFacts;
    return honestRate === null ? [] : [[pattern, honestRate] as const];
  }),
);

export function isLookAlike(name: HabitName): name is LookAlikeKind {
  return name in LOOK_ALIKE_CASELOADS;
}

function facts(
  holder: PatternFacts['holder'],
  unit: PatternFacts['unit'],
  ...rest: readonly [PatternFacts['cohort'], number, number | null]
): PatternFacts {
  const [cohort, caseload, honestRate] = rest;
  return { holder, unit, cohort, caseload, honestRate };
}
