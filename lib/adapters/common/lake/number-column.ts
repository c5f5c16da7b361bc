// Whole numbers (cents, counts, days) as bit-packed differences from row to row, and truth values
// as bits: small without a dictionary, quick without a compressor.

import { ByteWriter } from 'hyparquet-writer';
import { deltaBinaryPack } from 'hyparquet-writer/src/delta.js';
import { daysBetween, parseIsoDay, toIsoDay } from '../../../domain/day.js';
import type { LakeColumn } from './lake-schema.js';
import {
  PresentRows,
  roomFor,
  type ColumnValue,
  type EncodedColumn,
  type ParquetColumn,
} from './parquet-column.js';

const EPOCH = toIsoDay('1970-01-01');
const BITS = 8;

export class NumberColumn implements ParquetColumn {
  readonly #column: LakeColumn;
  readonly #present: PresentRows;
  /** Days since 1970-01-01 by their text: a file has few different days. */
  readonly #days = new Map<string, number>();
  /** Four bytes a row until a number needs more: sums of money beyond 21 million dollars do. */
  #rows: Numbers = new Int32Array(0);

  constructor(column: LakeColumn) {
    this.#column = column;
    this.#present = new PresentRows(column);
  }

  append(values: readonly ColumnValue[], rows: number): void {
    this.#reserve(rows);
    let target = this.#rows;
    const from = this.#present.rows;
    let present = 0;
    for (let at = 0; at < rows; at += 1) {
      const value = values[at] ?? null;
      if (value !== null) {
        const number = this.#numberOf(value);
        if (number !== (number | 0)) target = this.#widen();
        target[from + at] = number;
        present += 1;
        continue;
      }
      this.#present.addAll(present);
      present = 0;
      target[from + at] = 0;
      this.#present.add(false);
    }
    this.#present.addAll(present);
  }

  copy(source: ParquetColumn, from: number, to: number): void {
    if (!(source instanceof NumberColumn)) throw new TypeError('a column of another kind');
    this.#reserve(to - from);
    const stretch = source.#rows.subarray(from, to);
    if (!isSmall(stretch)) this.#widen();
    this.#rows.set(stretch, this.#present.rows);
    if (source.#present.nulls === 0) {
      this.#present.addAll(to - from);
      return;
    }
    for (let at = from; at < to; at += 1) this.#present.add(source.#present.has(at));
  }

  encode(): EncodedColumn {
    const { rows, nulls } = this.#present;
    const levels = this.#present.levels();
    const plain = { dictionary: null, levels, nulls, bounds: null };
    if (rows === nulls) return { ...plain, encoding: 'PLAIN', body: new Uint8Array(0) };
    const values = this.#values();
    const hasBits = this.#column.type === 'boolean';
    return {
      ...plain,
      encoding: hasBits ? 'PLAIN' : 'DELTA_BINARY_PACKED',
      body: hasBits ? plainBits(values) : packedDifferences(values, this.#column),
      bounds: this.#column.hasStatistics ? boundsOf(values) : null,
    };
  }

  clear(): void {
    this.#present.clear();
    if (this.#rows instanceof Float64Array) this.#rows = new Int32Array(0);
  }

  #values(): Numbers {
    const { rows, nulls } = this.#present;
    if (nulls === 0) return this.#rows.subarray(0, rows);
    const isWide = this.#rows instanceof Float64Array;
    const values = isWide ? new Float64Array(rows - nulls) : new Int32Array(rows - nulls);
    let end = 0;
    for (let at = 0; at < rows; at += 1) {
      if (this.#present.has(at)) values[end++] = this.#rows[at] ?? 0;
    }
    return values;
  }

  #reserve(rows: number): void {
    const needed = this.#present.rows + rows;
    if (needed <= this.#rows.length) return;
    const room = roomFor(needed, this.#rows.length);
    const isWide = this.#rows instanceof Float64Array;
    const longer = isWide ? new Float64Array(room) : new Int32Array(room);
    longer.set(this.#rows);
    this.#rows = longer;
  }

  #widen(): Numbers {
    if (!(this.#rows instanceof Float64Array)) this.#rows = new Float64Array(this.#rows);
    return this.#rows;
  }

  #numberOf(value: ColumnValue): number {
    const { name, type } = this.#column;
    if (type === 'day') return this.#dayNumber(value);
    if (type === 'boolean' && typeof value === 'boolean') return value ? 1 : 0;
    const isFitting =
      typeof value === 'number' &&
      (type === 'cents' ? Number.isSafeInteger(value) : value === (value | 0));
    if (!isFitting || type === 'boolean') throw new TypeError(`column ${name} needs ${type}`);
    return value;
  }

  #dayNumber(day: ColumnValue): number {
    if (typeof day !== 'string') throw new TypeError(`column ${this.#column.name} needs a day`);
    const known = this.#days.get(day);
    if (known !== undefined) return known;
    const isoDay = parseIsoDay(day);
    if (isoDay === null) throw new TypeError(`column ${this.#column.name} needs ISO days`);
    const number = daysBetween(EPOCH, isoDay);
    this.#days.set(day, number);
    return number;
  }
}

type Numbers = Int32Array | Float64Array;

function packedDifferences(values: Numbers, { type }: LakeColumn): Uint8Array {
  const writer = new ByteWriter(values.length + BITS);
  const packed = values instanceof Int32Array ? values : Array.from(values, BigInt);
  deltaBinaryPack(writer, packed, type === 'cents' ? 'INT64' : 'INT32');
  return writer.getBytes();
}

function isSmall(values: Numbers): boolean {
  return values instanceof Int32Array || values.every((value) => value === (value | 0));
}

function plainBits(values: Numbers): Uint8Array {
  const bytes = new Uint8Array(Math.ceil(values.length / BITS));
  for (let at = 0; at < values.length; at += 1) {
    if (values[at] === 1) bytes[at >> 3] = (bytes[at >> 3] ?? 0) | (1 << (at & 7));
  }
  return bytes;
}

function boundsOf(values: Numbers): EncodedColumn['bounds'] {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return { min, max };
}
