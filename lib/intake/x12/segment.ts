// The segment that the scanner stands on: where its elements begin, and how to read one.
// One instance serves a whole file; nothing is made for a segment until an element is asked for.

import { parseCompactDay, type IsoDay } from '../../domain/day.js';
import { parseCents, type Cents } from '../../domain/money.js';
import { decodeLatin, decodeText, isBlank } from './bytes.js';
import { ValueCache } from './value-cache.js';

/** Longer than this, and the terminator is missing or is not what ISA says. */
export const LONGEST_SEGMENT = 65_536;

const NPI = /^\d{10}$/;
const MINUS = 45;
const POINT = 46;
/** Whole digits that fit below the largest amount, whatever they are. */
const SAFE_DIGITS = 9;

export class Segment {
  /** Element `k` is `view[marks[k] .. marks[k + 1] - 1)`; element 0 is the segment id. */
  readonly marks = new Int32Array(LONGEST_SEGMENT + 2);
  view: Buffer = Buffer.alloc(0);
  /** Elements, the id included. */
  count = 0;
  /** Packed id (packCode); -1 when it is longer than any id. */
  id = 0;
  /** Place in the file, from 1. */
  number = 0;
  /** Place in the file, in bytes. */
  offset = 0;

  private readonly codes = new ValueCache((raw) => decodeLatin(raw).trim().toUpperCase());
  private readonly days = new ValueCache((raw) => parseCompactDay(raw.trim()));
  private readonly npis = new ValueCache((raw) => (NPI.test(raw.trim()) ? raw.trim() : null));

  /** True when the element is there and is not blank. */
  has(element: number): boolean {
    if (element >= this.count) return false;
    const to = this.marks[element + 1]! - 1;
    for (let at = this.marks[element]!; at < to; at += 1) {
      if (!isBlank(this.view[at]!)) return true;
    }
    return false;
  }

  /** The element as a number to compare with packCode; 0 when absent, -1 when over 4 bytes. */
  packed(element: number): number {
    if (element >= this.count) return 0;
    const to = this.marks[element + 1]! - 1;
    const from = this.marks[element]!;
    if (to - from > 4) return -1;
    let packed = 0;
    for (let at = from; at < to; at += 1) packed = (packed << 8) | this.view[at]!;
    return packed;
  }

  /** The element without surrounding blanks; empty when absent. */
  text(element: number): string {
    if (element >= this.count) return '';
    let from = this.marks[element]!;
    let to = this.marks[element + 1]! - 1;
    while (from < to && isBlank(this.view[from]!)) from += 1;
    while (to > from && isBlank(this.view[to - 1]!)) to -= 1;
    return from === to ? '' : decodeText(this.view, from, to);
  }

  textOrNull(element: number): string | null {
    const text = this.text(element);
    return text === '' ? null : text;
  }

  /** A code: upper-case, without surrounding blanks; one string for every repetition. */
  code(element: number): string {
    return this.cached(element, this.codes) ?? '';
  }

  /** A calendar day; null when absent or not one. */
  day(element: number): IsoDay | null {
    return this.cached(element, this.days);
  }

  /** A provider number of ten digits; null when absent or anything else. */
  npi(element: number): string | null {
    return this.cached(element, this.npis);
  }

  cached<Value>(element: number, cache: ValueCache<Value>): Value | null {
    if (element >= this.count) return null;
    return cache.get(this.view, this.marks[element]!, this.marks[element + 1]! - 1);
  }

  /** An amount; null when absent or not one. Plain decimals are read from their bytes. */
  cents(element: number): Cents | null {
    if (element >= this.count) return null;
    const to = this.marks[element + 1]! - 1;
    let at = this.marks[element]!;
    const isNegative = this.view[at] === MINUS;
    if (isNegative) at += 1;
    const wholeEnd = at + SAFE_DIGITS < to ? at + SAFE_DIGITS : to;
    let amount = 0;
    let digits = 0;
    for (; at < wholeEnd; at += 1) {
      const digit = this.view[at]! - 48;
      if (digit < 0 || digit > 9) break;
      amount = amount * 10 + digit;
      digits += 1;
    }
    let decimals = 0;
    if (at < to && this.view[at] === POINT) {
      for (at += 1; at < to && decimals < 2; at += 1, decimals += 1) {
        const digit = this.view[at]! - 48;
        if (digit < 0 || digit > 9) break;
        amount = amount * 10 + digit;
      }
    }
    if (at < to || digits + decimals === 0) return parseCents(this.text(element));
    const scaled = decimals === 2 ? amount : decimals === 1 ? amount * 10 : amount * 100;
    return (scaled === 0 ? 0 : isNegative ? -scaled : scaled) as Cents;
  }
}
