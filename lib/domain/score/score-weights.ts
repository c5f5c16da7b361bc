// What a score is made of, and how much each part can give: our policy, in this one place
// (SCORE-1). Only measures of a slip that stays a slip whoever the patients are: complex patients
// raise the share above $3,000, the KX share and the year-round share, and long courses fill
// working days, so those give no points.

import type { PatternId } from '../patterns/pattern-finding.js';

export interface ScoreWeight {
  readonly pattern: PatternId;
  /** Points at most; all together 100. */
  readonly points: number;
  readonly reason: string;
}

export const SCORE_WEIGHTS: readonly ScoreWeight[] = [
  {
    pattern: 'routine_early_kx',
    points: 24,
    reason: 'CMS names KX from the first visit on as what is not tolerated; the OIG counted it.',
  },
  {
    pattern: 'early_kx',
    points: 18,
    reason: 'KX below the amount is an attestation that nothing called for.',
  },
  {
    pattern: 'missing_kx',
    points: 18,
    reason: 'Each line above the amount without KX is an error of its own.',
  },
  {
    pattern: 'kx_conflict',
    points: 11,
    reason: 'KX and a notice modifier on one line contradict each other.',
  },
  {
    pattern: 'units_over_limit',
    points: 8,
    reason: 'The statute names unlikely units in a day; a limit can be passed for good reason.',
  },
  {
    pattern: 'discipline_conflict',
    points: 6,
    reason: 'A line in the wrong total moves all that follow.',
  },
  {
    pattern: 'long_days',
    points: 6,
    reason: 'The OIG counted days above eight hours; the definition of an hour is ours.',
  },
  {
    pattern: 'limit_denials',
    points: 5,
    reason: 'Denials for the limit show that totals are not watched; they have cost already.',
  },
  {
    pattern: 'denial_share',
    points: 4,
    reason: 'Factor I of the statute; most denials have little to do with KX.',
  },
];
