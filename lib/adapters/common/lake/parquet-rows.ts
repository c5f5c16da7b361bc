// Rows of one lake table that wait to be written: one typed column each. They may become a row
// group, or be handed on, stretch by stretch, to the file that they belong into.

import { DictionaryColumn } from './dictionary-column.js';
import { LAKE_TABLES, type LakeColumn, type LakeTable, type LakeTableName } from './lake-schema.js';
import { NumberColumn } from './number-column.js';
import type { ColumnValue, ParquetColumn } from './parquet-column.js';

/** Equally long arrays by column name; days as ISO text, money as whole cents. */
export interface ColumnBatch {
  readonly rows: number;
  readonly columns: ReadonlyMap<string, readonly ColumnValue[]>;
}

export class ParquetRows {
  readonly table: LakeTable;
  readonly columns: readonly ParquetColumn[];
  #rows = 0;

  constructor(name: LakeTableName) {
    this.table = LAKE_TABLES[name];
    this.columns = this.table.columns.map(columnFor);
  }

  get rows(): number {
    return this.#rows;
  }

  append(batch: ColumnBatch): void {
    assertColumns(this.table, batch);
    this.table.columns.forEach(({ name }, at) => {
      this.columns[at]?.append(batch.columns.get(name) ?? [], batch.rows);
    });
    this.#rows += batch.rows;
  }

  /** Rows `from` up to, not including, `to` of others of the same table. */
  copy(source: ParquetRows, from: number, to: number): void {
    this.assertCopy(source, from, to);
    this.columns.forEach((column, at) => {
      const other = source.columns[at];
      if (other !== undefined) column.copy(other, from, to);
    });
    this.#rows += to - from;
  }

  /** Throws when those rows cannot be copied into these. */
  assertCopy(source: ParquetRows, from: number, to: number): void {
    if (source.table !== this.table) throw new TypeError('rows of another table');
    if (from < 0 || to < from || to > source.rows) throw new RangeError('rows that are not there');
  }

  clear(): void {
    for (const column of this.columns) column.clear();
    this.#rows = 0;
  }
}

function columnFor(column: LakeColumn): ParquetColumn {
  const hasDictionary = column.type === 'text' || column.type === 'double';
  return hasDictionary ? new DictionaryColumn(column) : new NumberColumn(column);
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
