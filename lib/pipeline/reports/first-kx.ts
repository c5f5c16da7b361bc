// How far below or above the KX amount a total stood when KX first appeared on it (RULES 7.7,
// median KX margin): healthy use is tight just above zero, routine use lies far to the left.

import type { GroupView, JudgedLine } from '../../domain/judgement.js';

const BIN_CENTS = 25_000;

/** Total before the first KX line minus the amount; null without an amount or a judged KX. */
export function firstKxDistance(view: GroupView, members: readonly JudgedLine[]): number | null {
  const first = members.find((line) => line.hasKx && line.accruedCents > 0);
  if (first === undefined || view.kxThresholdCents === null) return null;
  if (first.kxCertainty !== 'certain' || first.afterCents === null) return null;
  // The line itself counts (KX-1): at zero or more it is the crossing line or later.
  return first.afterCents - view.kxThresholdCents;
}

export interface FirstKxBin {
  readonly fromCents: number;
  readonly toCents: number;
  readonly totals: number;
}

/** Without gaps between the lowest and the highest. */
export function firstKxBins(distances: readonly number[]): FirstKxBin[] {
  if (distances.length === 0) return [];
  const counts = new Map<number, number>();
  for (const distance of distances) {
    const bin = Math.floor(distance / BIN_CENTS);
    counts.set(bin, (counts.get(bin) ?? 0) + 1);
  }
  const bins = [...counts.keys()];
  const [lowest, highest] = [Math.min(...bins), Math.max(...bins)];
  return Array.from({ length: highest - lowest + 1 }, (_, at) => ({
    fromCents: (lowest + at) * BIN_CENTS,
    toCents: (lowest + at + 1) * BIN_CENTS,
    totals: counts.get(lowest + at) ?? 0,
  }));
}
