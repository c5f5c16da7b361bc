// One CSV file of reference data as validated rows. Strict on purpose: an unknown column, a ragged
// row or a wrong cell stops the program with its place, because every verdict rests on these rows.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CsvError, parse } from 'csv-parse/sync';
import type * as z from 'zod';
import { ReferenceDataError } from './reference-data-error.js';

export interface ReferenceRow<Row> {
  /** Line in the file, counted from 1. */
  readonly row: number;
  readonly value: Row;
}

export interface ReferenceTable<Row> {
  readonly file: string;
  readonly rows: readonly ReferenceRow<Row>[];
  /** All cells as text, header first: what the version of the reference is made of. */
  readonly cells: readonly (readonly string[])[];
}

export type RowSchema<Row> = z.ZodType<Row, unknown> & {
  readonly shape: Readonly<Record<string, unknown>>;
};

interface CsvRecord {
  readonly cells: readonly string[];
  readonly row: number;
}

export async function readReferenceTable<Row>(
  directory: string,
  file: string,
  schema: RowSchema<Row>,
): Promise<ReferenceTable<Row>> {
  const text = await readText(directory, file);
  return parseReferenceTable(file, text, schema);
}

function parseReferenceTable<Row>(
  file: string,
  text: string,
  schema: RowSchema<Row>,
): ReferenceTable<Row> {
  const [header, ...body] = parseCsv(file, text);
  if (header === undefined) throw fileError(file, 'is empty');
  checkHeader(file, header.cells, Object.keys(schema.shape));
  if (body.length === 0) throw fileError(file, 'holds no row');
  return {
    file,
    rows: body.map(({ row, cells }) => ({
      row,
      value: parseRow({ file, row }, { names: header.cells, cells }, schema),
    })),
    cells: [header, ...body].map(({ cells }) => cells),
  };
}

async function readText(directory: string, file: string): Promise<string> {
  try {
    return await readFile(join(directory, file), 'utf8');
  } catch (cause) {
    throw new ReferenceDataError({ file, row: null, column: null }, 'cannot be read', { cause });
  }
}

function parseCsv(file: string, text: string): readonly CsvRecord[] {
  const records: CsvRecord[] = [];
  try {
    parse(text, {
      bom: true,
      on_record: (cells: readonly string[], { lines }) => {
        records.push({ cells, row: lines });
        return null;
      },
    });
    return records;
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    const row = typeof cause['lines'] === 'number' ? cause['lines'] : null;
    const reason =
      cause.code === 'CSV_RECORD_INCONSISTENT_FIELDS_LENGTH'
        ? 'has another number of cells than the header'
        : `is not a valid row (${cause.code})`;
    throw new ReferenceDataError({ file, row, column: null }, reason, { cause });
  }
}

function checkHeader(file: string, names: readonly string[], expected: readonly string[]): void {
  const unknown = names.find((name) => !expected.includes(name));
  if (unknown !== undefined) throw headerError(file, unknown, 'is not a column of this file');
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw headerError(file, twice, 'stands twice');
  const missing = expected.find((name) => !names.includes(name));
  if (missing !== undefined) throw headerError(file, missing, 'is missing');
}

function parseRow<Row>(
  place: { readonly file: string; readonly row: number },
  found: { readonly names: readonly string[]; readonly cells: readonly string[] },
  schema: RowSchema<Row>,
): Row {
  const row = Object.fromEntries(found.names.map((name, at) => [name, found.cells[at] ?? '']));
  const parsed = schema.safeParse(row);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const column = issue?.path[0];
  throw new ReferenceDataError(
    { ...place, column: column === undefined ? null : String(column) },
    issue?.message ?? 'is not a valid row',
  );
}

function fileError(file: string, reason: string): ReferenceDataError {
  return new ReferenceDataError({ file, row: null, column: null }, reason);
}

function headerError(file: string, column: string, reason: string): ReferenceDataError {
  return new ReferenceDataError({ file, row: 1, column }, reason);
}
