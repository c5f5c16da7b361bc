// From a snapshot to the run over a period of it: what the commands, the night's run and the report
// all do, so that they show the same scores. Without a word it is the last twelve months.

import type { IsoDay } from '../../domain/day.js';
import { periodUntil, twelveMonthsTo } from '../../domain/measures/parse-period.js';
import type { Period } from '../../domain/measures/provider-measures.js';
import { runScores, serviceSpan, type ScoreRunInput } from './run-scores.js';
import type { ScoreRun } from './score-run.js';

export interface WantedPeriod {
  /** Null: the twelve months up to `asOf`. */
  readonly period: Period | null;
  /** Last day of service that counts; null: the last day of the therapy in the snapshot. */
  readonly asOf: IsoDay | null;
}

/** Null where the snapshot has no therapy in the period, up to that day. */
export async function scorePeriod(
  input: Omit<ScoreRunInput, 'period'>,
  wanted: WantedPeriod,
): Promise<ScoreRun | null> {
  const span = await serviceSpan(input.queries);
  if (span === null) return null;
  const asOf = wanted.asOf ?? span.last;
  const period = periodUntil(wanted.period ?? twelveMonthsTo(asOf), asOf);
  if (period === null || period.to < span.first || period.from > span.last) return null;
  return runScores({ ...input, period });
}
