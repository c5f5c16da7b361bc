// From DuckDB's columns to the port's rows: names and types must be those that the query promises,
// so that a sum that forgot its cast is found here and not in a report.

import {
  DuckDBDateValue,
  DuckDBTypeId,
  type DuckDBResultReader,
  type DuckDBValue,
} from '@duckdb/node-api';
import type { ColumnType, NamedQuery, QueryRow, QueryValue } from '../../ports/query-engine.js';
import { QueryFailedError } from '../common/query-failed-error.js';

const TYPE_IDS: Readonly<Record<ColumnType, readonly DuckDBTypeId[]>> = {
  // HUGEINT is what DuckDB's count_if gives; its values are checked like all others.
  integer: [DuckDBTypeId.INTEGER, DuckDBTypeId.BIGINT, DuckDBTypeId.HUGEINT],
  cents: [DuckDBTypeId.BIGINT],
  double: [DuckDBTypeId.DOUBLE],
  text: [DuckDBTypeId.VARCHAR],
  day: [DuckDBTypeId.DATE],
  boolean: [DuckDBTypeId.BOOLEAN],
};

export function decodeRows(query: NamedQuery, reader: DuckDBResultReader): readonly QueryRow[] {
  assertOutputs(query, reader);
  const columns = reader.getColumns();
  const names = query.outputs.map(({ name }) => name);
  const rows: QueryRow[] = [];
  for (let at = 0; at < reader.currentRowCount; at += 1) {
    const row: Record<string, QueryValue> = {};
    names.forEach((name, column) => {
      row[name] = decodeValue(query, name, columns[column]?.[at] ?? null);
    });
    rows.push(row);
  }
  return rows;
}

function assertOutputs(query: NamedQuery, reader: DuckDBResultReader): void {
  const names = query.outputs.map(({ name }) => name).join(', ');
  if (reader.columnNames().join(', ') !== names) {
    throw new QueryFailedError(query.name, `its columns are not the outputs of its header`);
  }
  query.outputs.forEach(({ name, type }, column) => {
    if (!TYPE_IDS[type].includes(reader.columnTypeId(column))) {
      throw new QueryFailedError(query.name, `output ${name} is not of type ${type}`);
    }
  });
}

function decodeValue(query: NamedQuery, name: string, value: DuckDBValue): QueryValue {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') {
    const number = Number(value);
    if (Number.isSafeInteger(number)) return number;
    throw new QueryFailedError(query.name, `output ${name} exceeds a safe integer`);
  }
  if (value instanceof DuckDBDateValue) return value.toString();
  throw new QueryFailedError(query.name, `output ${name} has a value of an unknown kind`);
}
