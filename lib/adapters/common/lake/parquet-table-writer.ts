// Turns rows into one Parquet file: the only Parquet writer of the product, on both hosts. Cheap on
// purpose: text as dictionaries, whole numbers as bit-packed differences, both from typed arrays,
// so that no row object exists. The same rows in the same order give the same bytes.

import { gzipSync } from 'node:zlib';
import { ByteWriter, type SchemaElement } from 'hyparquet-writer';
import { writePageHeader } from 'hyparquet-writer/src/datapage.js';
import { writeMetadata } from 'hyparquet-writer/src/metadata.js';
import type { LakeColumn, LakeColumnType, LakeTable, LakeTableName } from './lake-schema.js';
import type { EncodedColumn } from './parquet-column.js';
import { ParquetRows, type ColumnBatch } from './parquet-rows.js';

export type { ColumnValue } from './parquet-column.js';
export type { ColumnBatch } from './parquet-rows.js';

export interface TableWriter {
  append(batch: ColumnBatch): void;
  /** Rows that were collected elsewhere: `from` up to, not including, `to`. */
  copy(source: ParquetRows, from: number, to: number): void;
  finish(): Uint8Array;
}

type FileMetaData = Parameters<typeof writeMetadata>[1];
type RowGroup = FileMetaData['row_groups'][number];
type ColumnChunk = RowGroup['columns'][number];

/** Rows per row group: large enough to compress, small enough for a small function's memory. */
const ROW_GROUP_ROWS = 100_000;
/** Fastest level: the encodings have done most of the work before it. */
const GZIP_LEVEL = 1;
/** Below it, starting the compressor costs more than the file could save. */
const BYTES_WORTH_COMPRESSING = 2_048;
/**
 * Readers parse `name version number (build text)`; anything else makes some distrust statistics.
 */
const CREATED_BY = 'kxray version 1 (build lake)';
const MAGIC = 0x31524150;

export function openParquetTable(name: LakeTableName): TableWriter {
  const rows = new ParquetRows(name);
  const schema = parquetSchema(rows.table);
  const file = new ByteWriter();
  const groups: RowGroup[] = [];
  let total = 0;
  let waiting: Stretch | null = null;
  file.appendUint32(MAGIC);

  const write = (group: ParquetRows): void => {
    if (group.rows === 0) return;
    groups.push(writeRowGroup(file, group));
    total += group.rows;
  };
  const flush = (): void => {
    write(rows);
    rows.clear();
  };
  const takeOver = (): void => {
    if (waiting === null) return;
    const { source, from, to } = waiting;
    waiting = null;
    for (let at = from; at < to;) {
      const end = Math.min(to, at + ROW_GROUP_ROWS - rows.rows);
      rows.copy(source, at, end);
      if (rows.rows === ROW_GROUP_ROWS) flush();
      at = end;
    }
  };
  return {
    append(batch) {
      takeOver();
      for (const part of parts(batch, ROW_GROUP_ROWS - rows.rows)) {
        rows.append(part);
        if (rows.rows === ROW_GROUP_ROWS) flush();
      }
    },
    copy(source, from, to) {
      rows.assertCopy(source, from, to);
      if (waiting?.source === source && waiting.to === from) {
        waiting = { source, from: waiting.from, to };
        return;
      }
      takeOver();
      waiting = { source, from, to };
    },
    finish() {
      if (waiting !== null && rows.rows === 0 && isWhole(waiting)) write(waiting.source);
      else takeOver();
      waiting = null;
      flush();
      const metadata = { version: 2, created_by: CREATED_BY, schema, num_rows: BigInt(total) };
      writeMetadata(file, { ...metadata, row_groups: groups } as FileMetaData);
      file.appendUint32(MAGIC);
      return file.getBytes().slice();
    },
  };
}

/** Rows collected elsewhere that are not copied yet: mostly they are a row group as they lie. */
interface Stretch {
  readonly source: ParquetRows;
  readonly from: number;
  readonly to: number;
}

function isWhole({ source, from, to }: Stretch): boolean {
  return from === 0 && to === source.rows && to <= ROW_GROUP_ROWS;
}

/** Cut so that row groups are full whatever came before: the first part has `room`. */
function parts(batch: ColumnBatch, room: number): readonly ColumnBatch[] {
  if (batch.rows <= room) return [batch];
  const cut: ColumnBatch[] = [];
  for (let from = 0, to = room; from < batch.rows; from = to, to += ROW_GROUP_ROWS) {
    const columns = [...batch.columns].map(
      ([name, values]) => [name, values.slice(from, to)] as const,
    );
    cut.push({ rows: Math.min(to, batch.rows) - from, columns: new Map(columns) });
  }
  return cut;
}

