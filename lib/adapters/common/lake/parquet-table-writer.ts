// Turns column batches into one Parquet file: the only Parquet writer of the product, on both
// hosts. Cheap on purpose: text as dictionaries, whole numbers as bit-packed differences, both
// built from column arrays, so that no row object exists. The same rows in the same batches give
// the same bytes.

import { gzipSync } from 'node:zlib';
import { ByteWriter, ParquetWriter, type SchemaElement } from 'hyparquet-writer';
import { daysBetween, parseIsoDay, toIsoDay } from '../../../domain/day.js';
import {
  LAKE_TABLES,
  type LakeColumn,
  type LakeColumnType,
  type LakeTable,
  type LakeTableName,
} from './lake-schema.js';

/** Equally long arrays by column name; days as ISO text, money as whole cents. */
export interface ColumnBatch {
  readonly rows: number;
  readonly columns: ReadonlyMap<string, readonly ColumnValue[]>;
}

export type ColumnValue = string | number | boolean | null;

export interface TableWriter {
  /** Adds one row group. */
  append(batch: ColumnBatch): void;
  finish(): Uint8Array;
}

const EPOCH = toIsoDay('1970-01-01');

type Encoding = 'PLAIN' | 'RLE_DICTIONARY' | 'DELTA_BINARY_PACKED';
type Encoded = readonly ColumnValue[] | Int32Array;

/** Fastest level: the encodings have done most of the work before it. */
const GZIP_LEVEL = 1;
/**
 * Readers parse `name version number (build text)`; anything else makes some distrust statistics.
 */
const CREATED_BY = 'kxray version 1 (build lake)';

export function openParquetTable(name: LakeTableName): TableWriter {
  const table = LAKE_TABLES[name];
  const bytes = new ByteWriter();
  const writer = new ParquetWriter({
    writer: bytes,
    schema: parquetSchema(table),
    codec: 'GZIP',
    compressors: { GZIP: (page) => gzipSync(page, { level: GZIP_LEVEL }) },
    createdBy: CREATED_BY,
  });
  const dayNumbers = new Map<string, number>();
  return {
    append(batch) {
      assertColumns(table, batch);
      const columnData = table.columns.map((column) => encodeColumn(column, batch, dayNumbers));
      // Over bytes in memory the writer is synchronous; its promise is for files and streams.
      void writer.write({ columnData, rowGroupSize: batch.rows, pageSize: 0 });
    },
    finish() {
      void writer.finish();
      return bytes.getBytes().slice();
    },
  };
}

function parquetSchema(table: LakeTable): SchemaElement[] {
  const leaves = table.columns.map((column): SchemaElement => ({
    name: column.name,
    repetition_type: column.isNullable ? 'OPTIONAL' : 'REQUIRED',
    ...PHYSICAL_TYPES[column.type],
  }));
  return [{ name: 'root', num_children: leaves.length }, ...leaves];
}

const PHYSICAL_TYPES = {
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  cents: { type: 'INT64' },
  integer: { type: 'INT32' },
  double: { type: 'DOUBLE' },
  day: { type: 'INT32', converted_type: 'DATE' },
  boolean: { type: 'BOOLEAN' },
} as const satisfies Record<LakeColumnType, Partial<SchemaElement>>;

const ENCODINGS: Readonly<Record<LakeColumnType, Encoding>> = {
  text: 'RLE_DICTIONARY',
  cents: 'DELTA_BINARY_PACKED',
  integer: 'DELTA_BINARY_PACKED',
  double: 'RLE_DICTIONARY',
  day: 'DELTA_BINARY_PACKED',
  boolean: 'PLAIN',
};

const UNCOMPRESSED = 'UNCOMPRESSED';
/** Below it, starting the compressor fifty times costs more than the file could save. */
const ROWS_WORTH_COMPRESSING = 4_000;

/**
 * Packed differences of money are as good as noise: compressing them costs time and gains little.
 */
const CODECS: Readonly<Record<LakeColumnType, 'GZIP' | 'UNCOMPRESSED'>> = {
  text: 'GZIP',
  cents: 'UNCOMPRESSED',
  integer: 'GZIP',
  double: 'GZIP',
  day: 'GZIP',
  boolean: 'GZIP',
};

function encodeColumn(column: LakeColumn, batch: ColumnBatch, dayNumbers: Map<string, number>) {
  const values = batch.columns.get(column.name) ?? [];
  const data = column.type === 'day' ? toDayNumbers(values, column, dayNumbers) : values;
  // A column without any value has neither a dictionary nor a first number to count from.
  const isEmpty = column.isNullable && values.every((value) => value === null);
  return {
    name: column.name,
    data: data as ParquetData,
    encoding: isEmpty ? ('PLAIN' as const) : ENCODINGS[column.type],
    codec: batch.rows < ROWS_WORTH_COMPRESSING ? UNCOMPRESSED : CODECS[column.type],
    statistics: column.hasStatistics,
  };
}

/** What the writer takes; it copies nothing back, so a readonly array is safe. */
type ParquetData = Parameters<ParquetWriter['write']>[0]['columnData'][number]['data'];

function toDayNumbers(
  days: readonly ColumnValue[],
  column: LakeColumn,
  dayNumbers: Map<string, number>,
): Encoded {
  if (column.isNullable) {
    return days.map((day) => (day === null ? null : dayNumber(day, column, dayNumbers)));
  }
  const numbers = new Int32Array(days.length);
  for (let at = 0; at < days.length; at += 1) {
    numbers[at] = dayNumber(days[at] ?? null, column, dayNumbers);
  }
  return numbers;
}

/** Days since 1970-01-01, remembered: a file has few different days. */
function dayNumber(day: ColumnValue, column: LakeColumn, known: Map<string, number>): number {
  if (typeof day !== 'string') throw new TypeError(`column ${column.name} needs a day`);
  const remembered = known.get(day);
  if (remembered !== undefined) return remembered;
  const isoDay = parseIsoDay(day);
  if (isoDay === null) throw new TypeError(`column ${column.name} needs ISO days`);
  const number = daysBetween(EPOCH, isoDay);
  known.set(day, number);
  return number;
}

function assertColumns(table: LakeTable, batch: ColumnBatch): void {
  if (batch.columns.size !== table.columns.length) {
    throw new TypeError(`${table.name}: ${batch.columns.size} columns instead of its own`);
  }
  for (const { name } of table.columns) {
    if (batch.columns.get(name)?.length !== batch.rows) {
      throw new TypeError(`${table.name}.${name}: missing or not ${batch.rows} values long`);
    }
  }
}
