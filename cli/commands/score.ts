// `kxray score`, `kxray providers`, `kxray provider NPI`: who bills KX early as a routine, compared
// with the other providers in the data, and the lines behind it.

import type { Command } from 'commander';
import type { ProviderRole } from '../../lib/domain/patterns/pattern-result.js';
import type { RoutineEarlyKxResult } from '../../lib/domain/patterns/routine-early-kx.js';
import { formatDollars } from '../../lib/domain/money.js';
import { earlyKxLines, scoreSnapshot, type EarlyKxLine } from '../../lib/pipeline/score.js';
import { addCommand, type CommonOptions } from '../command.js';
import { withLake, type OpenLake } from '../lake.js';
import { withSession } from '../session.js';
import { plural, printJson, printLine, table } from '../terminal.js';
import { FailedError, UsageError } from '../usage-error.js';

interface ScoreOptions extends CommonOptions {
  readonly year?: string;
}

interface ProvidersOptions extends ScoreOptions {
  readonly role: string;
  readonly all?: boolean;
}

const YEAR_OPTION = '--year <yyyy>';
const SHOWN_LINES = 20;

export function registerScore(program: Command): void {
  addCommand(program, 'score', 'run the patterns: routine early KX by provider')
    .option(YEAR_OPTION, 'calendar year of service (default: all years)')
    .action(async (options: ScoreOptions) => {
      await withScores(options, async (results) => {
        if (options.json === true) return printJson({ routineEarlyKx: results });
        const detected = results.filter((each) => each.outcome.kind === 'detected');
        for (const result of detected) printLine(resultText(result));
        printLine(summaryText(results));
      });
    });
  addCommand(program, 'providers', 'providers with their share of early KX, highest first')
    .option(YEAR_OPTION, 'calendar year of service (default: all years)')
    .option('--role <role>', 'rendering (the therapist) or billing', 'rendering')
    .option('--all', 'also those too small to judge')
    .action(async (options: ProvidersOptions) => {
      const role = roleOf(options.role);
      await withScores(options, async (results) => {
        const shown = results
          .filter((each) => each.provider.role === role)
          .filter((each) => options.all === true || each.outcome.kind !== 'notApplicable')
          .sort(byShare);
        if (options.json === true) printJson(shown);
        else printLine(providersText(shown, options.all === true));
      });
    });
  addCommand(program, 'provider', 'one provider: pattern, evidence and lines')
    .argument('<npi>', 'rendering or billing NPI')
    .option(YEAR_OPTION, 'calendar year of service (default: all years)')
    .action(async (npi: string, options: ScoreOptions) => {
      await withScores(options, async (results, lake) => {
        const own = results.filter((each) => each.provider.npi === npi);
        if (own.length === 0) throw new FailedError('that NPI has no therapy lines in the data');
        const evidence = [];
        for (const result of own) {
          const lines = await earlyKxLines(lake.queries, result.provider);
          evidence.push({ ...result, lines });
        }
        if (options.json === true) return printJson(evidence);
        for (const each of evidence) printLine(`${resultText(each)}\n${linesText(each.lines)}\n`);
      });
    });
}

async function withScores(
  options: ScoreOptions,
  action: (results: readonly RoutineEarlyKxResult[], lake: OpenLake) => Promise<void>,
): Promise<void> {
  await withSession(options, (session) =>
    withLake(session, async (lake) => action(await scoresOf(lake, options.year), lake)),
  );
}

/** Of one year, or of every year that the snapshot holds. */
export async function scoresOf(
  lake: OpenLake,
  year: string | undefined,
): Promise<readonly RoutineEarlyKxResult[]> {
  if (year !== undefined && !/^\d{4}$/.test(year)) {
    throw new UsageError('--year takes a year such as 2026');
  }
  const stored = [...new Set(lake.manifest.ledgerLines.map((part) => part.year))].sort();
  const years = year === undefined ? stored : [Number(year)];
  const results: RoutineEarlyKxResult[] = [];
  for (const each of years) {
    results.push(...(await scoreSnapshot(lake.queries, each)).routineEarlyKx);
  }
  return results;
}

function summaryText(results: readonly RoutineEarlyKxResult[]): string {
  const of = (kind: string): number =>
    results.filter((each) => each.outcome.kind === kind).length;
  return (
    `${plural(of('detected'), 'provider year')} to look at, ${of('clear')} clear, ` +
    `${of('notApplicable')} too small to judge (fewer than 20 beneficiaries). Screening results ` +
    'compared with the other providers in your data; they ask for a look at the records.'
  );
}

function resultText(result: RoutineEarlyKxResult): string {
  const { provider, outcome } = result;
  return (
    `${provider.year} ${provider.role} NPI ${provider.npi}: ${outcome.kind}\n` +
    `  ${result.sentence}\n  rules: ${result.rules.join(', ')}`
  );
}

function providersText(results: readonly RoutineEarlyKxResult[], isAll: boolean): string {
  const rows = results.map(({ provider, outcome, evidence }) => {
    const { counts, share } = evidence;
    return [
      String(provider.year),
      provider.npi,
      outcome.kind,
      String(counts.beneficiaries),
      share === null ? '-' : `${(share * 100).toFixed(0)}%`,
      `${counts.firstDateEarlyBeneficiaries} of ${counts.assessableBeneficiaries}`,
      `${counts.earlyKxLines} of ${counts.kxLines}`,
    ];
  });
  const header = [
    'year', 'NPI', 'pattern', 'beneficiaries', 'KX on first date', 'beneficiaries', 'early KX lines',
  ];
  const note = isAll ? '' : '\nProviders with fewer than 20 beneficiaries: add --all.';
  return `${table([header, ...rows], [3, 4, 5, 6])}${note}`;
}

function linesText(lines: readonly EarlyKxLine[]): string {
  const rows = lines.slice(0, SHOWN_LINES).map((line) => [
    `  ${line.serviceDate}`,
    line.icn,
    String(line.line),
    [line.hcpcs, ...line.modifiers].join(' '),
    formatDollars(line.afterCents),
    `of ${formatDollars(line.kxThresholdCents)}`,
    line.isFirstDate ? 'first date' : '',
  ]);
  const more = lines.length - rows.length;
  const rest = more > 0 ? `\n  ... ${plural(more, 'more line')} (--json shows all)` : '';
  return `  early KX lines: ${lines.length}\n${table(rows, [4])}${rest}`;
}

function byShare(left: RoutineEarlyKxResult, right: RoutineEarlyKxResult): number {
  return (right.evidence.share ?? -1) - (left.evidence.share ?? -1);
}

function roleOf(text: string): ProviderRole {
  if (text !== 'rendering' && text !== 'billing') {
    throw new UsageError('--role is rendering or billing');
  }
  return text;
}
