// The regularised incomplete beta function I_x(a, b): the t distribution and binomial tails are
// both read off it. Continued fraction, evaluated by Lentz's method from the side that converges.

import { logBeta } from './log-gamma.js';

const TINY = 1e-300;
const TERMS_MAX = 20_000;
const PRECISION = 1e-15;

export function incompleteBeta(x: number, a: number, b: number): number {
  if (!(x >= 0 && x <= 1)) throw new RangeError('the incomplete beta function needs 0 <= x <= 1');
  if (!(a > 0 && b > 0)) throw new RangeError('the incomplete beta function needs a, b > 0');
  if (x === 0 || x === 1) return x;
  const front = Math.exp(a * Math.log(x) + b * Math.log1p(-x) - logBeta(a, b));
  // The fraction converges fast below the mean of the beta distribution; above, take the mirror.
  return x <= (a + 1) / (a + b + 2)
    ? (front * fraction(x, a, b)) / a
    : 1 - (front * fraction(1 - x, b, a)) / b;
}

/** 1 / (1 + d1 / (1 + d2 / (1 + ...))), each pair of terms one round. */
function fraction(x: number, a: number, b: number): number {
  let numerator = 1;
  let denominator = notZero(1 - ((a + b) * x) / (a + 1));
  denominator = 1 / denominator;
  let value = denominator;
  for (let m = 1; m <= TERMS_MAX; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    denominator = 1 / notZero(1 + even * denominator);
    numerator = notZero(1 + even / numerator);
    value *= denominator * numerator;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    denominator = 1 / notZero(1 + odd * denominator);
    numerator = notZero(1 + odd / numerator);
    const step = denominator * numerator;
    value *= step;
    if (Math.abs(step - 1) < PRECISION) return value;
  }
  return value;
}

function notZero(value: number): number {
  return Math.abs(value) < TINY ? TINY : value;
}
