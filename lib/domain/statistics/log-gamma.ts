// ln of the gamma and beta functions: what the exact tails below are built from.

const STIRLING_FROM = 15;

/** ln gamma(x) for x > 0: stepped up to 15, then Stirling's series (error below 1e-14). */
export function logGamma(x: number): number {
  if (!(x > 0)) throw new RangeError('ln gamma is taken of positive numbers');
  let product = 1;
  let from = x;
  while (from < STIRLING_FROM) {
    product *= from;
    from += 1;
  }
  const inverse = 1 / from;
  const square = inverse * inverse;
  const correction =
    inverse *
    (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square * (1 / 1680 - square / 1188))));
  const stirling = (from - 0.5) * Math.log(from) - from + 0.5 * Math.log(2 * Math.PI) + correction;
  return stirling - Math.log(product);
}

export function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b);
}
