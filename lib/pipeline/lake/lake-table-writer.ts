// What the pipeline asks of a Parquet writer. The hosts hand in the one implementation
// (lib/adapters/common/lake), so that no step knows the file format.

export type LakeTableName = 'ledger_lines' | 'claim_lines';

export type ColumnValue = string | number | boolean | null;

/** Equally long arrays by column name; days as ISO text, money as whole cents. */
export interface ColumnBatch {
  readonly rows: number;
  readonly columns: ReadonlyMap<string, readonly ColumnValue[]>;
}

export interface LakeTableWriter {
  /** Adds one row group. */
  append(batch: ColumnBatch): void;
  finish(): Uint8Array;
}

/** Starts one file of a table. The same batches give the same bytes. */
export type OpenLakeTable = (table: LakeTableName) => LakeTableWriter;
