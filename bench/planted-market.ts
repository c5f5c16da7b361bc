// The populations in which detection is tried: 500 therapists, and which of them have a habit. One
// habit a practice, so at most a hundred holders; the rest are honest and slip at rates of their
// own.

import type { LookAlikeRequest, PlantedRequest, SynthOptions } from '../lib/synth/synth-options.js';
import {
  PATTERN_FACTS,
  PLANTED_PATTERNS,
  type PlantedPattern,
} from '../lib/synth/planted-pattern.js';

export type MarketOptions = Omit<SynthOptions, 'thresholds'>;

const PROVIDERS = 500;
const YEARS = [2025];

const LOOK_ALIKES: readonly LookAlikeRequest[] = [
  { kind: 'small_volume', providers: 3 },
  { kind: 'complex_patients', providers: 3 },
  { kind: 'seeded_outside', providers: 3 },
  { kind: 'hospital_claim_level_kx', providers: 4 },
];

/** Habits that no honest provider has. The first is the one with which a tax number is shared. */
export const HABITS_WITHOUT_RATE: readonly PlantedPattern[] = [
  'swapped_groups',
  ...PLANTED_PATTERNS.filter(
    (pattern) => pattern !== 'swapped_groups' && PATTERN_FACTS[pattern].honestRate === null,
  ),
];

export const HABITS_WITH_RATE: readonly PlantedPattern[] = PLANTED_PATTERNS.filter(
  (pattern) => PATTERN_FACTS[pattern].honestRate !== null,
);

/**
 * Habits of which 40 beneficiaries at four times the honest rate leave enough: eight people or more
 * with all their visits, forty lines of five hundred, half of all visits. Of the others so few
 * events are expected, or honest providers differ so much, that chance itself hides them
 * (bench/README.md has the figures).
 */
export const GATED: Readonly<Partial<Record<PlantedPattern, number>>> = {
  routine_early_kx: 18,
  assistant_heavy: 15,
  high_denials: 18,
};

/** Four times the honest rate at 40 beneficiaries, and every habit without a rate in full. */
export function gateMarket(seed: number): MarketOptions {
  return market(seed, 40, [
    ...HABITS_WITHOUT_RATE.map((pattern) => ({ pattern, strength: 1, providers: 2 })),
    ...Object.entries(GATED).map(([pattern, providers]) => ({
      pattern: pattern as PlantedPattern,
      timesHonest: 4,
      providers,
    })),
  ]);
}

/** Five holders of every habit that has an honest rate. */
export function tableMarket(of: {
  readonly seed: number;
  readonly timesHonest: number;
  readonly caseload: number;
}): MarketOptions {
  const { seed, timesHonest, caseload } = of;
  return market(
    seed,
    caseload,
    HABITS_WITH_RATE.map((pattern) => ({ pattern, timesHonest, providers: 5 })),
  );
}

function market(seed: number, caseload: number, planted: readonly PlantedRequest[]): MarketOptions {
  return {
    seed,
    size: { kind: 'providers', providers: PROVIDERS, caseload },
    years: YEARS,
    planted,
    lookAlikes: LOOK_ALIKES,
  };
}
