// Beneficiaries behind a provider's hits. Where one person can make many hits, lines alone would
// take one hospital claim or one long course for a habit: persons are asked as well (STAT-2).

import { comparePeers, type CellCount } from './peer-comparison.js';
import type { BeneficiaryCount } from './share-pattern.js';

export interface HitBeneficiaries {
  readonly countOf: (npi: string) => number;
  /** More of them than at the peers: the odds are a quarter higher at least (policy). */
  readonly isRaised: (npi: string) => boolean;
}

const RAISED_ODDS = 1.25;
/** Half a person on either side, so that none and all have odds too. */
const HALF = 0.5;

/** Of one role; without peers nobody is raised. */
export function hitBeneficiaries(counts: readonly BeneficiaryCount[]): HitBeneficiaries {
  const sums = new Map<string, number>();
  for (const { npi, beneficiaries } of counts) {
    sums.set(npi, (sums.get(npi) ?? 0) + beneficiaries);
  }
  const raised = new Set(
    comparePeers(counts.map(personCell))
      .filter(({ hits, n, steadyHits }) => steadyHits !== null && isRaised(hits, steadyHits, n))
      .map(({ npi }) => npi),
  );
  return { countOf: (npi) => sums.get(npi) ?? 0, isRaised: (npi) => raised.has(npi) };
}

/** Some are counted for two reasons, so that together they may be more than there are. */
function personCell({ beneficiaries, seen, ...cell }: BeneficiaryCount): CellCount {
  const { role, npi, discipline, setting, state } = cell;
  return { role, npi, discipline, setting, state, hits: Math.min(seen, beneficiaries), n: seen };
}

function isRaised(hits: number, expected: number, n: number): boolean {
  const odds = (persons: number): number => (persons + HALF) / (n - persons + HALF);
  return odds(hits) >= RAISED_ODDS * odds(expected);
}
