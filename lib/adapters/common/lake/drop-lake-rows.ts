// Writes a file of the lake anew without the rows of some people: for the deletion of a person's
// data and nothing else, as objects of the lake are otherwise never read row by row here.

import { parquetMetadata, parquetRead } from 'hyparquet';
import { gunzipSync } from 'node:zlib';
import { LAKE_TABLES, type LakeTable, type LakeTableName } from './lake-schema.js';
import type { ColumnValue } from './parquet-column.js';
import { openParquetTable } from './parquet-table-writer.js';

export interface KeptRows {
  readonly body: Uint8Array;
  readonly rows: number;
}

type Row = Readonly<Record<string, unknown>>;

const TOKEN = 'beneficiary_token';
const ROWS_AT_ONCE = 20_000;
const DAY_MS = 24 * 60 * 60 * 1_000;

/** Null when the file has no row of them and may stay as it is. */
export async function dropLakeRows(
  table: LakeTableName,
  body: Uint8Array,
  tokens: ReadonlySet<string>,
): Promise<KeptRows | null> {
  const file = new Uint8Array(body).buffer;
  const rows = Number(parquetMetadata(file).num_rows);
  const named = await read(file, [TOKEN], { from: 0, to: rows });
  if (!named.some((row) => tokens.has(String(row[TOKEN])))) return null;
  const writer = openParquetTable(table);
  const schema = LAKE_TABLES[table];
  const names = schema.columns.map(({ name }) => name);
  let kept = 0;
  for (let from = 0; from < rows; from += ROWS_AT_ONCE) {
    const to = Math.min(rows, from + ROWS_AT_ONCE);
    const some = await read(file, names, { from, to });
    const left = some.filter((row) => !tokens.has(String(row[TOKEN])));
    if (left.length > 0) writer.append(batchOf(schema, left));
    kept += left.length;
  }
  return { body: writer.finish(), rows: kept };
}

async function read(
  file: ArrayBuffer,
  columns: readonly string[],
  range: { readonly from: number; readonly to: number },
): Promise<readonly Row[]> {
  let rows: readonly Row[] = [];
  await parquetRead({
    file,
    columns: [...columns],
    rowStart: range.from,
    rowEnd: range.to,
    rowFormat: 'object',
    compressors: { GZIP: (input) => new Uint8Array(gunzipSync(input)) },
    onComplete: (read) => (rows = read),
  });
  return rows;
}

function batchOf(schema: LakeTable, rows: readonly Row[]) {
  const columns = new Map(
    schema.columns.map(({ name }) => [name, rows.map((row) => valueOf(row[name]))]),
  );
  return { rows: rows.length, columns };
}

/** As the writer takes it: days as ISO text, money as whole cents. */
function valueOf(value: unknown): ColumnValue {
  if (value === undefined || value === null) return null;
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof Date) {
    if (value.getTime() % DAY_MS !== 0) throw new Error('a day of the lake with a time');
    return value.toISOString().slice(0, 10);
  }
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    return value;
  }
  throw new Error('a value of the lake of an unknown kind');
}
