// How far below or above the KX amount a total stood when KX first appeared on it (RULES 7.7,
// median KX margin): healthy use is tight just above zero, routine use lies far to the left.

import type { GroupView, JudgedLine } from '../../domain/judgement.js';

const BIN_CENTS = 25_000;
const FIRST_STEP = -12;
const LAST_STEP = 11;

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

/** Without gaps between the lowest and the highest; the outermost hold what lies beyond them. */
export function firstKxBins(distances: readonly number[]): FirstKxBin[] {
  const totals = new Map<number, number>();
  for (const distance of distances) {
    const step = Math.min(LAST_STEP, Math.max(FIRST_STEP, Math.floor(distance / BIN_CENTS)));
    totals.set(step, (totals.get(step) ?? 0) + 1);
  }
  return firstKxBinsOf(totals);
}

/** From totals by step, as queries/fact_first_kx_steps.sql counts them. */
export function firstKxBinsOf(totals: ReadonlyMap<number, number>): FirstKxBin[] {
  if (totals.size === 0) return [];
  const [lowest, highest] = [Math.min(...totals.keys()), Math.max(...totals.keys())];
  return Array.from({ length: highest - lowest + 1 }, (_, at) => ({
    fromCents: (lowest + at) * BIN_CENTS,
    toCents: (lowest + at + 1) * BIN_CENTS,
    totals: totals.get(lowest + at) ?? 0,
  }));
}
