// Pulling in the uppermost tenth of shares hides honest spread too. How much, a beta-binomial of
// the same mean and size tells: the spread that it shows when treated the same way is looked up,
// and the rho that would show what was seen is given back.

export interface SpreadShape {
  readonly share: number;
  /** Units of a typical provider. */
  readonly units: number;
}

const RHO_GRID = [0, 0.0025, 0.005, 0.01, 0.015, 0.02, 0.03, 0.05, 0.08, 0.12, 0.2, 0.35, 0.6, 0.9];
/** The uppermost tenth of shares (policy, RULES 7.7). */
export const WINSORISED_SHARE = 0.1;
/** More units change nothing that matters here. */
const UNITS_MAX = 300;
const CURVES_MAX = 4096;

/** By shape to two digits; pure arithmetic kept, never data. */
const curves = new Map<string, readonly number[]>();

/** Zero where what was seen is less than equal providers would show. */
export function unwinsorisedRho(winsorised: number, shape: SpreadShape): number {
  const curve = curveOf(shape);
  for (let step = 1; step < curve.length; step += 1) {
    const low = curve[step - 1] ?? 0;
    const high = curve[step] ?? 0;
    if (winsorised > high && step < curve.length - 1) continue;
    const part = high > low ? (winsorised - low) / (high - low) : 0;
    const from = RHO_GRID[step - 1] ?? 0;
    const to = RHO_GRID[step] ?? 0;
    return from + Math.min(1, Math.max(0, part)) * (to - from);
  }
  return 0;
}

/** Winsorised rho at each point of the grid, made rising: lattice steps must not turn it back. */
function curveOf({ share, units }: SpreadShape): readonly number[] {
  const mean = Math.min(0.99, Math.max(0.001, Number(share.toPrecision(2))));
  const n = Math.min(UNITS_MAX, Math.max(2, Math.round(Number(units.toPrecision(2)))));
  const key = `${mean} ${n}`;
  const known = curves.get(key);
  if (known !== undefined) return known;
  let highest = -1;
  const curve = RHO_GRID.map((rho) => {
    highest = Math.max(highest, winsorisedRho(chances(n, mean, rho)));
    return highest;
  });
  if (curves.size >= CURVES_MAX) curves.clear();
  curves.set(key, curve);
  return curve;
}

function winsorisedRho(chance: readonly number[]): number {
  const n = chance.length - 1;
  let sum = 0;
  let cap = 0;
  while (cap < n && (sum += chance[cap] ?? 0) < 1 - WINSORISED_SHARE) cap += 1;
  let mean = 0;
  let square = 0;
  chance.forEach((each, k) => {
    mean += each * Math.min(k, cap);
    square += each * Math.min(k, cap) ** 2;
  });
  const chanceVariance = mean * (1 - mean / n);
  return chanceVariance > 0 ? ((square - mean * mean) / chanceVariance - 1) / (n - 1) : 0;
}

/** From the middle outward, each from its neighbour: nothing overflows, and no gamma is needed. */
function chances(n: number, share: number, rho: number): readonly number[] {
  const strength = rho === 0 ? 0 : (1 - rho) / rho;
  const a = share * strength;
  const b = (1 - share) * strength;
  const odds = share / (1 - share);
  const ratio = (k: number): number =>
    ((n - k) / (k + 1)) * (rho === 0 ? odds : (k + a) / (n - k - 1 + b));
  const all = new Array<number>(n + 1).fill(0);
  const middle = Math.floor(n * share);
  all[middle] = 1;
  for (let k = middle; k < n; k += 1) all[k + 1] = (all[k] ?? 0) * ratio(k);
  for (let k = middle - 1; k >= 0; k -= 1) all[k] = (all[k + 1] ?? 0) / ratio(k);
  const sum = all.reduce((total, each) => total + each, 0);
  return all.map((each) => each / sum);
}
