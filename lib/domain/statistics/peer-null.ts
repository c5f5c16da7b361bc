// What do ordinary peers look like, when some of the peers may not be ordinary? A beta-binomial is
// fitted to the providers below the uppermost tenth, as a truncated likelihood: what lies above the
// cut moves neither mean nor spread, so true outliers do not hide each other. The yardstick of
// detection; scores use overdispersion.ts, which leaves each provider itself out exactly.

export interface PeerCount {
  readonly hits: number;
  readonly n: number;
  /** Share of the provider's peers, itself left out. */
  readonly peerShare: number;
}

export interface PeerNull {
  /** Ordinary peers' share over the share of all peers; at most 1. */
  readonly factor: number;
  /** How far ordinary peers differ beyond chance (intra-class correlation). */
  readonly rho: number;
  readonly fittedProviders: number;
}

/** Where too few providers show a spread (policy). */
const USUAL_RHO = 0.02;
/**
 * What is likely before the data speaks (policy): shares of honest providers vary by four tenths of
 * their mean, the spread that this makes being right within a factor e either way.
 */
const USUAL_VARIATION = 0.4;
const KEPT_SHARE = 0.9;
/** Enough for two numbers; of more, every k-th by share is taken. */
const FITTED_MAX = 600;
const UNITS_MIN = 20;
/** More units say no more of how providers differ; counts are scaled down to this. */
const UNITS_MAX = 1000;
const PROVIDERS_MIN = 20;
/** Terms are scaled down above this, so that none overflows. */
const LARGE = 1e200;
const SMALLEST_FACTOR = 0.5;
/** Standard errors added to the spread; that of a variance is a square root of 2 / providers. */
const CAUTION = 0.5;
const RHO_RANGE = { low: 0.0003, high: 0.6 };

interface Kept {
  readonly hits: number;
  readonly n: number;
  readonly peerShare: number;
  /** The largest count below the cut. */
  readonly cap: number;
  readonly times: number;
}

/** Fewer than 20 providers tell too little: all peers as they are, and the usual spread. */
export function fitPeerNull(counts: readonly PeerCount[], unitsMin: number = UNITS_MIN): PeerNull {
  const known = counts.filter(({ n, peerShare }) => n >= unitsMin && peerShare > 0);
  if (known.length < PROVIDERS_MIN) {
    return { factor: 1, rho: USUAL_RHO, fittedProviders: known.length };
  }
  const kept = belowTheCut(known.map(scaledDown));
  const usual = usualLogRho(known);
  const valueAt = remembered((point) => logPosterior(kept, point, usual));
  let best = { factor: 1, logRho: usual };
  let steps = { factor: 0.1, logRho: 0.8 };
  let value = valueAt(best);
  for (let round = 0; round < 6; round += 1) {
    for (let isMoving = true; isMoving;) {
      isMoving = false;
      for (const candidate of neighbours(best, steps)) {
        const other = valueAt(candidate);
        if (!(other > value)) continue;
        [best, value, isMoving] = [candidate, other, true];
      }
    }
    steps = { factor: steps.factor / 2, logRho: steps.logRho / 2 };
  }
  // A spread is known the worse the fewer show it; what is taken too small makes false discoveries.
  const caution = 1 + CAUTION * Math.sqrt(2 / known.length);
  const rho = Math.min(RHO_RANGE.high, Math.exp(best.logRho) * caution);
  return { factor: best.factor, rho, fittedProviders: known.length };
}

interface Point {
  readonly factor: number;
  readonly logRho: number;
}

/** Neighbours have neighbours in common, and the sum over all providers is what costs. */
function remembered(valueOf: (point: Point) => number): (point: Point) => number {
  const values = new Map<string, number>();
  return (point) => {
    const key = `${point.factor} ${point.logRho}`;
    const value = values.get(key) ?? valueOf(point);
    values.set(key, value);
    return value;
  };
}

function neighbours(from: Point, steps: Point): readonly Point[] {
  const moves = [-1, 0, 1].flatMap((down) => [-1, 0, 1].map((across) => [down, across] as const));
  return moves
    .filter(([down, across]) => down !== 0 || across !== 0)
    .map(([down, across]) => ({
      factor: from.factor + down * steps.factor,
      logRho: from.logRho + across * steps.logRho,
    }))
    .filter(
      ({ factor, logRho }) =>
        factor >= SMALLEST_FACTOR &&
        factor <= 1 &&
        logRho >= Math.log(RHO_RANGE.low) &&
        logRho <= Math.log(RHO_RANGE.high),
    );
}

/** The correlation at which a share of this size varies as much as is usual. */
function usualLogRho(counts: readonly PeerCount[]): number {
  const mean = counts.reduce((sum, { peerShare }) => sum + peerShare, 0) / counts.length;
  const odds = Math.min(0.9, mean) / (1 - Math.min(0.9, mean));
  const { low, high } = RHO_RANGE;
  return Math.log(Math.min(high, Math.max(low, USUAL_VARIATION ** 2 * odds)));
}

function scaledDown({ hits, n, peerShare }: PeerCount): PeerCount {
  if (n <= UNITS_MAX) return { hits, n, peerShare };
  return { hits: Math.round((hits * UNITS_MAX) / n), n: UNITS_MAX, peerShare };
}

function belowTheCut(counts: readonly PeerCount[]): readonly Kept[] {
  const ratio = ({ hits, n, peerShare }: PeerCount): number => hits / n / peerShare;
  const ordered = [...counts].sort((one, other) => ratio(one) - ratio(other) || one.n - other.n);
  const last = ordered[Math.ceil(KEPT_SHARE * ordered.length) - 1];
  const cut = last === undefined ? 0 : ratio(last);
  const below = ordered.filter((count) => ratio(count) <= cut);
  const step = Math.ceil(below.length / FITTED_MAX);
  const groups = new Map<string, Kept>();
  for (let at = Math.floor(step / 2); at < below.length; at += step) {
    const count = below[at];
    if (count === undefined) continue;
    // What rounding takes from the cut must not put the provider on the cut above it.
    const cap = Math.max(count.hits, Math.floor(cut * count.peerShare * count.n + 1e-9));
    const key = `${count.hits} ${count.n} ${cap} ${count.peerShare.toPrecision(4)}`;
    const known = groups.get(key);
    groups.set(key, { ...count, cap: Math.min(cap, count.n), times: 1 + (known?.times ?? 0) });
  }
  return [...groups.values()];
}

function logPosterior(kept: readonly Kept[], { factor, logRho }: Point, usual: number): number {
  const strength = 1 / Math.exp(logRho) - 1;
  let value = -((logRho - usual) ** 2) / 2;
  for (const count of kept) {
    const share = Math.min(0.999, count.peerShare * factor);
    value += count.times * logTruncated(count, share * strength, (1 - share) * strength);
  }
  return value;
}

/** Chance of the count among all counts up to the cap; terms relative to that of zero hits. */
function logTruncated({ hits, n, cap }: Kept, a: number, b: number): number {
  let term = 1;
  let sum = 0;
  let seen = 0;
  for (let k = 0; k <= cap; k += 1) {
    if (term > LARGE) {
      sum /= LARGE;
      seen /= LARGE;
      term /= LARGE;
    }
    sum += term;
    if (k === hits) seen = term;
    term *= ((n - k) * (k + a)) / ((k + 1) * (n - k - 1 + b));
  }
  return Math.log(Math.max(seen, Number.MIN_VALUE)) - Math.log(sum);
}
