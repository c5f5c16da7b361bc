// Text, and numbers of which few differ: each value once in a dictionary, each row its place there.

import type { LakeColumn } from './lake-schema.js';
import { bitWidthOf, packRuns } from './bit-packing.js';
import {
  PresentRows,
  roomFor,
  type ColumnValue,
  type EncodedColumn,
  type ParquetColumn,
} from './parquet-column.js';

type Entry = string | number;

/** Of a row without a value. */
const NO_PLACE = -1;
const LENGTH_BYTES = 4;
const DOUBLE_BYTES = 8;
/** A character takes at most three bytes of UTF-8 per unit of its text. */
const BYTES_PER_UNIT = 3;

export class DictionaryColumn implements ParquetColumn {
  readonly #column: LakeColumn;
  readonly #present: PresentRows;
  readonly #places = new Map<Entry, number>();
  readonly #entries: Entry[] = [];
  #rows = new Int32Array(0);

  constructor(column: LakeColumn) {
    this.#column = column;
    this.#present = new PresentRows(column);
  }

  append(values: readonly ColumnValue[], rows: number): void {
    this.#reserve(rows);
    const kind = this.#column.type === 'text' ? 'string' : 'number';
    let at = 0;
    while (at < rows) {
      const value = values[at] ?? null;
      const from = at;
      // Rows next to each other mostly share their value.
      do at += 1;
      while (at < rows && (values[at] ?? null) === value);
      this.#add(value === null ? NO_PLACE : this.#placeOf(this.#checked(value, kind)), at - from);
    }
  }

  copy(source: ParquetColumn, from: number, to: number): void {
    if (!(source instanceof DictionaryColumn)) throw new TypeError('a column of another kind');
    this.#reserve(to - from);
    let at = from;
    while (at < to) {
      const place = source.#rows[at] ?? NO_PLACE;
      const start = at;
      do at += 1;
      while (at < to && source.#rows[at] === place);
      const entry = source.#entries[place];
      this.#add(entry === undefined ? NO_PLACE : this.#placeOf(entry), at - start);
    }
  }

  encode(): EncodedColumn {
    const { rows, nulls } = this.#present;
    const levels = this.#present.levels();
    const entries = this.#entries;
    const plain = { dictionary: null, levels, nulls, bounds: null };
    if (entries.length === 0) return { ...plain, encoding: 'PLAIN', body: new Uint8Array(0) };
    const bitWidth = bitWidthOf(entries.length - 1);
    const packed = packRuns(this.#filledPlaces(), rows - nulls, bitWidth);
    const body = new Uint8Array(1 + packed.length);
    body[0] = bitWidth;
    body.set(packed, 1);
    const bytes = this.#column.type === 'text' ? plainTexts(entries) : plainDoubles(entries);
    return {
      ...plain,
      encoding: 'RLE_DICTIONARY',
      dictionary: { bytes, values: entries.length },
      body,
      bounds: this.#column.hasStatistics ? boundsOf(entries) : null,
    };
  }

  clear(): void {
    this.#present.clear();
    this.#places.clear();
    this.#entries.length = 0;
  }

  #filledPlaces(): Int32Array {
    const { rows, nulls } = this.#present;
    if (nulls === 0) return this.#rows;
    const places = new Int32Array(rows - nulls);
    let end = 0;
    for (let at = 0; at < rows; at += 1) {
      const place = this.#rows[at] ?? NO_PLACE;
      if (place !== NO_PLACE) places[end++] = place;
    }
    return places;
  }

  #reserve(rows: number): void {
    const needed = this.#present.rows + rows;
    if (needed <= this.#rows.length) return;
    const longer = new Int32Array(roomFor(needed, this.#rows.length));
    longer.set(this.#rows);
    this.#rows = longer;
  }

  /** The same place on so many rows. */
  #add(place: number, rows: number): void {
    const from = this.#present.rows;
    for (let at = from; at < from + rows; at += 1) this.#rows[at] = place;
    if (place !== NO_PLACE) {
      this.#present.addAll(rows);
      return;
    }
    for (let count = 0; count < rows; count += 1) this.#present.add(false);
  }

  #checked(value: ColumnValue, kind: 'string' | 'number'): Entry {
    if (typeof value === kind) return value as Entry;
    throw new TypeError(`column ${this.#column.name} needs a ${kind}`);
  }

  #placeOf(entry: Entry): number {
    let place = this.#places.get(entry);
    if (place === undefined) {
      place = this.#entries.length;
      this.#entries.push(entry);
      this.#places.set(entry, place);
    }
    return place;
  }
}

function plainTexts(entries: readonly Entry[]): Uint8Array {
  let room = 0;
  for (const entry of entries) room += LENGTH_BYTES + BYTES_PER_UNIT * String(entry).length;
  const bytes = Buffer.allocUnsafe(room);
  let end = 0;
  for (const entry of entries) {
    const length = bytes.write(String(entry), end + LENGTH_BYTES);
    bytes.writeUInt32LE(length, end);
    end += LENGTH_BYTES + length;
  }
  return bytes.subarray(0, end);
}

function plainDoubles(entries: readonly Entry[]): Uint8Array {
  const bytes = Buffer.allocUnsafe(entries.length * DOUBLE_BYTES);
  entries.forEach((entry, at) => bytes.writeDoubleLE(Number(entry), at * DOUBLE_BYTES));
  return bytes;
}

/** Only of columns whose text is ASCII, where the order of text is the order of its bytes. */
function boundsOf(entries: readonly Entry[]): EncodedColumn['bounds'] {
  const [first] = entries;
  if (first === undefined) return null;
  let min = first;
  let max = first;
  for (const entry of entries) {
    if (entry < min) min = entry;
    if (entry > max) max = entry;
  }
  return { min, max };
}
