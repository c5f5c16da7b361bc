// What the Parquet writer asks of a column: rows are added as plain values or taken over from
// another column of the same kind, and become the pages of one column chunk. Rows wait in typed
// arrays: hundreds of thousands of them cost the garbage collector nothing.

import type { LakeColumn } from './lake-schema.js';
import { packRuns } from './bit-packing.js';

export type ColumnValue = string | number | boolean | null;

export interface ParquetColumn {
  append(values: readonly ColumnValue[], rows: number): void;
  /** Rows of a column of the same kind; throws when it is of another. */
  copy(source: ParquetColumn, from: number, to: number): void;
  encode(): EncodedColumn;
  clear(): void;
}

export interface EncodedColumn {
  readonly encoding: 'PLAIN' | 'RLE_DICTIONARY' | 'DELTA_BINARY_PACKED';
  readonly dictionary: { readonly bytes: Uint8Array; readonly values: number } | null;
  /** One a row, packed; empty where the column takes no nulls. */
  readonly levels: Uint8Array;
  readonly nulls: number;
  readonly body: Uint8Array;
  readonly bounds: { readonly min: string | number; readonly max: string | number } | null;
}

const ROWS_AT_FIRST = 4_096;
const ROOM_GROWTH = 2;
const ONE_BIT = 1;

/** Which rows hold a value; takes no room where all must. */
export class PresentRows {
  readonly #column: LakeColumn;
  #isPresent = new Uint8Array(0);
  rows = 0;
  nulls = 0;

  constructor(column: LakeColumn) {
    this.#column = column;
  }

  /** Whether the value counts; a missing one that may not be missing throws. */
  add(isPresent: boolean): void {
    const at = this.rows;
    this.rows += 1;
    if (!isPresent) {
      if (!this.#column.isNullable)
        throw new TypeError(`column ${this.#column.name} lacks a value`);
      this.nulls += 1;
    }
    if (!this.#column.isNullable) return;
    if (at >= this.#isPresent.length) this.#grow(at + 1);
    this.#isPresent[at] = isPresent ? 1 : 0;
  }

  /** So many rows at once that all hold a value. */
  addAll(rows: number): void {
    const from = this.rows;
    this.rows += rows;
    if (!this.#column.isNullable) return;
    if (this.rows > this.#isPresent.length) this.#grow(this.rows);
    this.#isPresent.fill(1, from, this.rows);
  }

  has(row: number): boolean {
    return this.nulls === 0 || this.#isPresent[row] === 1;
  }

  levels(): Uint8Array {
    if (!this.#column.isNullable) return new Uint8Array(0);
    return packRuns(this.#isPresent, this.rows, ONE_BIT);
  }

  clear(): void {
    this.rows = 0;
    this.nulls = 0;
  }

  #grow(rows: number): void {
    const longer = new Uint8Array(roomFor(rows, this.#isPresent.length));
    longer.set(this.#isPresent);
    this.#isPresent = longer;
  }
}

/** How long an array becomes that must hold so many: it doubles, so that little is copied. */
export function roomFor(rows: number, length: number): number {
  return Math.max(rows, length * ROOM_GROWTH, ROWS_AT_FIRST);
}
