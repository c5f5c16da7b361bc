// The Wilson score interval of a share: what a small count can and cannot tell. It never leaves
// 0..1 and does not collapse at 0 or n, as the plain interval does.

import type { ShareCount } from './share-count.js';

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Standard normal quantile for a two-sided 95% interval. */
const Z_95 = 1.959963984540054;

export function wilsonInterval({ hits, n }: ShareCount, z: number = Z_95): Interval {
  if (!(n > 0) || hits < 0 || hits > n) throw new RangeError('a share needs 0 <= hits <= n, n > 0');
  const share = hits / n;
  const square = z * z;
  const centre = (share + square / (2 * n)) / (1 + square / n);
  const reach =
    (z * Math.sqrt((share * (1 - share)) / n + square / (4 * n * n))) / (1 + square / n);
  return { low: hits === 0 ? 0 : centre - reach, high: hits === n ? 1 : centre + reach };
}
