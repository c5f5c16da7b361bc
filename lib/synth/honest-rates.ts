// How often one honest provider slips, by kind: around the mean of all, never above twice of it.
// Three even draws added give a hump like a beta distribution's: standard deviation a third of the
// mean, so that providers differ more than chance alone would have it.

import { HONEST_RATES, PLANTED_PATTERNS, type PlantedPattern } from './planted-pattern.js';
import { createPrng } from './prng.js';

export type HonestRates = Readonly<Partial<Record<PlantedPattern, number>>>;

/** Of providers in populations without planned rates, and of those who make no slip. */
export const NO_RATES: HonestRates = {};

export function drawHonestRates(seed: number, npi: string): HonestRates {
  const prng = createPrng(seed, 'honest', npi);
  const rates: Partial<Record<PlantedPattern, number>> = {};
  for (const pattern of PLANTED_PATTERNS) {
    const around = ((prng.next() + prng.next() + prng.next()) * 2) / 3;
    const mean = HONEST_RATES[pattern];
    if (mean !== undefined) rates[pattern] = mean * around;
  }
  return rates;
}
