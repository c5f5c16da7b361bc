// `kxray score` as a page: how many providers stand out in which pattern, the few causes behind the
// many lines with dollars in both directions, and the providers to look at first.

import { PATTERN_IDS, type PatternId } from '../lib/domain/patterns/pattern-finding.js';
import type { RootCause } from '../lib/domain/score/root-causes.js';
import type { ProviderScore } from '../lib/domain/score/score-providers.js';
import type { ScoreRun } from '../lib/pipeline/scores/score-run.js';
import { wrapText } from '../lib/pipeline/text-layout.js';
import {
  BAND_WORDS,
  detectedTitles,
  pointsText,
  runLine,
  SCREENING,
  titleOf,
} from './score-words.js';
import { count, dollars, plural, table } from './terminal.js';

const CAUSES_SHOWN = 8;
const PROVIDERS_SHOWN = 10;

const CAUSE_WORDS: Readonly<Record<RootCause['kind'], string>> = {
  billing_system: 'billing system sets KX',
  mistaken_rule: 'mistaken rule',
  routine_early_kx: 'KX from the first visit',
  missing_kx: 'KX left out',
  kx_conflict: 'KX beside a notice modifier',
  single_early: 'single early lines',
  single_missing: 'single missing lines',
  single_conflict: 'single conflicts',
};

export function scoreText(run: ScoreRun): string {
  return [
    runLine(run),
    patternTable(run.providers),
    causeText(run),
    firstProviders(run.providers),
    wrapText(SCREENING),
  ].join('\n\n');
}

function patternTable(providers: readonly ProviderScore[]): string {
  const counts = new Map<PatternId, { detected: number; clear: number; notJudged: number }>();
  for (const { patterns } of providers) {
    for (const { pattern, outcome } of patterns) {
      const known = counts.get(pattern) ?? { detected: 0, clear: 0, notJudged: 0 };
      counts.set(pattern, known);
      if (outcome.kind === 'notApplicable') known.notJudged += 1;
      else known[outcome.kind] += 1;
    }
  }
  const rows = PATTERN_IDS.flatMap((pattern) => {
    const of = counts.get(pattern);
    if (of === undefined) return [];
    return [[titleOf(pattern), count(of.detected), count(of.clear), count(of.notJudged)]];
  });
  const header = ['pattern (therapists and billers)', 'to look at', 'clear', 'not judged'];
  return table([header, ...rows], [1, 2, 3]);
}

function causeText({ causes: { causes, total } }: ScoreRun): string {
  if (total.lines === 0) return 'No line needs attention for its KX.';
  const rows = causes
    .slice(0, CAUSES_SHOWN)
    .map((cause) => [
      CAUSE_WORDS[cause.kind],
      cause.npi === null ? '' : `${cause.role} ${cause.npi}`,
      count(cause.lines),
      dollars(cause.exposedPaidCents),
      dollars(cause.underBilledChargeCents),
    ]);
  const rest = causes.slice(CAUSES_SHOWN);
  const sum = (of: (cause: RootCause) => number): number =>
    rest.reduce((total_, cause) => total_ + of(cause), 0);
  const more = [
    `${plural(rest.length, 'more cause')}`,
    '',
    count(sum(({ lines }) => lines)),
    dollars(sum(({ exposedPaidCents }) => exposedPaidCents)),
    dollars(sum(({ underBilledChargeCents }) => underBilledChargeCents)),
  ];
  const totals = [
    'all',
    '',
    count(total.lines),
    dollars(total.exposedPaidCents),
    dollars(total.underBilledChargeCents),
  ];
  const header = ['cause', 'provider', 'lines', 'paid, could be taken back', 'not collected'];
  const body = [header, ...rows, ...(rest.length > 0 ? [more] : []), totals];
  const head = `${plural(total.lines, 'line')} to look at, ${plural(causes.length, 'cause')}`;
  return `${head}\n${table(body, [2, 3, 4])}`;
}

function firstProviders(providers: readonly ProviderScore[]): string {
  const shown = providers
    .filter(({ hundredths }) => hundredths > 0)
    .sort((one, other) => other.hundredths - one.hundredths || (one.npi < other.npi ? -1 : 1))
    .slice(0, PROVIDERS_SHOWN);
  if (shown.length === 0) return 'No provider has points.';
  const rows = shown.map((provider) => [
    pointsText(provider.hundredths),
    BAND_WORDS[provider.band],
    `${provider.role} ${provider.npi}`,
    detectedTitles(provider).join('; '),
  ]);
  return table([['score', 'band', 'provider', 'to look at'], ...rows], [0]);
}
