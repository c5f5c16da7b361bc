// `kxray score`, `kxray providers`, `kxray provider NPI`: who bills KX early as a routine, compared
// with the other providers in the data, and the lines behind it.

import type { Command } from 'commander';
import { isNpi } from '../../lib/domain/identifiers.js';
import type { ProviderRole } from '../../lib/domain/patterns/pattern-result.js';
import type { RoutineEarlyKxResult } from '../../lib/domain/patterns/routine-early-kx.js';
import { earlyKxLines, scoreSnapshot } from '../../lib/pipeline/score.js';
import { addCommand, examples, type CommonOptions } from '../command.js';
import { withLake, type OpenLake } from '../lake.js';
import { toOneOf, toYear } from '../option-values.js';
import { earlyLinesText, providersText, resultText, scoreText } from '../provider-text.js';
import { withStoredSession } from '../stored-session.js';
import { printJson, printLine } from '../terminal.js';
import { FailedError, UsageError } from '../usage-error.js';

interface ScoreOptions extends CommonOptions {
  readonly year?: string;
}

interface ProvidersOptions extends ScoreOptions {
  readonly role: string;
  readonly all?: boolean;
}

const YEAR_OPTION = '--year <yyyy>';
const YEAR_WORDS = 'calendar year of service (default: all years)';
const ROLES: readonly ProviderRole[] = ['rendering', 'billing'];

export function registerScore(program: Command): void {
  addCommand(program, 'score', 'run the patterns: routine early KX by provider')
    .option(YEAR_OPTION, YEAR_WORDS)
    .action(async (options: ScoreOptions) => {
      await withScores(options, async (results) => {
        if (options.json === true) printJson({ routineEarlyKx: results });
        else printLine(scoreText(results));
      });
    });
  addCommand(program, 'providers', 'providers with their share of early KX, highest first')
    .option(YEAR_OPTION, YEAR_WORDS)
    .option('--role <role>', 'rendering (the therapist) or billing', 'rendering')
    .option('--all', 'also those with too few beneficiaries to judge')
    .addHelpText('after', examples('providers --year 2026', 'providers --role billing --all'))
    .action(async (options: ProvidersOptions) => {
      const role = toOneOf(options.role, ROLES, '--role');
      const isAll = options.all === true;
      await withScores(options, async (results) => {
        const shown = results
          .filter((each) => each.provider.role === role)
          .filter((each) => isAll || each.outcome.kind !== 'notApplicable')
          .sort(byShare);
        if (options.json === true) printJson(shown);
        else printLine(providersText(shown, { isAll }));
      });
    });
  addCommand(program, 'provider', 'one provider: pattern, evidence and lines')
    .argument('<npi>', 'rendering or billing NPI')
    .option(YEAR_OPTION, YEAR_WORDS)
    .action(showProvider);
}

async function showProvider(npi: string, options: ScoreOptions): Promise<void> {
  await withScores(options, async (results, lake) => {
    const own = results.filter((each) => each.provider.npi === npi);
    if (own.length === 0) throw unknownProvider(npi);
    const evidence = [];
    for (const result of own) {
      const lines = await earlyKxLines(lake.queries, result.provider);
      evidence.push({ ...result, lines });
    }
    if (options.json === true) printJson(evidence);
    else {
      const parts = evidence.map((each) => `${resultText(each)}\n${earlyLinesText(each.lines)}`);
      printLine(parts.join('\n\n'));
    }
  });
}

/** Asked of the data first: a remittance may name a provider by a number that is no NPI. */
function unknownProvider(npi: string): Error {
  return isNpi(npi)
    ? new FailedError('that NPI has no therapy lines in the data')
    : new UsageError('that is no NPI: ten digits, the last a check digit');
}

async function withScores(
  options: ScoreOptions,
  action: (results: readonly RoutineEarlyKxResult[], lake: OpenLake) => Promise<void>,
): Promise<void> {
  const year = options.year === undefined ? undefined : toYear(options.year);
  await withStoredSession(options, (session) =>
    withLake(session, async (lake) => action(await scoresOf(lake, year), lake)),
  );
}

/** Calendar years that the snapshot holds. */
export function yearsIn(lake: OpenLake): readonly number[] {
  const years = new Set(lake.manifest.ledgerLines.map((part) => part.year));
  return [...years].sort((left, right) => left - right);
}

/** Of one year, or of every year that the snapshot holds. */
export async function scoresOf(
  lake: OpenLake,
  year: number | undefined,
): Promise<readonly RoutineEarlyKxResult[]> {
  const results: RoutineEarlyKxResult[] = [];
  for (const each of year === undefined ? yearsIn(lake) : [year]) {
    results.push(...(await scoreSnapshot(lake.queries, each)).routineEarlyKx);
  }
  return results;
}

function byShare(left: RoutineEarlyKxResult, right: RoutineEarlyKxResult): number {
  return (right.evidence.share ?? -1) - (left.evidence.share ?? -1);
}
