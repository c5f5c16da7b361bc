// How far a share is pulled toward the peers for the score (STAT-3), weighed in witnesses: of a
// hundred lines of three persons one learns of a provider what three persons tell. All of it comes
// from the other providers, so that with them held fixed one more hit never lowers a share.

import { overdispersion, type Overdispersion } from '../statistics/overdispersion.js';
import { shrunkenShare } from '../statistics/shrunken-share.js';
import type { ShareCount } from '../statistics/share-count.js';
import { byPeerCell } from './by-peer-cell.js';
import type { ClumpSizes } from './clump-sizes.js';
import { keyOf, type CellCount } from './peer-comparison.js';

export interface Shrinkage {
  readonly shrink: (own: OwnCount, peerShare: number) => number;
}

interface OwnCount {
  readonly npi: string;
  readonly hits: number;
  readonly n: number;
}

/** Standard deviations of a normal distribution; its likeness to a beta's is enough here. */
const NINE_IN_TEN = 1.28;

interface Counted {
  readonly cells: readonly CellCount[];
  /** Persons with a hit of those seen, where one person can make many hits. */
  readonly persons: readonly CellCount[] | null;
  readonly clumps: ClumpSizes;
}

export function shrinkage({ cells, persons, clumps }: Counted): Shrinkage {
  const spread = spreadOf(cells);
  const ofPersons = persons === null ? null : spreadOf(persons);
  const unitsWithout = meanUnits(cells);
  return {
    shrink({ npi, hits, n }, mean) {
      const rho = spread.without(npi);
      if (ofPersons === null) return leastShare({ hits, n }, { mean, rho });
      const units = unitsWithout(npi);
      const excess = Math.max(0, rho - ofPersons.without(npi));
      const witness = Math.max(clumps.without(npi), 1 + (units - 1) * excess);
      const rest = rhoOfWitnesses(rho, { witness, units });
      return leastShare({ hits: hits / witness, n: n / witness }, { mean, rho: rest });
    },
  };
}

/**
 * Above the peers only what is not likely chance counts, or the luckless would fill a ranking of
 * many: the share is at least this with nine chances in ten. Never below the peers for that.
 */
function leastShare(count: ShareCount, peers: { readonly mean: number; readonly rho: number }) {
  const share = shrunkenShare(count, peers);
  if (share <= peers.mean) return share;
  // One hit of one, beside peers without any, tells what the peers weigh.
  const peerUnits = 1 / shrunkenShare({ hits: 1, n: 1 }, { mean: 0, rho: peers.rho });
  const deviation = Math.sqrt((share * (1 - share)) / (count.n + peerUnits));
  return Math.max(peers.mean, share - NINE_IN_TEN * deviation);
}

function spreadOf(cells: readonly CellCount[]): Overdispersion {
  const kindOf = byPeerCell((cell) => keyOf(cell, 'setting'));
  return overdispersion(
    cells.map((cell) => {
      return { provider: cell.npi, cell: kindOf(cell), hits: cell.hits, n: cell.n };
    }),
  );
}

/**
 * Lines of one person make providers look further apart than they are. What independent witnesses
 * of so many lines make at a typical provider is taken off the spread of lines: both sides are the
 * variance of its share.
 */
function rhoOfWitnesses(
  rho: number,
  { witness, units }: { readonly witness: number; readonly units: number },
): number {
  return units <= witness ? 0 : Math.max(0, (1 + (units - 1) * rho - witness) / (units - witness));
}

/** Units of the others, on average over those that have any. */
function meanUnits(cells: readonly CellCount[]): (npi: string) => number {
  const units = new Map<string, number>();
  for (const { npi, n } of cells) units.set(npi, (units.get(npi) ?? 0) + n);
  let all = 0;
  let providers = 0;
  for (const n of units.values()) {
    all += n;
    if (n > 0) providers += 1;
  }
  return (npi) => {
    const own = units.get(npi) ?? 0;
    return (all - own) / Math.max(1, own > 0 ? providers - 1 : providers);
  };
}
