// What a compliance lead wants first, from one snapshot: the two exposures apart, beneficiaries by
// zone, lines whose KX needs attention and why, providers to look at, what to type next.

import type { IsoDay } from '../lib/domain/day.js';
import { lookBackStart } from '../lib/domain/exposure.js';
import type { QueryRow } from '../lib/ports/query-engine.js';
import { scoresOf } from './commands/score.js';
import { runQuery, type OpenLake } from './lake.js';
import { count, dollars, plural, table } from './terminal.js';

export interface Overview {
  readonly asOf: IsoDay;
  readonly lookBackFrom: IsoDay;
  readonly snapshotId: string;
  readonly exposures: readonly QueryRow[];
  readonly zones: readonly QueryRow[];
  readonly attention: readonly QueryRow[];
  readonly lines: readonly QueryRow[];
  readonly providers: readonly { readonly npi: string; readonly sentence: string; readonly year: number; readonly role: string }[];
  readonly pendingYears: readonly number[];
}

const LINES_PER_KIND = 3;

const KIND_WORDS: Readonly<Record<string, string>> = {
  missing: 'KX missing above the threshold',
  early: 'KX well below the threshold',
  conflict: 'KX together with GA, GX, GY or GZ',
  mixed: 'KX on some SLP lines of a claim only',
};

export async function readOverview(
  lake: OpenLake,
  known: { readonly asOf: IsoDay; readonly pendingYears: readonly number[] },
): Promise<Overview> {
  const years = [...new Set(lake.manifest.ledgerLines.map((part) => part.year))].sort();
  const lookBackFrom = lookBackStart(known.asOf);
  const perYear = async (name: string): Promise<readonly QueryRow[]> => {
    const rows: QueryRow[] = [];
    for (const year of years) rows.push(...(await runQuery(lake, name, { service_year: year })));
    return rows;
  };
  const detected = (await scoresOf(lake, undefined)).filter(
    (each) => each.outcome.kind === 'detected',
  );
  return {
    asOf: known.asOf,
    lookBackFrom,
    snapshotId: lake.manifest.snapshotId,
    exposures: await runQuery(lake, 'fact_exposure', {
      look_back_from: lookBackFrom,
      as_of: known.asOf,
    }),
    zones: await perYear('fact_beneficiary_zone'),
    attention: await perYear('fact_kx_attention'),
    lines: await runQuery(lake, 'list_attention_lines', { lines_per_kind: LINES_PER_KIND }),
    providers: detected.map(({ provider, sentence }) => ({ ...provider, sentence })),
    pendingYears: known.pendingYears.filter((year) => years.includes(year)),
  };
}

