// What the pipeline asks of a Parquet writer. The hosts hand in the one implementation
// (lib/adapters/common/lake), so that no step knows the file format.

export type LakeTableName = 'ledger_lines' | 'claim_lines';

export type ColumnValue = string | number | boolean | null;

/** Equally long arrays by column name; days as ISO text, money as whole cents. */
export interface ColumnBatch {
  readonly rows: number;
  readonly columns: ReadonlyMap<string, readonly ColumnValue[]>;
}

/** Rows that wait for the file that they belong into, in a form that costs little memory. */
export interface LakeRows {
  readonly rows: number;
  append(batch: ColumnBatch): void;
  /** Forgets the rows and keeps the room for others. */
  clear(): void;
}

export interface LakeTableWriter {
  append(batch: ColumnBatch): void;
  /**
   * Rows collected for the same table: `from` up to, not including, `to`. They must lie there until
   * the file is finished.
   */
  copy(source: LakeRows, from: number, to: number): void;
  finish(): Uint8Array;
}

/** Starts one file of a table. The same rows in the same order give the same bytes. */
export type OpenLakeTable = (table: LakeTableName) => LakeTableWriter;

export type OpenLakeRows = (table: LakeTableName) => LakeRows;
