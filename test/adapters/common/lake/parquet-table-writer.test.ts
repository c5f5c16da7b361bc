// Another reader (DuckDB) gives back exactly what was written, at the edges of every type.

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DuckDBDateValue,
  DuckDBInstance,
  type DuckDBConnection,
  type DuckDBValue,
} from '@duckdb/node-api';
import {
  LAKE_TABLES,
  type LakeColumnType,
  type LakeTableName,
} from '../../../../lib/adapters/common/lake/lake-schema.js';
import { ParquetRows } from '../../../../lib/adapters/common/lake/parquet-rows.js';
import {
  openParquetTable,
  type ColumnBatch,
  type ColumnValue,
} from '../../../../lib/adapters/common/lake/parquet-table-writer.js';
import { fixtureLog, fixtureYears } from '../../../queries/query-fixture.js';
import { collectClaimRows } from '../../../../lib/pipeline/lake/claim-rows.js';
import { REFERENCE } from '../../../pipeline/lake/lake-on-disk.js';
import { collectLedgerRows } from '../../../../lib/pipeline/lake/ledger-rows.js';

let directory: string;
let connection: DuckDBConnection;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'parquet-'));
  connection = await (await DuckDBInstance.create(':memory:')).connect();
});
afterAll(() => {
  connection.closeSync();
  rmSync(directory, { recursive: true });
});

/** Values at the edges of each type; `null` is added for columns that may be null. */
const EDGES: Readonly<Record<LakeColumnType, readonly ColumnValue[]>> = {
  text: ['', 'a', 'Z,é,\u{1F9FE}', 'x'.repeat(300)],
  cents: [0, -1, 2_147_483_648, -9_007_199_254_740_991, 9_007_199_254_740_991],
  integer: [0, 1, 2_147_483_647, -2_147_483_648],
  double: [0, 0.25, -1e300, 3],
  day: ['1969-12-31', '2024-02-29', '2026-01-01', '2199-12-31'],
  boolean: [true, false],
};

function edgeBatch(name: LakeTableName, rows: number): ColumnBatch {
  const columns = new Map<string, readonly ColumnValue[]>();
  LAKE_TABLES[name].columns.forEach((column, shift) => {
    const edges = column.isNullable ? [...EDGES[column.type], null] : EDGES[column.type];
    const values = Array.from({ length: rows }, (_, at) => edges[(at + shift) % edges.length]);
    columns.set(column.name, values as ColumnValue[]);
  });
  return { rows, columns };
}

function constantBatch(name: LakeTableName, rows: number): ColumnBatch {
  const columns = new Map<string, readonly ColumnValue[]>();
  for (const { name: column, type, isNullable } of LAKE_TABLES[name].columns) {
    const value = isNullable ? null : (EDGES[type][0] ?? null);
    columns.set(column, new Array<ColumnValue>(rows).fill(value));
  }
  return { rows, columns };
}

async function readBack(body: Uint8Array) {
  const path = join(directory, 'back.parquet');
  writeFileSync(path, body);
  const reader = await connection.runAndReadAll(`select * from read_parquet('${path}')`);
  return { names: reader.columnNames(), types: reader.columnTypes().map(String), reader };
}

function written(batches: readonly ColumnBatch[]): readonly unknown[] {
  const names = [...(batches[0]?.columns.keys() ?? [])];
  return names.map((name) => batches.flatMap((batch) => [...(batch.columns.get(name) ?? [])]));
}

/** As the pipeline writes them: whole numbers as numbers, days as text. */
function plain(columns: readonly (readonly DuckDBValue[])[]): readonly unknown[] {
  return columns.map((values) =>
    values.map((value) => {
      if (typeof value === 'bigint') return Number(value);
      return value instanceof DuckDBDateValue ? value.toString() : value;
    }),
  );
}

/** Rows of several batches as one. */
function cut(batches: readonly ColumnBatch[], from: number, to: number): ColumnBatch {
  const names = [...(batches[0]?.columns.keys() ?? [])];
  const columns = names.map((column) => {
    const values = batches.flatMap((batch) => batch.columns.get(column) ?? []);
    return [column, values.slice(from, to)] as const;
  });
  return { rows: to - from, columns: new Map(columns) };
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}

const SQL_TYPES: Readonly<Record<LakeColumnType, string>> = {
  text: 'VARCHAR',
  cents: 'BIGINT',
  integer: 'INTEGER',
  double: 'DOUBLE',
  day: 'DATE',
  boolean: 'BOOLEAN',
};

