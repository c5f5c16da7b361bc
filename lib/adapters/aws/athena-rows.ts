// From Athena's texts to the port's rows. Names and types of the answer must be those that the
// query promises, as with the embedded engine, and a number that a double cannot hold is refused
// rather than rounded.

import { parseIsoDay } from '../../domain/day.js';
import type { ColumnType, NamedQuery, QueryRow, QueryValue } from '../../ports/query-engine.js';
import { QueryFailedError } from '../common/query-failed-error.js';
import type { ResultColumn, ResultRow } from './athena-calls.js';

/** Names of types as the service reports them. */
const ATHENA_TYPES: Readonly<Record<ColumnType, readonly string[]>> = {
  integer: ['integer', 'bigint'],
  cents: ['bigint'],
  double: ['double'],
  text: ['varchar'],
  day: ['date'],
  boolean: ['boolean'],
};

export function assertOutputs(query: NamedQuery, columns: readonly ResultColumn[]): void {
  const names = query.outputs.map(({ name }) => name).join(', ');
  if (columns.map(({ Name }) => Name).join(', ') !== names) {
    throw new QueryFailedError(query.name, 'its columns are not the outputs of its header');
  }
  query.outputs.forEach(({ name, type }, at) => {
    if (!ATHENA_TYPES[type].includes(columns[at]?.Type ?? '')) {
      throw new QueryFailedError(query.name, `output ${name} is not of type ${type}`);
    }
  });
}

/** The first row of the first page says the names of the columns once more. */
export function assertHeaderRow(query: NamedQuery, row: ResultRow | undefined): void {
  const names = (row?.Data ?? []).map(({ VarCharValue }) => VarCharValue);
  if (names.join(', ') !== query.outputs.map(({ name }) => name).join(', ')) {
    throw new QueryFailedError(query.name, 'its answer does not begin with its column names');
  }
}

export function decodeRow(query: NamedQuery, row: ResultRow): QueryRow {
  const cells = row.Data ?? [];
  if (cells.length !== query.outputs.length) {
    throw new QueryFailedError(query.name, 'a row of its answer has another number of columns');
  }
  const decoded: Record<string, QueryValue> = {};
  query.outputs.forEach(({ name, type }, at) => {
    const text = cells[at]?.VarCharValue;
    decoded[name] = text === undefined ? null : decodeCell(query, { name, type, text });
  });
  return decoded;
}

interface Cell {
  readonly name: string;
  readonly type: ColumnType;
  readonly text: string;
}

function decodeCell(query: NamedQuery, cell: Cell): QueryValue {
  const { name, type, text } = cell;
  const refuse = (): never => {
    throw new QueryFailedError(query.name, `output ${name} has a value that is no ${type}`);
  };
  switch (type) {
    case 'text':
      return text;
    case 'day':
      return parseIsoDay(text) ?? refuse();
    case 'boolean':
      return text === 'true' || text === 'false' ? text === 'true' : refuse();
    case 'double':
      return DOUBLE.test(text) ? Number(text) : refuse();
    case 'integer':
    case 'cents':
      return WHOLE.test(text) ? safeInteger(query, cell) : refuse();
  }
}

const WHOLE = /^-?\d+$/;
const DOUBLE = /^(NaN|-?Infinity|-?\d+(\.\d+)?(E-?\d+)?)$/;

function safeInteger(query: NamedQuery, { name, text }: Cell): number {
  const number = Number(text);
  if (Number.isSafeInteger(number)) return number;
  throw new QueryFailedError(query.name, `output ${name} exceeds a safe integer`);
}
