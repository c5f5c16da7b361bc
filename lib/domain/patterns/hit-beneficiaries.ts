// Beneficiaries behind a provider's hits. Where one person can make many hits, lines alone would
// take one hospital claim or one long course for a habit: persons are asked as well (STAT-2).

import { comparePeers, type CellCount } from './peer-comparison.js';
import type { BeneficiaryCount } from './share-pattern.js';

export interface HitBeneficiaries {
  readonly countOf: (npi: string) => number;
  /** Odds of having one over those at the peers; one where those tell nothing. */
  readonly riseOf: (npi: string) => number;
  /** Of those who could have one, by cell. */
  readonly cells: readonly CellCount[];
}

/** Half a person on either side, so that none and all have odds too. */
const HALF = 0.5;

/** Of one role. */
export function hitBeneficiaries(counts: readonly BeneficiaryCount[]): HitBeneficiaries {
  const sums = new Map<string, number>();
  for (const { npi, beneficiaries } of counts) {
    sums.set(npi, (sums.get(npi) ?? 0) + beneficiaries);
  }
  const cells = counts.map(personCell);
  const rises = new Map(
    comparePeers(cells).map(({ npi, hits, steadyHits, n }) => [
      npi,
      steadyHits === null ? 1 : oddsOf(hits, n) / oddsOf(steadyHits, n),
    ]),
  );
  return {
    countOf: (npi) => sums.get(npi) ?? 0,
    riseOf: (npi) => rises.get(npi) ?? 0,
    cells,
  };
}

/** Some are counted for two reasons, so that together they may be more than there are. */
function personCell({ beneficiaries, seen, ...cell }: BeneficiaryCount): CellCount {
  const { role, npi, discipline, setting, state } = cell;
  return { role, npi, discipline, setting, state, hits: Math.min(seen, beneficiaries), n: seen };
}

function oddsOf(persons: number, of: number): number {
  return (persons + HALF) / (of - persons + HALF);
}
