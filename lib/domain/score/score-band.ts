// Words for a score: ours, to sort work by, and no threshold of any agency (SCORE-1). A habit at
// four times the honest share makes some 15 points at 40 beneficiaries; few honest providers reach
// five.

export type ScoreBand = 'not_scored' | 'low' | 'watch' | 'high';

const WATCH_FROM_HUNDREDTHS = 500;
const HIGH_FROM_HUNDREDTHS = 1500;

/** `isScored` is false when no part could be judged. */
export function scoreBand(hundredths: number, isScored: boolean): ScoreBand {
  if (!isScored) return 'not_scored';
  if (hundredths >= HIGH_FROM_HUNDREDTHS) return 'high';
  return hundredths >= WATCH_FROM_HUNDREDTHS ? 'watch' : 'low';
}
