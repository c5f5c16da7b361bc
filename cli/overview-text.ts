// The overview as a page of text. The two exposures stand apart and are never added; at the end
// stands what can be typed next.

import type { QueryRow } from '../lib/ports/query-engine.js';
import { wrapText } from '../lib/pipeline/text-layout.js';
import { ATTENTION_KINDS } from '../lib/pipeline/pages/overview-rows.js';
import type { Overview } from './overview.js';
import { titleOf } from './score-words.js';
import { count, dollars, plural, table } from './terminal.js';

/** Writes a command line from its words, as it would be typed here. */
export type CommandLine = (words: string) => string;

const EXPOSURES = [
  ['kx_look_back', 'KX lines paid since DAY (recovery auditors)'],
  ['review_threshold', 'Lines above the review threshold (targeted medical review)'],
] as const;

const ZONES = ['below_kx', 'over_kx', 'over_review', 'kx_amount_unknown'] as const;

/** The kinds of attention, and why each needs it. */
const KINDS: Readonly<Record<string, string>> = {
  missing: 'KX missing: the total was above the KX amount',
  early: 'KX early: the total was well below the KX amount',
  conflict: 'KX beside GA, GX, GY or GZ, which say that Medicare may not pay',
  mixed: 'KX on some SLP lines of a claim and not on the others',
};

export function overviewText(overview: Overview, command: CommandLine): string {
  if (overview.zones.length === 0) {
    return `The ledger holds no therapy lines that count. Next:\n  ${command('ingest FILE')}`;
  }
  return [
    exposureText(overview),
    zoneText(overview.zones),
    attentionText(overview),
    providerText(overview),
    ...pendingText(overview.pendingYears, command),
    nextText(overview, command),
  ].join('\n\n');
}

/** Two figures that are never added: they are reviewed by different contractors. */
function exposureText(overview: Overview): string {
  const rows = EXPOSURES.map(([exposure, words]) => {
    const of = sums(overview.exposures.filter((row) => row['exposure'] === exposure));
    return [
      `  ${words.replace('DAY', overview.lookBackFrom)}`,
      count(of('lines')),
      dollars(of('allowed_cents')),
      dollars(of('paid_cents')),
    ];
  });
  return [
    'EXPOSURE to review, two separate figures (screening, not findings of error)',
    table([['', 'lines', 'allowed', 'Medicare paid'], ...rows], [1, 2, 3]),
  ].join('\n');
}

function zoneText(zones: readonly QueryRow[]): string {
  const keyOf = (row: QueryRow): string => `${row['service_year']} ${groupName(row)}`;
  const rows = [...new Set(zones.map(keyOf))].sort().map((key) => {
    const own = zones.filter((row) => keyOf(row) === key);
    const counts = ZONES.map((zone) =>
      count(sums(own.filter((row) => row['zone'] === zone))('beneficiaries')),
    );
    return [`  ${key}`, ...counts];
  });
  const header = ['', 'below KX', 'above KX', 'above review', 'amount unknown'];
  return [
    'BENEFICIARIES by zone (spend with other providers is in only where it was entered)',
    table([header, ...rows], [1, 2, 3, 4]),
  ].join('\n');
}

function attentionText(overview: Overview): string {
  const certain = overview.attention.filter((row) => row['kx_certainty'] === 'certain');
  const kinds = ATTENTION_KINDS.flatMap((kind) => {
    const of = sums(certain.filter((row) => row['kx_assessment'] === kind));
    if (of('lines') === 0) return [];
    const denied = of('denied_lines');
    const deniedText =
      denied === 0 ? '' : `; ${count(denied)} of them denied, to be looked at for a reopening`;
    const amounts = `${plural(of('lines'), 'line')}, ${dollars(of('allowed_cents'))} allowed`;
    const shown = overview.lines.filter((row) => row['kx_assessment'] === kind).map(lineRow);
    return [wrapText(`${KINDS[kind] ?? kind}. ${amounts}${deniedText}:`, '  '), table(shown, [4])];
  });
  const head = 'LINES whose KX needs attention, the largest of each kind';
  return [head, ...(kinds.length === 0 ? ['  none'] : kinds)].join('\n');
}

function lineRow(row: QueryRow): readonly string[] {
  const threshold = row['kx_threshold_cents'];
  const total = `total ${cents(row, 'before_cents')} -> ${cents(row, 'after_cents')}`;
  return [
    `    claim ${row['icn']} line ${row['line_number']}`,
    String(row['service_date']),
    [row['hcpcs'], ...String(row['modifiers']).split(',')].join(' '),
    groupName(row),
    row['is_denied'] === true ? `denied, charged ${cents(row, 'charge_cents')}` : total,
    typeof threshold === 'number' ? `KX amount ${dollars(threshold)}` : '',
  ];
}

function providerText(overview: Overview): string {
  const lines = overview.providers.flatMap((provider) => {
    const { role, npi, score, pattern, sentence, patterns } = provider;
    const more = patterns > 1 ? `, and ${plural(patterns - 1, 'more pattern')}` : '';
    const points = `score ${score.toFixed(2)} of 100`;
    return [
      `  ${role} NPI ${npi}: ${points}; ${titleOf(pattern)}${more}`,
      wrapText(sentence, '    '),
    ];
  });
  const head = 'PROVIDERS to look at, compared with peers in your data (last twelve months)';
  return [head, ...(lines.length === 0 ? ['  none stands out'] : lines)].join('\n');
}

function pendingText(years: readonly number[], command: CommandLine): readonly string[] {
  return years.map((year) =>
    [
      `The KX amount of ${year} is not known: KX on its lines is not determined. Enter it when CMS`,
      `announces it:\n  ${command(`reference set --year ${year} --kx AMOUNT --source "..."`)}`,
    ].join(' '),
  );
}

function nextText(overview: Overview, command: CommandLine): string {
  const [line] = overview.lines;
  const [provider] = overview.providers;
  const steps: (readonly [string, string])[] = [];
  if (line !== undefined) {
    steps.push(['why a line was judged so', `explain ${line['icn']} ${line['line_number']}`]);
    steps.push(['all of that person', `beneficiary ${line['beneficiary_token']}`]);
  }
  if (provider !== undefined) {
    steps.push(['the lines behind a provider', `provider ${provider.npi}`]);
  }
  steps.push(['the proof that everything adds up', 'reconcile']);
  const lines = steps.flatMap(([why, words]) => [`  # ${why}`, `  ${command(words)}`]);
  return ['TYPE NEXT', ...lines].join('\n');
}

function groupName(row: QueryRow): string {
  return row['threshold_group'] === 'OT' ? 'OT' : 'PT+SLP';
}

function cents(row: QueryRow, column: string): string {
  return dollars(Number(row[column]));
}

function sums(rows: readonly QueryRow[]): (column: string) => number {
  return (column) => rows.reduce((total, row) => total + Number(row[column]), 0);
}