/** `command` writes a command line from its words. */
export function overviewText(
  overview: Overview,
  command: (words: string) => string,
): string {
  return [
    exposureText(overview),
    zoneText(overview.zones),
    attentionText(overview),
    providerText(overview),
    pendingText(overview.pendingYears),
    nextText(overview, command),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** Two figures that are never added: they are reviewed by different contractors. */
function exposureText(overview: Overview): string {
  const rows = (
    [
      ['kx_look_back', `All paid KX lines since ${overview.lookBackFrom} (recovery auditors)`],
      ['review_threshold', 'Lines above the review threshold (targeted medical review)'],
    ] as const
  ).map(([exposure, words]) => {
    const of = (column: string): number =>
      overview.exposures
        .filter((row) => row['exposure'] === exposure)
        .reduce((total, row) => total + Number(row[column]), 0);
    return [`  ${words}`, count(of('lines')), dollars(of('allowed_cents')), dollars(of('paid_cents'))];
  });
  return [
    'EXPOSURE to review, two separate figures (screening, not findings of error)',
    table([['', 'lines', 'allowed', 'Medicare paid'], ...rows], [1, 2, 3]),
  ].join('\n');
}

function zoneText(zones: readonly QueryRow[]): string {
  const keys = [...new Set(zones.map((row) => `${row['service_year']} ${row['threshold_group']}`))];
  const rows = keys.sort().map((key) => {
    const of = (zone: string): string =>
      count(
        zones
          .filter((row) => `${row['service_year']} ${row['threshold_group']}` === key)
          .filter((row) => row['zone'] === zone)
          .reduce((total, row) => total + Number(row['beneficiaries']), 0),
      );
    const [year = '', group = ''] = key.split(' ');
    const name = `  ${year} ${group === 'OT' ? 'OT' : 'PT+SLP'}`;
    return [name, of('below_kx'), of('over_kx'), of('over_review'), of('kx_amount_unknown')];
  });
  return [
    'BENEFICIARIES by zone (spend with other providers is unknown: totals are "at least")',
    table(
      [['', 'below KX', 'above KX', 'above review', 'amount unknown'], ...rows],
      [1, 2, 3, 4],
    ),
  ].join('\n');
}

function attentionText(overview: Overview): string {
  const kinds = Object.keys(KIND_WORDS).flatMap((kind) => {
    const rows = overview.attention.filter(
      (row) => row['kx_assessment'] === kind && row['kx_certainty'] === 'certain',
    );
    const lines = rows.reduce((total, row) => total + Number(row['lines']), 0);
    const denied = rows.reduce((total, row) => total + Number(row['denied_lines']), 0);
    if (lines === 0) return [];
    const cents = rows.reduce((total, row) => total + Number(row['allowed_cents']), 0);
    const deniedText = denied === 0 ? '' : `, ${denied} of them denied (reopening candidates)`;
    return [
      `  ${KIND_WORDS[kind]}: ${plural(lines, 'line')}, ${dollars(cents)} allowed${deniedText}`,
      ...overview.lines.filter((row) => row['kx_assessment'] === kind).map(lineText),
    ];
  });
  const head = 'LINES whose KX needs attention, the largest of each kind';
  return [head, ...(kinds.length === 0 ? ['  none'] : kinds)].join('\n');
}

function lineText(row: QueryRow): string {
  const code = [row['hcpcs'], ...String(row['modifiers']).split(',')].join(' ');
  const isDenied = row['is_denied'] === true;
  const amount = isDenied
    ? `denied, charged ${dollars(Number(row['charge_cents']))}`
    : `total ${dollars(Number(row['before_cents']))} -> ${dollars(Number(row['after_cents']))}`;
  const threshold = row['kx_threshold_cents'];
  const of = typeof threshold === 'number' ? ` of ${dollars(threshold)}` : '';
  return (
    `    claim ${row['icn']} line ${row['line_number']}, ${row['service_date']}, ${code}: ` +
    `${amount}${of}`
  );
}

function providerText(overview: Overview): string {
  const lines = overview.providers.flatMap((each) => [
    `  ${each.year} ${each.role} NPI ${each.npi}`,
    `    ${each.sentence}`,
  ]);
  const head = 'PROVIDERS to look at: routine early KX, against the other providers in your data';
  return [head, ...(lines.length === 0 ? ['  none stands out'] : lines)].join('\n');
}

function pendingText(years: readonly number[]): string {
  return years
    .map(
      (year) =>
        `The KX amount of ${year} is not known: KX on its lines is not determined. When CMS ` +
        `announces it: kxray reference set --year ${year} --kx AMOUNT --source "..."`,
    )
    .join('\n');
}

function nextText(overview: Overview, command: (words: string) => string): string {
  const [line] = overview.lines;
  const [provider] = overview.providers;
  const words = [
    ...(line === undefined ? [] : [`explain ${line['icn']} ${line['line_number']}`]),
    ...(line === undefined ? [] : [`beneficiary ${line['beneficiary_token']}`]),
    ...(provider === undefined ? [] : [`provider ${provider.npi}`]),
    'reconcile',
  ];
  return ['TYPE NEXT', ...words.map((each) => `  ${command(each)}`)].join('\n');
}
