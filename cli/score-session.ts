// From the options of a command to the run that it shows: which period, up to which day, with which
// benchmarks. All commands that show scores come here, so that they show the same ones.

import { parsePeriod } from '../lib/domain/measures/parse-period.js';
import { loadBenchmarks } from '../lib/pipeline/benchmarks.js';
import { scorePeriod, type WantedPeriod } from '../lib/pipeline/scores/score-period.js';
import type { ScoreRun } from '../lib/pipeline/scores/score-run.js';
import type { CommonOptions } from './command.js';
import { withLake, type OpenLake } from './lake.js';
import { toDay, toYear } from './option-values.js';
import { TENANT_ID, type Session } from './session.js';
import { withStoredSession } from './stored-session.js';
import { FailedError, UsageError } from './usage-error.js';

export interface PeriodOptions extends CommonOptions {
  readonly period?: string;
  readonly year?: string;
  readonly asOf?: string;
}

export const PERIOD_OPTIONS = [
  ['--period <period>', '2026, 2026-Q1, 2026-03 or 2025-07..2026-06 (default: last 12 months)'],
  ['--year <yyyy>', 'the same as --period yyyy'],
  ['--as-of <day>', 'last day of service that counts (default: the last day in the data)'],
] as const;

export interface OpenScores {
  readonly run: ScoreRun;
  readonly lake: OpenLake;
  readonly session: Session;
}

export async function withScores(
  options: PeriodOptions,
  action: (scores: OpenScores) => Promise<void>,
): Promise<void> {
  const wanted = wantedPeriod(options);
  await withStoredSession(options, (session) =>
    withLake(session, async (lake) => {
      const run = await openRun(session, lake, wanted);
      if (run === null) throw new FailedError('the ledger holds no therapy in that period');
      await action({ run, lake, session });
    }),
  );
}

/** Null where the data has no therapy up to that day. */
export async function openRun(
  session: Session,
  lake: OpenLake,
  wanted: WantedPeriod = { period: null, asOf: null },
): Promise<ScoreRun | null> {
  const { objects } = session.workspace;
  const benchmarks = await loadBenchmarks({ tenantId: TENANT_ID, objects });
  const { queries, manifest } = lake;
  return scorePeriod({ queries, objects, versions: manifest.versions, benchmarks }, wanted);
}

export function wantedPeriod({ period, year, asOf }: PeriodOptions): WantedPeriod {
  if (period !== undefined && year !== undefined) {
    throw new UsageError('either --period or --year');
  }
  const text = year === undefined ? period : String(toYear(year));
  const parsed = text === undefined ? null : parsePeriod(text);
  if (text !== undefined && parsed === null) {
    throw new UsageError('--period takes 2026, 2026-Q1, 2026-03 or 2025-07..2026-06');
  }
  return { period: parsed, asOf: asOf === undefined ? null : toDay(asOf, '--as-of') };
}
