// Words and figures that all pages of scores share.

import type { PatternId } from '../lib/domain/patterns/pattern-finding.js';
import { patternText } from '../lib/domain/patterns/pattern-list.js';
import type { ScoreBand } from '../lib/domain/score/score-band.js';
import type { ProviderScore } from '../lib/domain/score/score-providers.js';
import type { ScoreRun } from '../lib/pipeline/scores/score-run.js';

export const BAND_WORDS: Readonly<Record<ScoreBand, string>> = {
  not_scored: 'too few to score',
  low: 'low',
  watch: 'watch',
  high: 'high',
};

export const SCREENING =
  'Screening results, compared with peers in your data: they ask for a look at the records and ' +
  'say nothing about them. Weights and bands are our own (docs/scoring.md).';

export function pointsText(hundredths: number): string {
  return (hundredths / 100).toFixed(2);
}

export function shareText(share: number | null): string {
  return share === null ? '-' : `${(share * 100).toFixed(1)}%`;
}

export function runLine({ runId, period, versions }: ScoreRun): string {
  const run = runId.slice(0, 8);
  const snapshot = versions.snapshot.slice(0, 8);
  return `Run ${run}: services of ${period.from} to ${period.to}, snapshot ${snapshot}`;
}

export function detectedTitles({ patterns }: ProviderScore): readonly string[] {
  return patterns
    .filter(({ outcome }) => outcome.kind === 'detected')
    .map(({ pattern }) => titleOf(pattern));
}

export function titleOf(pattern: PatternId): string {
  return patternText(pattern).title;
}
