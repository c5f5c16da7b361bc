// One provider in full: the score as a sum of its parts, the patterns in sentences, the five
// factors of the statute, and the tables that therapists know from CMS's comparative billing
// reports.

import { patternText } from '../lib/domain/patterns/pattern-list.js';
import { patternSentence } from '../lib/domain/patterns/pattern-sentence.js';
import type { CbrComparison } from '../lib/domain/score/cbr-comparison.js';
import type { CbrRow } from '../lib/domain/score/cbr-table.js';
import type { Factor } from '../lib/domain/score/factor-panel.js';
import type { ScorePart } from '../lib/domain/score/score-part.js';
import type { ProviderScore } from '../lib/domain/score/score-providers.js';
import { factorText } from '../lib/pipeline/scores/factor-text.js';
import type { ScoreRun } from '../lib/pipeline/scores/score-run.js';
import { wrapItem, wrapText } from '../lib/pipeline/text-layout.js';
import { BAND_WORDS, pointsText, runLine, SCREENING, shareText } from './score-words.js';
import { count, dollars, plural, table } from './terminal.js';

const CBR_TITLES: Readonly<Record<CbrRow['measure'], string>> = {
  kx_share: 'beneficiaries with KX',
  minutes_per_visit: 'minutes per visit',
  allowed_per_beneficiary: 'allowed per beneficiary',
};

export function providerText(run: ScoreRun, provider: ProviderScore): string {
  const { role, npi, hundredths, band, beneficiaries } = provider;
  return [
    `${role} NPI ${npi}: score ${pointsText(hundredths)} of 100, ${BAND_WORDS[band]}; ` +
      `${plural(beneficiaries, 'beneficiary', 'beneficiaries')}\n${runLine(run)}`,
    partsText(provider),
    patternsText(provider),
    factorsText(provider.factors),
    cbrText(provider.cbr),
    `The lines behind a part: kxray explain ${npi} PART (routine_early_kx, missing_kx, ...)`,
    wrapText(SCREENING),
  ].join('\n\n');
}

function partsText({ parts, hundredths }: ProviderScore): string {
  const rows = parts.map((part) => [
    part.pattern,
    part.notJudged === null ? pointsText(part.hundredths) : '-',
    `of ${part.weightPoints}`,
    `${count(part.hits)} of ${count(part.n)}`,
    shareText(part.share),
    intervalText(part),
    shareText(part.shrunkenShare),
    shareText(part.peerShare),
    count(part.peerProviders),
  ]);
  const sum = ['sum', pointsText(hundredths), 'of 100', '', '', '', '', '', ''];
  const header = [
    'part',
    'points',
    '',
    'count',
    'share',
    '95% interval',
    'shrunken',
    'peers',
    'peer n',
  ];
  return table([header, ...rows, sum], [1, 2, 3, 4, 6, 7, 8]);
}

function intervalText({ interval }: ScorePart): string {
  return interval === null ? '-' : `${shareText(interval.low)} to ${shareText(interval.high)}`;
}

function patternsText({ patterns }: ProviderScore): string {
  const detected = patterns.filter(({ outcome }) => outcome.kind === 'detected');
  if (detected.length === 0) return 'No pattern stands out.';
  const items = detected.flatMap((finding) => {
    const { title, mend, rules } = patternText(finding.pattern);
    const { exposedCents, exposedBasis, underBilledChargeCents } = finding.dollars;
    const money = [
      ...(exposedCents === null ? [] : [`${dollars(exposedCents)} ${exposedBasis}, exposed`]),
      ...(underBilledChargeCents === null || underBilledChargeCents === 0
        ? []
        : [`${dollars(underBilledChargeCents)} charged, not collected`]),
    ];
    return [
      wrapItem(`${title}: ${patternSentence(finding)}`),
      wrapText(`${[...money, mend].join('. ')} (${rules.join(', ')})`, '    '),
    ];
  });
  return ['To look at:', ...items].join('\n');
}

function factorsText(factors: readonly Factor[]): string {
  const rows = factors.map(({ factor, title, value }) => [factor, title, factorText(value)]);
  return `The five factors of 42 U.S.C. 1395l(g)(5)(E)(ii)\n${table(rows)}`;
}

function cbrText(rows: readonly CbrRow[]): string {
  const body = rows.map((row) => [
    `${row.discipline} ${row.setting}${row.state === null ? '' : ` ${row.state}`}`,
    CBR_TITLES[row.measure],
    valueText(row.measure, row.value),
    comparisonText(row.measure, row.peers),
    comparisonText(row.measure, row.stateWide),
    comparisonText(row.measure, row.nation),
  ]);
  const header = ['compared as', 'measure', 'yours', 'peers in your data', 'state', 'nation'];
  return `As in a comparative billing report\n${table([header, ...body], [2])}`;
}

function comparisonText(measure: CbrRow['measure'], comparison: CbrComparison): string {
  if (comparison.kind === 'no_data') return 'no data';
  return `${valueText(measure, comparison.value)} ${comparison.outcome}`;
}

function valueText(measure: CbrRow['measure'], value: number): string {
  if (measure === 'kx_share') return shareText(value);
  return measure === 'minutes_per_visit' ? value.toFixed(1) : dollars(Math.round(value));
}
