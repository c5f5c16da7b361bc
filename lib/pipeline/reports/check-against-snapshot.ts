// The walk's figures against SQL over the same snapshot: two ways to one number. A report whose
// ways differ is not written, because nobody could say which of them is right.

import type { QueryRow } from '../../ports/query-engine.js';
import { askSnapshot, type SnapshotQueries } from '../snapshot-queries.js';
import type { MonthFigures } from './month-tally.js';
import type { ExposureTopic, ReportModel } from './report-model.js';

const TOPIC_NAMES: Readonly<Record<string, ExposureTopic>> = {
  kx_look_back: 'rac_0a339',
  review_threshold: 'targeted_review',
};

export class FiguresDifferError extends Error {
  override readonly name = 'FiguresDifferError';

  constructor(what: string) {
    super(`the report was not made: its ${what} differ from the queries over its snapshot`);
  }
}

export async function checkAgainstSnapshot(
  queries: SnapshotQueries,
  figures: MonthFigures,
  window: Pick<ReportModel, 'lookBackFrom' | 'to'>,
): Promise<void> {
  const exposures = await askSnapshot(queries, 'fact_exposure', {
    look_back_from: window.lookBackFrom,
    as_of: window.to,
  });
  compare('exposures', exposures.map(exposureText), figures.exposures.map(exposureLine));
  const years = [...new Set(figures.years.map(({ year }) => year))];
  for (const year of years) {
    const parameters = { service_year: year };
    const zones = await askSnapshot(queries, 'fact_beneficiary_zone', parameters);
    compare('zones', zones.map(zoneText), figures.zones.filter(isOf(year)).map(zoneLine));
    const verdicts = await askSnapshot(queries, 'fact_kx_attention', parameters);
    compare('findings', findingTexts(verdicts), findingLines(figures, year));
  }
}

function exposureText(row: QueryRow): string {
  const topic = TOPIC_NAMES[String(row['exposure'])];
  return [topic, ...picked(row, 'service_year', 'threshold_group', ...EXPOSURE_COUNTS)].join(' ');
}

const EXPOSURE_COUNTS = ['lines', 'beneficiaries', 'allowed_cents', 'paid_cents'];

function exposureLine(row: MonthFigures['exposures'][number]): string {
  const { topic, year, group, lines, beneficiaries, allowedCents, paidCents } = row;
  return [topic, year, group, lines, beneficiaries, allowedCents, paidCents].join(' ');
}

function zoneText(row: QueryRow): string {
  const amounts = ['lower_bound_beneficiaries', 'total_cents', 'outside_cents'];
  return picked(row, 'threshold_group', 'zone', 'beneficiaries', ...amounts).join(' ');
}

function zoneLine(row: MonthFigures['zones'][number]): string {
  const { group, zone, beneficiaries, lowerBoundBeneficiaries, totalCents, outsideCents } = row;
  return [group, zone, beneficiaries, lowerBoundBeneficiaries, totalCents, outsideCents].join(' ');
}

/** Certain verdicts that ask for attention, missing KX with and without a denial together. */
function findingTexts(rows: readonly QueryRow[]): readonly string[] {
  const asked = ['early', 'missing', 'conflict', 'mixed'];
  return rows
    .filter((row) => row['kx_certainty'] === 'certain')
    .filter((row) => asked.includes(String(row['kx_assessment'])))
    .map((row) => picked(row, 'threshold_group', 'kx_assessment', 'lines', 'allowed_cents'))
    .map((cells) => cells.join(' '));
}

function findingLines({ findings }: MonthFigures, year: number): readonly string[] {
  const sums = new Map<string, { lines: number; allowedCents: number }>();
  for (const row of findings.filter(isOf(year))) {
    const key = `${row.group} ${row.kind === 'under_billed' ? 'missing' : row.kind}`;
    const sum = sums.get(key) ?? { lines: 0, allowedCents: 0 };
    sum.lines += row.lines;
    sum.allowedCents += row.allowedCents;
    sums.set(key, sum);
  }
  return [...sums].map(([key, { lines, allowedCents }]) => `${key} ${lines} ${allowedCents}`);
}

function compare(what: string, asked: readonly string[], counted: readonly string[]): void {
  const isSame = asked.toSorted().join('\n') === counted.toSorted().join('\n');
  if (!isSame) throw new FiguresDifferError(what);
}

function picked(row: QueryRow, ...names: readonly string[]): readonly (string | number)[] {
  return names.map((name) => {
    const value = row[name];
    return typeof value === 'string' || typeof value === 'number' ? value : '';
  });
}

function isOf(year: number): (row: { readonly year: number }) => boolean {
  return (row) => row.year === year;
}
