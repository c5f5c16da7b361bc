// Checks what a caller asks before anything is generated: a refusal is a value with the option's
// name, so that the command can show it.

import { facilitiesForHabits, practicesForHabits } from './market-plan.js';
import { SYNTH_CONTRACTORS } from './payers.js';
import { HONEST_RATES, LOOK_ALIKE_KINDS, PLANTED_PATTERNS } from './planted-pattern.js';
import {
  strengthOf,
  type LookAlikeRequest,
  type PlantedRequest,
  type SynthOptions,
  type SynthSize,
} from './synth-options.js';

/** Why these options cannot be served; null when they can. */
export function refusalOf(options: SynthOptions): string | null {
  const { years, contractors = SYNTH_CONTRACTORS } = options;
  if (!isCount(options.seed) || options.seed > 0x7fffffff) return 'seed: 0 to 2147483647';
  if (!isSize(options.size)) return 'size: at least 1';
  if (years.length === 0) return 'years: at least one';
  if (years.some((year, at) => at > 0 && year !== (years[at - 1] ?? 0) + 1)) {
    return 'years: ascending, without gaps';
  }
  if (years.some((year) => !options.thresholds.some((row) => row.year === year))) {
    return 'thresholds: one row for each year';
  }
  if (
    !contractors.some((row) => row.part === 'B') ||
    !contractors.some((row) => row.part === 'A')
  ) {
    return 'contractors: at least one of part A and one of part B';
  }
  const { planted = [], lookAlikes = [] } = options;
  for (const request of planted) {
    const refusal = plantedRefusal(request);
    if (refusal !== null) return `planted: ${refusal}`;
  }
  if (
    planted.some(({ pattern }) => pattern === 'shared_tin') &&
    planted.every(({ pattern, providers }) => pattern === 'shared_tin' || providers === 0)
  ) {
    return 'planted: shared_tin needs a provider that is planted otherwise';
  }
  for (const request of lookAlikes) {
    const refusal = countsRefusal(request);
    if (!LOOK_ALIKE_KINDS.includes(request.kind)) return 'lookAlikes: unknown kind';
    if (refusal !== null) return `lookAlikes: ${refusal}`;
  }
  return placesRefusal(options);
}

function plantedRefusal(request: PlantedRequest): string | null {
  const { pattern, timesHonest } = request;
  if (!PLANTED_PATTERNS.includes(pattern)) return 'unknown pattern';
  if (timesHonest !== undefined && HONEST_RATES[pattern] === undefined) {
    return 'no honest provider has a rate of it, so give a strength';
  }
  const strength = strengthOf(request);
  if (strength === null) return 'give one of strength and timesHonest';
  if (!(strength >= 0 && strength <= 1)) return 'strength is 0 to 1';
  return countsRefusal(request);
}

function countsRefusal(request: PlantedRequest | LookAlikeRequest): string | null {
  const { providers, caseload } = request;
  if (!isCount(providers)) return 'providers is a whole number';
  return caseload !== undefined && !isCount(caseload) ? 'caseload is a whole number' : null;
}

function placesRefusal(options: SynthOptions): string | null {
  const { planted = [], lookAlikes = [] } = options;
  const isHospital = ({ kind }: LookAlikeRequest): boolean => kind === 'hospital_claim_level_kx';
  const sum = (requests: readonly (PlantedRequest | LookAlikeRequest)[]): number =>
    requests.reduce((total, { providers }) => total + providers, 0);
  const practices = practicesForHabits(options);
  if (sum(planted) > practices) return `planted: at most ${practices} providers at this size`;
  if (sum(planted) + sum(lookAlikes.filter((each) => !isHospital(each))) > practices) {
    return `lookAlikes: with the planted ones at most ${practices} providers at this size`;
  }
  const facilities = facilitiesForHabits(options);
  return sum(lookAlikes.filter(isHospital)) > facilities
    ? `lookAlikes: at most ${facilities} hospitals at this size`
    : null;
}

function isSize(size: SynthSize): boolean {
  const counts = size.kind === 'providers' ? [size.providers, size.caseload] : [size.count];
  return counts.every((count) => isCount(count) && count >= 1);
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}
