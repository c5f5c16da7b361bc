// Draws that a seed decides: counts of providers whose own shares vary around a mean.

export interface Draws {
  /** From 0 to below 1. */
  next(): number;
  /** Hits among n units at this share. */
  binomial(n: number, share: number): number;
  /** Hits among n units at a share drawn from a beta distribution of this mean and spread. */
  betaBinomial(n: number, mean: number, rho: number): number;
}

/** Mulberry32 beneath; gamma draws by Marsaglia and Tsang. */
export function seededDraws(seed: number): Draws {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const normal = (): number =>
    Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  const gamma = (shape: number): number => {
    if (shape < 1) return gamma(shape + 1) * (1 - next()) ** (1 / shape);
    const d = shape - 1 / 3;
    for (;;) {
      const x = normal();
      const v = (1 + x / Math.sqrt(9 * d)) ** 3;
      if (v > 0 && Math.log(1 - next()) < (x * x) / 2 + d - d * v + d * Math.log(v)) return d * v;
    }
  };
  const binomial = (n: number, share: number): number => {
    let hits = 0;
    for (let at = 0; at < n; at += 1) if (next() < share) hits += 1;
    return hits;
  };
  return {
    next,
    binomial,
    betaBinomial(n, mean, rho) {
      if (rho === 0) return binomial(n, mean);
      const strength = (1 - rho) / rho;
      const hit = gamma(mean * strength);
      return binomial(n, hit / (hit + gamma((1 - mean) * strength)));
    },
  };
}
