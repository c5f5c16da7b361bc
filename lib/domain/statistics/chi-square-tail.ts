// The chance of a chi-square value (one degree of freedom) at least this large: erfc(sqrt(x / 2)).

const SERIES_LIMIT = 2;
const TERMS_MAX = 200;

export function chiSquareTail(chiSquare: number): number {
  if (!(chiSquare >= 0)) throw new RangeError('chi-square is never negative');
  return complementaryError(Math.sqrt(chiSquare / 2));
}

/** erfc for z >= 0: a series near zero, a continued fraction in the tail. */
function complementaryError(z: number): number {
  return z < SERIES_LIMIT ? 1 - errorBySeries(z) : tailByFraction(z);
}

/**
 * erf(z) = 2/sqrt(pi) * exp(-z^2) * sum of 2^k z^(2k+1) / (1*3*5*...*(2k+1)); all terms positive.
 */
function errorBySeries(z: number): number {
  let term = z;
  let sum = z;
  for (let k = 1; k < TERMS_MAX && term > sum * Number.EPSILON; k += 1) {
    term *= (2 * z * z) / (2 * k + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-z * z) * sum;
}

/**
 * erfc(z) = exp(-z^2)/sqrt(pi) / (z + (1/2)/(z + (2/2)/(z + (3/2)/(z + ...)))), from the inside.
 */
function tailByFraction(z: number): number {
  let inner = z;
  for (let k = TERMS_MAX; k >= 1; k -= 1) inner = z + k / 2 / inner;
  return Math.exp(-z * z) / Math.sqrt(Math.PI) / inner;
}
