// Asks every measure query of one snapshot and period, and gives typed rows in one order: what the
// patterns and the scores are made from. One query after another, so that memory is that of one.

import { compareText } from '../../domain/compare-text.js';
import type { IsoDay } from '../../domain/day.js';
import type { Period, ProviderMeasures } from '../../domain/measures/provider-measures.js';
import type { QueryRow } from '../../ports/query-engine.js';
import { askSnapshot, type SnapshotQueries } from '../snapshot-queries.js';
import { periodParameters } from './period-parameters.js';
import {
  cellKey,
  toBeneficiaryMeasures,
  toDistanceMeasures,
  toLineMeasures,
  toProviderCell,
  toVisitMeasures,
} from './provider-cell-rows.js';
import {
  toFindingMeasures,
  toMonthMeasures,
  toProviderLink,
  toRuleFitMeasures,
  toShareJump,
} from './provider-rows.js';
import { rowValues } from './row-values.js';
import { addedRows, yearSlices } from './year-slices.js';

/** The queries behind the measures; a run names them with their texts' versions. */
export const MEASURE_QUERIES = [
  'fact_provider_lines',
  'fact_provider_beneficiaries',
  'fact_provider_visits',
  'fact_provider_code_days',
  'fact_provider_distances',
  'fact_provider_months',
  'fact_provider_rule_fits',
  'fact_provider_share_jumps',
  'fact_provider_links',
  'fact_finding_lines',
  'fact_provider_first_seen',
] as const;

type MeasureQuery = (typeof MEASURE_QUERIES)[number];

/** The widest groupings: a year at a time fits the memory, all together would spill. */
export const YEARLY_QUERIES = [
  'fact_provider_visits',
  'fact_provider_code_days',
] as const satisfies readonly MeasureQuery[];

export async function readProviderMeasures(
  from: SnapshotQueries,
  period: Period,
): Promise<ProviderMeasures> {
  const ask = async (name: MeasureQuery): Promise<readonly QueryRow[]> =>
    inOrder(from, name, await askSnapshot(from, name, periodParameters(period)));
  const askInYears = async (
    name: (typeof YEARLY_QUERIES)[number],
  ): Promise<readonly QueryRow[]> => {
    const rows: QueryRow[] = [];
    for (const year of yearSlices(period)) {
      rows.push(...(await askSnapshot(from, name, periodParameters(year))));
    }
    return inOrder(from, name, addedRows(rows));
  };
  return {
    period,
    lines: (await ask('fact_provider_lines')).map(toLineMeasures),
    beneficiaries: (await ask('fact_provider_beneficiaries')).map(toBeneficiaryMeasures),
    visits: withCodeDays(
      await askInYears('fact_provider_visits'),
      await askInYears('fact_provider_code_days'),
    ),
    distances: (await ask('fact_provider_distances')).map(toDistanceMeasures),
    months: (await ask('fact_provider_months')).map(toMonthMeasures),
    ruleFits: (await ask('fact_provider_rule_fits')).map(toRuleFitMeasures),
    jumps: (await ask('fact_provider_share_jumps')).map(toShareJump),
    links: (await ask('fact_provider_links')).map(toProviderLink),
    findings: (await ask('fact_finding_lines')).map(toFindingMeasures),
    firstSeen: firstDays(await askSnapshot(from, 'fact_provider_first_seen', {})),
  };
}

function withCodeDays(visits: readonly QueryRow[], codeDays: readonly QueryRow[]) {
  const byCell = new Map(codeDays.map((row) => [cellKey(toProviderCell(row)), row]));
  return visits.map((row) => toVisitMeasures(row, byCell.get(cellKey(toProviderCell(row)))));
}

/** An NPI may treat and bill: it was seen first when it was first seen in either role. */
function firstDays(rows: readonly QueryRow[]): ReadonlyMap<string, IsoDay> {
  const days = new Map<string, IsoDay>();
  for (const row of rows) {
    const npi = rowValues.text(row, 'npi');
    const day = rowValues.day(row, 'first_service_date');
    const known = days.get(npi);
    if (known === undefined || day < known) days.set(npi, day);
  }
  return new Map([...days].sort(([left], [right]) => compareText(left, right)));
}

/** Engines give rows in any order; the measures have one: by the columns before the counts. */
function inOrder(
  from: SnapshotQueries,
  name: string,
  rows: readonly QueryRow[],
): readonly QueryRow[] {
  const columns = from.query(name).outputs.map((output) => output.name);
  const keyed = rows.map((row) => ({
    row,
    key: JSON.stringify(columns.map((column) => row[column])),
  }));
  return keyed.sort((left, right) => compareText(left.key, right.key)).map(({ row }) => row);
}
