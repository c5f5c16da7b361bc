// `kxray score`: all patterns and scores over the current snapshot, stored as a run; what changed
// since another run, and why.

import type { Command } from 'commander';
import { diffRuns } from '../../lib/pipeline/scores/diff-runs.js';
import { findRuns, readRun, type RunPlace } from '../../lib/pipeline/scores/run-store.js';
import type { ScoreRun } from '../../lib/pipeline/scores/score-run.js';
import { addCommand, examples } from '../command.js';
import { diffText } from '../diff-text.js';
import { presentProvider } from '../present-provider.js';
import { PERIOD_OPTIONS, withScores, type PeriodOptions } from '../score-session.js';
import { scoreText } from '../score-text.js';
import { TENANT_ID } from '../session.js';
import { printJson, printLine } from '../terminal.js';
import { UsageError } from '../usage-error.js';

interface ScoreOptions extends PeriodOptions {
  readonly diff?: string;
}

export function registerScore(program: Command): void {
  const command = addCommand(program, 'score', 'patterns, scores and their causes');
  for (const [flags, words] of PERIOD_OPTIONS) command.option(flags, words);
  command
    .option('--diff <run>', 'what changed since that run (the beginning of its id is enough)')
    .addHelpText(
      'after',
      examples('score', 'score --period 2026-Q1', 'score --as-of 2026-06-30', 'score --diff 3f2a'),
    )
    .action(async (options: ScoreOptions) => {
      await withScores(options, async ({ run, session }) => {
        if (options.diff === undefined) return show(run, options);
        const place = { tenantId: TENANT_ID, objects: session.workspace.objects };
        const diff = diffRuns(await runNamed(place, options.diff), run);
        if (options.json === true) printJson(diff);
        else printLine(diffText(diff));
      });
    });
}

async function show(run: ScoreRun, options: ScoreOptions): Promise<void> {
  if (options.json === true) {
    printJson({ ...run, providers: run.providers.map(presentProvider) });
  } else printLine(scoreText(run));
}

async function runNamed(place: RunPlace, idStart: string): Promise<ScoreRun> {
  const ids = /^[0-9a-f]+$/.test(idStart) ? await findRuns(place, idStart) : [];
  const [id] = ids;
  if (id === undefined) throw new UsageError('there is no run of that id');
  if (ids.length > 1) throw new UsageError(`${ids.length} runs begin so; give more of the id`);
  const run = await readRun(place, id);
  if (run === null) throw new UsageError('there is no run of that id');
  return run;
}
