// How a provider's pattern is told: what was counted, compared with whom, and the lines behind it.

import { formatDollars } from '../lib/domain/money.js';
import type { PatternOutcome } from '../lib/domain/patterns/pattern-result.js';
import type { RoutineEarlyKxResult } from '../lib/domain/patterns/routine-early-kx.js';
import type { EarlyKxLine } from '../lib/pipeline/score.js';
import { wrapText } from '../lib/pipeline/text-layout.js';
import { count, plural, table } from './terminal.js';

const OUTCOME_WORDS: Readonly<Record<PatternOutcome['kind'], string>> = {
  detected: 'to look at',
  clear: 'clear',
  notApplicable: 'too few to judge',
};

const SHOWN_LINES = 20;

export function scoreText(results: readonly RoutineEarlyKxResult[]): string {
  const of = (kind: PatternOutcome['kind']): number =>
    results.filter((each) => each.outcome.kind === kind).length;
  const shown = results.filter((each) => each.outcome.kind === 'detected').map(resultText);
  const summary =
    `Routine early KX: ${plural(of('detected'), 'provider year')} to look at, ` +
    `${count(of('clear'))} clear, ${count(of('notApplicable'))} with too few beneficiaries to judge. ` +
    'These are screening results, compared with the other providers in your data; they ask for a ' +
    'look at the records and say nothing about them.';
  return [...shown, wrapText(summary)].join('\n\n');
}

export function resultText(result: RoutineEarlyKxResult): string {
  const { provider, outcome } = result;
  return [
    `${provider.year} ${provider.role} NPI ${provider.npi}: ${OUTCOME_WORDS[outcome.kind]}`,
    wrapText(result.sentence, '  '),
    `  rules: ${result.rules.join(', ')}`,
  ].join('\n');
}

export function providersText(
  results: readonly RoutineEarlyKxResult[],
  shown: { readonly isAll: boolean },
): string {
  const note = shown.isAll ? [] : ['Providers with too few beneficiaries to judge: add --all.'];
  if (results.length === 0) return ['No provider can be judged.', ...note].join('\n');
  const header = [
    'year',
    'NPI',
    'routine early KX',
    'KX on first date',
    'share',
    'early KX lines',
    'beneficiaries',
  ];
  return [table([header, ...results.map(providerRow)], [3, 4, 5, 6]), ...note].join('\n');
}

function providerRow({ provider, outcome, evidence }: RoutineEarlyKxResult): readonly string[] {
  const { counts, share } = evidence;
  return [
    String(provider.year),
    provider.npi,
    OUTCOME_WORDS[outcome.kind],
    `${counts.firstDateEarlyBeneficiaries} of ${counts.assessableBeneficiaries}`,
    share === null ? '-' : `${(share * 100).toFixed(0)}%`,
    `${counts.earlyKxLines} of ${counts.kxLines}`,
    String(counts.beneficiaries),
  ];
}

export function earlyLinesText(lines: readonly EarlyKxLine[]): string {
  if (lines.length === 0) return '  No early KX lines.';
  const header = ['  date', 'claim', 'line', 'code', 'total after', 'KX amount', ''];
  const rows = lines
    .slice(0, SHOWN_LINES)
    .map((line) => [
      `  ${line.serviceDate}`,
      line.icn,
      String(line.line),
      [line.hcpcs, ...line.modifiers].join(' '),
      formatDollars(line.afterCents),
      formatDollars(line.kxThresholdCents),
      line.isFirstDate ? 'first date of the year' : '',
    ]);
  const more = lines.length - rows.length;
  return [
    `  ${plural(lines.length, 'early KX line')}:`,
    table([header, ...rows], [2, 4, 5]),
    ...(more > 0 ? [`  ... ${plural(more, 'more line')} (--json shows all)`] : []),
  ].join('\n');
}