describe.each(['ledger_lines', 'claim_lines'] as const)('openParquetTable(%s)', (name) => {
  it('has the columns and types of the schema', async () => {
    const writer = openParquetTable(name);
    writer.append(edgeBatch(name, 3));
    const { names, types } = await readBack(writer.finish());

    expect(names).toEqual(LAKE_TABLES[name].columns.map((column) => column.name));
    expect(types).toEqual(LAKE_TABLES[name].columns.map((column) => SQL_TYPES[column.type]));
  });

  it.each([
    ['one row', [edgeBatch(name, 1)]],
    ['values at the edges', [edgeBatch(name, 1000)]],
    ['row groups', [edgeBatch(name, 130), constantBatch(name, 40), edgeBatch(name, 7)]],
    ['constants and nothing but nulls', [constantBatch(name, 500)]],
  ])('gives back %s', async (_, batches) => {
    const writer = openParquetTable(name);
    for (const batch of batches) writer.append(batch);
    const { reader } = await readBack(writer.finish());

    expect(plain(reader.getColumns())).toEqual(written(batches));
  });

  it('makes a file without rows that is still a table', async () => {
    const { names, reader } = await readBack(openParquetTable(name).finish());

    expect(names).toHaveLength(LAKE_TABLES[name].columns.length);
    expect(reader.currentRowCount).toBe(0);
  });

  it('makes the same bytes of the same rows', () => {
    const bytes = [0, 1].map(() => {
      const writer = openParquetTable(name);
      writer.append(edgeBatch(name, 200));
      return Buffer.from(writer.finish()).toString('base64');
    });

    expect(bytes[0]).toBe(bytes[1]);
  });

  it.each([
    [
      'as they lie',
      [
        [0, 90],
        [90, 91],
        [91, 200],
      ],
    ],
    [
      'in another order',
      [
        [100, 200],
        [0, 100],
      ],
    ],
    [
      'some of them',
      [
        [20, 30],
        [30, 60],
        [90, 110],
      ],
    ],
  ])('takes over rows that were collected elsewhere, %s', (_, stretches) => {
    const collected = new ParquetRows(name);
    collected.append(edgeBatch(name, 120));
    collected.append(constantBatch(name, 80));
    const copied = openParquetTable(name);
    const added = openParquetTable(name);
    for (const [from = 0, to = 0] of stretches) {
      copied.copy(collected, from, to);
      added.append(cut([edgeBatch(name, 120), constantBatch(name, 80)], from, to));
    }

    expect(base64(copied.finish())).toBe(base64(added.finish()));
    expect(() => openParquetTable(name).copy(collected, 0, 201)).toThrow('not there');
  });

  it('cuts row groups at the same row however the rows came', () => {
    // Few more than one group holds: every value of every column is written three times.
    const batch = constantBatch(name, 52_000);
    const whole = openParquetTable(name);
    whole.append(cut([batch, batch], 0, 104_000));
    const one = openParquetTable(name);
    for (let count = 0; count < 2; count += 1) one.append(batch);
    const collected = new ParquetRows(name);
    for (let count = 0; count < 2; count += 1) collected.append(batch);
    const copied = openParquetTable(name);
    copied.copy(collected, 0, 104_000);

    const expected = base64(one.finish());
    expect(base64(whole.finish())).toBe(expected);
    expect(base64(copied.finish())).toBe(expected);
  });

  it('refuses a batch that is not of its table', () => {
    const batch = edgeBatch(name, 2);
    const without = new Map(batch.columns);
    without.delete('icn');
    const renamed = new Map(without).set('icm', ['1', '2']);
    const short = new Map(batch.columns).set('icn', ['1']);
    const undated = new Map(batch.columns).set('paid_date', [null, null]);
    const misdated = new Map(batch.columns).set('paid_date', ['5 May', '2026-01-01']);
    const fractional = new Map(batch.columns).set('paid_cents', [0.5, 1]);

    const bad = { without, renamed, short, undated, misdated, fractional };
    const accepted = Object.entries(bad).filter(([, columns]) => {
      try {
        openParquetTable(name).append({ rows: 2, columns });
        return true;
      } catch {
        return false;
      }
    });

    expect(accepted.map(([fault]) => fault)).toEqual([]);
  });
});

describe('rows of the pipeline', () => {
  it('are the columns of the tables', () => {
    const years = fixtureYears();
    const rows = collectLedgerRows(REFERENCE);
    for (const year of years) rows.add(year, 0);
    const claims = collectClaimRows(0);
    for (const logged of fixtureLog(years).first) claims.add(logged);

    const ledger = openParquetTable('ledger_lines');
    const log = openParquetTable('claim_lines');
    ledger.append(rows.take());
    for (const batch of claims.take().values()) log.append(batch);

    expect(ledger.finish().length).toBeGreaterThan(1000);
    expect(log.finish().length).toBeGreaterThan(1000);
  });
});
