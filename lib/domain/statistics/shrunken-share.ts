// What is a small provider's share, as far as one can know? Empirical Bayes: the posterior mean
// with the peers' beta distribution as prior. Few counts say little and stay close to the peers;
// many speak for themselves. Without it the smallest providers would fill both ends of a ranking.

import type { ShareCount } from './share-count.js';

/** Peers so alike that the prior would drown a hundred units are not believed to be (policy). */
const SMALLEST_PRIOR_RHO = 0.01;

export function shrunkenShare(
  { hits, n }: ShareCount,
  peers: { readonly mean: number; readonly rho: number },
): number {
  const rho = Math.max(SMALLEST_PRIOR_RHO, peers.rho);
  const priorUnits = (1 - rho) / rho;
  return (hits + peers.mean * priorUnits) / (n + priorUnits);
}
