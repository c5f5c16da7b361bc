// A habit planted in one provider of a small market, at a strength: what the truth counts, and whom
// the generator's own marks name.

import type { PlantedPattern } from '../../lib/synth/planted-pattern.js';
import type { PlantedRequest, SynthOptions } from '../../lib/synth/synth-options.js';
import { startSynth } from '../../lib/synth/synthesize.js';
import type { PlantedTruth, Truth } from '../../lib/synth/truth.js';
import { optionsOf } from './synth-fixture.js';

export type Affected = 'affectedBeneficiaries' | 'affectedVisits' | 'affectedLines';

/** What of the truth each measure of the text must meet, and how many may be apart, with why. */
export const EXPECTED: Readonly<Record<PlantedPattern, readonly [Affected, number, string]>> = {
  routine_early_kx: ['affectedBeneficiaries', 0, ''],
  merged_groups: ['affectedLines', 4, 'lines denied in the same claim were counted at first'],
  missing_kx: ['affectedLines', 8, 'what everybody forgets comes on top'],
  kx_with_ga: ['affectedLines', 0, ''],
  kx_with_gx: ['affectedLines', 0, ''],
  kx_with_gy: ['affectedLines', 0, ''],
  kx_with_gz: ['affectedLines', 0, ''],
  swapped_groups: ['affectedLines', 8, 'what everybody forgets looks the same'],
  last_year_amount: ['affectedLines', 6, 'some are eager near the amount anyway'],
  charges_counted: ['affectedLines', 8, 'some are eager near the amount anyway'],
  auto_kx_from_day: ['affectedLines', 8, 'some are eager near the amount anyway'],
  kx_when_near: ['affectedBeneficiaries', 2, 'a claim taken back lowers the total'],
  stop_below_review: ['affectedBeneficiaries', 2, 'a claim taken back lowers the total'],
  over_review: ['affectedBeneficiaries', 2, 'denials lower the total'],
  units_over_limit: ['affectedLines', 0, ''],
  long_days: ['affectedVisits', 0, ''],
  long_provider_days: ['affectedVisits', Infinity, 'days of many people at once: see below'],
  high_denials: ['affectedLines', 0, ''],
  limit_denials: ['affectedLines', 8, 'what everybody forgets comes on top'],
  discipline_conflict: ['affectedLines', 0, ''],
  assistant_heavy: ['affectedLines', 0, ''],
  new_provider: ['affectedBeneficiaries', Infinity, 'the last may have come late anyway'],
  shared_tin: ['affectedLines', 0, ''],
  throughout_year: ['affectedBeneficiaries', 2, 'a denied or voided quarter is missing'],
  several_providers: ['affectedBeneficiaries', 2, 'the second half may be taken back'],
};

export const OTHER: PlantedRequest = {
  pattern: 'routine_early_kx',
  strength: 0.5,
  providers: 1,
  caseload: 3,
};

export function optionsFor(pattern: PlantedPattern, strength: number): SynthOptions {
  const request: PlantedRequest = { pattern, strength, providers: 1, caseload: 24 };
  return optionsOf({
    seed: 7,
    size: { kind: 'beneficiaries', count: 60 },
    years: [2025],
    courses: 'light',
    planted: pattern === 'shared_tin' ? [request, OTHER] : [request],
  });
}

export function truthOf({ planted: all }: Truth, pattern: PlantedPattern): PlantedTruth {
  const one = all.find((each) => each.pattern === pattern);
  if (one === undefined) throw new Error('one planted provider');
  return one;
}

/** How much is affected, and who has a line of the habit by the generator's own marks. */
function affectedAt(pattern: PlantedPattern, strength: number) {
  const run = startSynth(optionsFor(pattern, strength));
  const events = [...run.batches()].flatMap(({ remittances }) =>
    remittances.flatMap(({ claims }) => claims),
  );
  const marked = events.filter(
    ({ isCurrent, lines }) => isCurrent && lines.some((one) => one.plantedBy === pattern),
  );
  return {
    count: truthOf(run.truth(), pattern)[EXPECTED[pattern][0]],
    mbis: new Set(marked.map(({ beneficiary }) => beneficiary.mbi)),
  };
}

/**
 * What is wrong with the growth of a habit, in words: at 0 it shows nowhere, in no strength less
 * than in the one before, and nobody drops out as it grows.
 */
export function faultsOfGrowth(
  pattern: PlantedPattern,
  strengths: readonly number[],
): readonly string[] {
  const runs = [0, ...strengths].map((strength) => affectedAt(pattern, strength));
  return runs.flatMap(({ count, mbis }, at) => {
    const before = runs[at - 1];
    if (before === undefined) return count === 0 ? [] : ['shows at strength 0'];
    const isLost = [...before.mbis].some((mbi) => !mbis.has(mbi));
    return [
      ...(count < before.count ? [`shows less at strength ${strengths[at - 1]}`] : []),
      ...(isLost ? [`loses somebody at strength ${strengths[at - 1]}`] : []),
      ...(at === runs.length - 1 && count <= 3 ? ['hardly shows at all'] : []),
    ];
  });
}
