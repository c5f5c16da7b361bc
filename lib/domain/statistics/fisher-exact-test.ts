// Fisher's exact test, two-sided: the summed chance of all tables with the same margins that are no
// more likely than the one seen. Used where counts are too small for chi-square (STAT-1).

import type { ShareCount } from './share-count.js';

/** Tables this little more likely than the one seen count as equally likely (rounding). */
const RELATIVE_TOLERANCE = 1e-7;
const STIRLING_FROM = 32;

export function fisherExactTest(one: ShareCount, other: ShareCount): number {
  const hits = one.hits + other.hits;
  const fewest = Math.max(0, hits - other.n);
  const most = Math.min(one.n, hits);
  const scale = logChoose(one.n + other.n, hits);
  const logChance = (k: number): number =>
    logChoose(one.n, k) + logChoose(other.n, hits - k) - scale;
  const seen = logChance(one.hits) + Math.log1p(RELATIVE_TOLERANCE);
  let sum = 0;
  for (let k = fewest; k <= most; k += 1) {
    const chance = logChance(k);
    if (chance <= seen) sum += Math.exp(chance);
  }
  return Math.min(1, sum);
}

function logChoose(n: number, k: number): number {
  return logFactorial(n) - logFactorial(k) - logFactorial(n - k);
}

/** ln n!: summed for small n, Stirling's series from 32 on (error below 1e-15). */
function logFactorial(n: number): number {
  if (n < STIRLING_FROM) {
    let product = 1;
    for (let factor = 2; factor <= n; factor += 1) product *= factor;
    return Math.log(product);
  }
  const inverse = 1 / n;
  const square = inverse * inverse;
  const correction = inverse * (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square / 1680)));
  return (n + 0.5) * Math.log(n) - n + 0.5 * Math.log(2 * Math.PI) + correction;
}
