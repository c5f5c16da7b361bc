// How likely are this many hits at a provider like its peers? Honest providers differ from each
// other more than chance makes them: each has a share of its own, drawn from a beta distribution
// around the peers' with intra-class correlation rho. Rho 0 is the plain binomial.

import { incompleteBeta } from './incomplete-beta.js';
import { logBeta, logGamma } from './log-gamma.js';

export interface BetaBinomial {
  readonly n: number;
  /** Mean share. */
  readonly share: number;
  /** Between 0 (all alike) and below 1 (each all or nothing). */
  readonly rho: number;
}

/** Above this many units the sum gives way to a beta distribution of the same mean and variance. */
const EXACT_UP_TO = 1000;
const SMALLEST_RHO = 1e-9;

/** P(X >= hits). */
export function betaBinomialTail(hits: number, { n, share, rho }: BetaBinomial): number {
  if (!(share >= 0 && share <= 1 && rho >= 0 && rho < 1)) {
    throw new RangeError('a beta-binomial needs 0 <= share <= 1 and 0 <= rho < 1');
  }
  if (hits <= 0) return 1;
  if (hits > n || share === 0) return 0;
  if (share === 1) return 1;
  if (rho < SMALLEST_RHO) return incompleteBeta(share, hits, n - hits + 1);
  return n <= EXACT_UP_TO
    ? summedTail(hits, { n, share, rho })
    : matchedTail(hits, { n, share, rho });
}

/** Terms from `hits` up; each follows from the one before. */
function summedTail(hits: number, { n, share, rho }: BetaBinomial): number {
  const strength = (1 - rho) / rho;
  const a = share * strength;
  const b = (1 - share) * strength;
  const logChoose = logGamma(n + 1) - logGamma(hits + 1) - logGamma(n - hits + 1);
  let term = Math.exp(logChoose + logBeta(hits + a, n - hits + b) - logBeta(a, b));
  let sum = 0;
  for (let k = hits; k <= n; k += 1) {
    sum += term;
    term *= ((n - k) * (k + a)) / ((k + 1) * (n - k - 1 + b));
  }
  return Math.min(1, sum);
}

/** Half a unit is taken off, as whole counts are read from a smooth curve. */
function matchedTail(hits: number, { n, share, rho }: BetaBinomial): number {
  const strength = 1 / (rho + (1 - rho) / n) - 1;
  const from = (hits - 0.5) / n;
  return incompleteBeta(1 - from, (1 - share) * strength, share * strength);
}
