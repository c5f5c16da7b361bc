// Asks every measure query of one snapshot and period, and gives typed rows in one order: what the
// patterns and the scores are made from.

import { compareText } from '../../domain/compare-text.js';
import type { IsoDay } from '../../domain/day.js';
import type {
  Period,
  ProviderMeasures,
  VisitMeasures,
} from '../../domain/measures/provider-measures.js';
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
import { rowsInOrder } from './rows-in-order.js';

/** The queries behind the measures; a run names them with their texts' versions. */
export const MEASURE_QUERIES = [
  'fact_provider_lines',
  'fact_provider_beneficiaries',
  'fact_provider_days',
  'fact_provider_distances',
  'fact_provider_months',
  'fact_provider_rule_fits',
  'fact_provider_share_jumps',
  'fact_provider_links',
  'fact_finding_lines',
  'fact_provider_first_seen',
] as const;

type MeasureQuery = (typeof MEASURE_QUERIES)[number];
type AskedRows = ReadonlyMap<MeasureQuery, readonly QueryRow[]>;

/** While the rows of one are taken over, which one core does, the engine is at the next. */
const QUERIES_AT_ONCE = 2;

export async function readProviderMeasures(
  from: SnapshotQueries,
  period: Period,
): Promise<ProviderMeasures> {
  const rows = await askAll(from, period);
  const of = <Measure>(name: MeasureQuery, toMeasure: (row: QueryRow) => Measure): Measure[] =>
    (rows.get(name) ?? []).map(toMeasure);
  return {
    period,
    lines: of('fact_provider_lines', toLineMeasures),
    beneficiaries: of('fact_provider_beneficiaries', toBeneficiaryMeasures),
    visits: visitMeasures(rows),
    distances: of('fact_provider_distances', toDistanceMeasures),
    months: of('fact_provider_months', toMonthMeasures),
    ruleFits: of('fact_provider_rule_fits', toRuleFitMeasures),
    jumps: of('fact_provider_share_jumps', toShareJump),
    links: of('fact_provider_links', toProviderLink),
    findings: of('fact_finding_lines', toFindingMeasures),
    firstSeen: firstDays(rows.get('fact_provider_first_seen') ?? []),
  };
}

async function askAll(from: SnapshotQueries, period: Period): Promise<AskedRows> {
  const rows = new Map<MeasureQuery, readonly QueryRow[]>();
  const left = [...MEASURE_QUERIES];
  const ask = async (name: MeasureQuery): Promise<void> => {
    const query = from.query(name);
    const parameters = query.parameters.length === 0 ? {} : periodParameters(period);
    rows.set(name, rowsInOrder(query, await askSnapshot(from, name, parameters)));
  };
  const askInTurn = async (): Promise<void> => {
    try {
      for (let name = left.shift(); name !== undefined; name = left.shift()) await ask(name);
    } catch (error) {
      // Nobody waits for the others any more, and the engine is about to be closed.
      left.length = 0;
      throw error;
    }
  };
  await Promise.all(Array.from({ length: QUERIES_AT_ONCE }, askInTurn));
  return rows;
}

/** Of the cells with a visit: where all lines were denied nobody was treated. */
function visitMeasures(rows: AskedRows): readonly VisitMeasures[] {
  const beneficiaries = byCell(rows.get('fact_provider_beneficiaries') ?? []);
  const days = byCell(rows.get('fact_provider_days') ?? []);
  return (rows.get('fact_provider_lines') ?? []).flatMap((lines) => {
    const cell = cellKey(toProviderCell(lines));
    const found = { lines, beneficiaries: beneficiaries.get(cell), days: days.get(cell) };
    return found.days === undefined || found.beneficiaries === undefined
      ? []
      : [toVisitMeasures({ lines, beneficiaries: found.beneficiaries, days: found.days })];
  });
}

function byCell(rows: readonly QueryRow[]): ReadonlyMap<string, QueryRow> {
  return new Map(rows.map((row) => [cellKey(toProviderCell(row)), row] as const));
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
