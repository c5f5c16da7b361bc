// Checks what a caller asks before anything is generated: a refusal is a value with the option's
// name, so that the command can show it.

import { plannedMarkets, PRACTICES_PER_MARKET } from './market.js';
import { SYNTH_CONTRACTORS } from './payers.js';
import { PLANTED_PATTERNS, type PlantedRequest, type SynthOptions } from './synth-options.js';

/** Why these options cannot be served; null when they can. */
export function refusalOf(options: SynthOptions): string | null {
  const { years, contractors = SYNTH_CONTRACTORS } = options;
  if (!isCount(options.seed) || options.seed > 0x7fffffff) return 'seed: 0 to 2147483647';
  if (!isCount(options.size.count) || options.size.count < 1) return 'size: at least 1';
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
  return plantedRefusal(options.planted ?? [], plannedMarkets(options));
}

function plantedRefusal(planted: readonly PlantedRequest[], markets: number): string | null {
  for (const request of planted) {
    if (!PLANTED_PATTERNS.includes(request.pattern)) return 'planted: unknown pattern';
    if (!(request.strength >= 0 && request.strength <= 1)) return 'planted: strength is 0 to 1';
    if (!isCount(request.providers)) return 'planted: providers is a whole number';
    if (request.caseload !== undefined && !isCount(request.caseload)) {
      return 'planted: caseload is a whole number';
    }
  }
  const providers = planted.reduce((sum, request) => sum + request.providers, 0);
  const most = markets * PRACTICES_PER_MARKET;
  return providers > most ? `planted: at most ${most} providers at this size` : null;
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}
