// What chance alone keeps to around a share: the arithmetic of trend (p-chart) and funnel, so that
// both draw the same limit for the same figures.

export interface Share {
  readonly hits: number;
  readonly n: number;
}

/** Three sigma for months; 95 and 99.8 percent, two-sided, for a funnel. */
export const TREND_SIGMAS = 3;
export const FUNNEL_SIGMAS = [1.96, 3.09] as const;

/** Of all together: larger denominators weigh more. Zero where there is nothing to count. */
export function meanShare(shares: readonly Share[]): number {
  const n = shares.reduce((sum, share) => sum + share.n, 0);
  return n === 0 ? 0 : shares.reduce((sum, share) => sum + share.hits, 0) / n;
}

export function shareOf({ hits, n }: Share): number {
  return n === 0 ? 0 : hits / n;
}

/** Never outside 0 to 1; around nothing there is no limit but the mean. */
export function chanceLimits(mean: number, n: number, sigmas: number) {
  const reach = n === 0 ? 0 : sigmas * Math.sqrt((mean * (1 - mean)) / n);
  return { low: Math.max(0, mean - reach), high: Math.min(1, mean + reach) };
}

/** Points in a row on one side of the mean that chance seldom makes (run rule of eight). */
export const LONG_RUN = 8;

/** Which points end or continue such a run; points without a denominator break none. */
export function inLongRun(shares: readonly Share[]): readonly boolean[] {
  const mean = meanShare(shares);
  let side = 0;
  let length = 0;
  return shares.map((share) => {
    if (share.n === 0) return false;
    const now = Math.sign(shareOf(share) - mean);
    length = now !== 0 && now === side ? length + 1 : 1;
    side = now;
    return side !== 0 && length >= LONG_RUN;
  });
}
