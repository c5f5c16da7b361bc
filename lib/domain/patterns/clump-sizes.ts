// One person's hits come together, a claim or a course at once, so that lines are not as many
// witnesses: the median of hits a beneficiary counts as one (the design effect of cluster samples).
// Detection takes that of all providers; a score that of the others, as with all else (STAT-3).

import type { HitBeneficiaries } from './hit-beneficiaries.js';

export interface ClumpSizes {
  readonly ofAll: number;
  readonly without: (npi: string) => number;
}

interface ProviderHits {
  readonly npi: string;
  readonly hits: number;
}

/** One where hits are persons, or where nobody has any. */
export function clumpSizes(
  providers: readonly ProviderHits[],
  persons: HitBeneficiaries | undefined,
): ClumpSizes {
  const sized = providers
    .map(({ npi, hits }) => ({ npi, size: hits / (persons?.countOf(npi) ?? 0) }))
    .filter(({ size }) => Number.isFinite(size) && size >= 1)
    .sort((one, other) => one.size - other.size);
  const places = new Map(sized.map(({ npi }, place) => [npi, place] as const));
  return {
    ofAll: sized[Math.floor(sized.length / 2)]?.size ?? 1,
    without(npi) {
      const own = places.get(npi);
      const others = own === undefined ? sized.length : sized.length - 1;
      const middle = Math.floor(others / 2);
      return sized[own !== undefined && own <= middle ? middle + 1 : middle]?.size ?? 1;
    },
  };
}