function writeRowGroup(file: ByteWriter, rows: ParquetRows): RowGroup {
  const start = file.offset;
  const columns = rows.table.columns.map((column, at) => {
    const encoded = rows.columns[at]?.encode();
    if (encoded === undefined) throw new TypeError(`column ${column.name} was not collected`);
    return writeColumn(file, encoded, { column, rows: rows.rows });
  });
  const sizes = columns.map(({ meta_data }) => meta_data?.total_uncompressed_size ?? 0n);
  return {
    columns,
    total_byte_size: sizes.reduce((sum, size) => sum + size, 0n),
    num_rows: BigInt(rows.rows),
    total_compressed_size: BigInt(file.offset - start),
  };
}

/** One chunk: a dictionary page where there is one, and one data page (version 2). */
function writeColumn(
  file: ByteWriter,
  encoded: EncodedColumn,
  { column, rows }: { readonly column: LakeColumn; readonly rows: number },
): ColumnChunk {
  const start = file.offset;
  const { dictionary, encoding, nulls, bounds } = encoded;
  const isCompressed = isWorthCompressing(encoded, column);
  const options = { isCompressed, rows };
  let uncompressed = dictionary === null ? 0 : writeDictionary(file, dictionary, options);
  const dataAt = file.offset;
  uncompressed += writeData(file, encoded, options);
  return {
    meta_data: {
      type: PHYSICAL_TYPES[column.type].type,
      encodings: dictionary === null ? [encoding] : ['PLAIN', encoding],
      path_in_schema: [column.name],
      codec: isCompressed ? 'GZIP' : 'UNCOMPRESSED',
      num_values: BigInt(rows),
      total_compressed_size: BigInt(file.offset - start),
      total_uncompressed_size: BigInt(uncompressed),
      data_page_offset: BigInt(dataAt),
      ...(dictionary === null ? {} : { dictionary_page_offset: BigInt(start) }),
      ...(bounds === null
        ? {}
        : {
            statistics: {
              min_value: bounds.min,
              max_value: bounds.max,
              null_count: BigInt(nulls),
            },
          }),
    },
    file_offset: BigInt(start),
  };
}

interface PageOptions {
  readonly isCompressed: boolean;
  readonly rows: number;
}

/** Returns the uncompressed size, header included. */
function writeDictionary(
  file: ByteWriter,
  { bytes, values }: NonNullable<EncodedColumn['dictionary']>,
  { isCompressed }: PageOptions,
): number {
  const start = file.offset;
  const body = isCompressed ? gzipSync(bytes, { level: GZIP_LEVEL }) : bytes;
  writePageHeader(file, {
    type: 'DICTIONARY_PAGE',
    uncompressed_page_size: bytes.length,
    compressed_page_size: body.length,
    dictionary_page_header: { num_values: values, encoding: 'PLAIN' },
  });
  const header = file.offset - start;
  file.appendBytes(body);
  return header + bytes.length;
}

function writeData(
  file: ByteWriter,
  { encoding, levels, nulls, body }: EncodedColumn,
  { isCompressed, rows }: PageOptions,
): number {
  const start = file.offset;
  const packed = isCompressed ? gzipSync(body, { level: GZIP_LEVEL }) : body;
  writePageHeader(file, {
    type: 'DATA_PAGE_V2',
    uncompressed_page_size: levels.length + body.length,
    compressed_page_size: levels.length + packed.length,
    data_page_header_v2: {
      num_values: rows,
      num_nulls: nulls,
      num_rows: rows,
      encoding,
      definition_levels_byte_length: levels.length,
      repetition_levels_byte_length: 0,
      is_compressed: true,
    },
  });
  const header = file.offset - start;
  file.appendBytes(levels);
  file.appendBytes(packed);
  return header + levels.length + body.length;
}

/**
 * Packed differences of money are as good as noise: compressing them costs time and gains little.
 */
function isWorthCompressing({ dictionary, body }: EncodedColumn, column: LakeColumn): boolean {
  const bytes = body.length + (dictionary?.bytes.length ?? 0);
  return column.type !== 'cents' && bytes >= BYTES_WORTH_COMPRESSING;
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
