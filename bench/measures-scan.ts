// The plain scan with which a query is compared: the same columns of the same years, each read
// whole, and nothing grouped. Which columns those are, the engine's own plan tells.

import type { DuckDBConnection } from '@duckdb/node-api';
import { LAKE_TABLES, type LakeColumnType } from '../lib/adapters/common/lake/lake-schema.js';
import type { NamedQuery } from '../lib/ports/query-engine.js';
import { parametersOf } from './measures-snapshot.js';

interface PlanNode {
  readonly name: string;
  readonly extra_info?: {
    readonly Projections?: string | readonly string[];
    readonly Filters?: string | readonly string[];
  };
  readonly children?: readonly PlanNode[];
}

export interface PlainScan {
  readonly text: string;
  readonly columns: readonly string[];
}

export async function plainScan(
  connection: DuckDBConnection,
  query: NamedQuery,
): Promise<PlainScan> {
  const given = parametersOf(query);
  const text = bound(
    query.text,
    query.parameters.map(({ name }) => given[name] ?? ''),
  );
  const reader = await connection.runAndReadAll(`explain (format json) ${text}`);
  const plan = JSON.parse(String(reader.getRows()[0]?.[1])) as readonly PlanNode[];
  const read = new Set(plan.flatMap(scannedColumns));
  const columns = LAKE_TABLES.ledger_lines.columns.filter(({ name }) => read.has(name));
  if (columns.length === 0) throw new Error(`${query.name}: its plan reads no column`);
  const sums = columns.map(({ name, type }) => SCANS[type](name));
  const { service_year: year } = given;
  const where = year === undefined ? '' : ` where service_year = ${year}`;
  return {
    text: `select ${sums.join(', ')} from ledger_lines${where}`,
    columns: columns.map(({ name }) => name),
  };
}

/** Plans of bound statements cannot be asked for, so the values go into the text. */
export function bound(text: string, values: readonly (string | number)[]): string {
  let next = 0;
  return text.replaceAll(/--[^\n]*/g, '').replaceAll('?', () => {
    const value = values[next++];
    if (value === undefined) throw new Error('more question marks than parameters');
    return typeof value === 'number' ? String(value) : `'${value.replaceAll("'", "''")}'`;
  });
}

function scannedColumns(node: PlanNode): readonly string[] {
  const { Projections: read = [], Filters: filters = [] } = node.extra_info ?? {};
  // A column by which rows are only chosen stands among the filters and not among the columns.
  const words = [filters].flat().flatMap((filter) => filter.match(/[a-z_]+/g) ?? []);
  const own = /PARQUET/.test(node.name) ? [...[read].flat(), ...words] : [];
  return [...own, ...(node.children ?? []).flatMap(scannedColumns)];
}

const SCANS: Readonly<Record<LakeColumnType, (name: string) => string>> = {
  text: (name) => `min(${name})`,
  day: (name) => `min(${name})`,
  cents: (name) => `sum(${name})`,
  integer: (name) => `sum(${name})`,
  double: (name) => `sum(${name})`,
  boolean: (name) => `count_if(${name})`,
};
