// Cuts a stream of bytes into X12 segments, each interchange by its own delimiters.
// Works on one reused buffer, so that memory does not grow with the file; what a claim may still
// need as raw text is held until it is released.

import { decodeText, isAlphanumeric, isBlank, isLineBreak, startsWith } from './bytes.js';
import { readInterchangeHeader, type InterchangeHeader } from './read-interchange-header.js';
import { LONGEST_SEGMENT, Segment } from './segment.js';

/**
 * What the scanner met: a segment; ISA (then `header` is set); bytes that belong to no
 * interchange; an ISA whose delimiters cannot be told; a segment without end; no more input.
 */
export type ScanResult = 'segment' | 'interchange' | 'foreign' | 'unreadable' | 'endless' | 'more';

type Where = 'inside' | 'outside' | 'seeking';

const FIRST_CAPACITY = 1 << 19;
const LETTER_I = 73;
/** How far behind IEA we look for an ISA that follows without a terminator between them. */
const LONGEST_TRAILER = 128;
/** Enough bytes to tell a person what a foreign file starts with. */
const PEEK = 8;

const DATA = 0;
const SEPARATOR = 1;
const TERMINATOR = 2;
const LINE_BREAK = 3;

export class SegmentScanner {
  readonly segment = new Segment();
  header: InterchangeHeader | null = null;
  /** Segments met so far; the current one's number. */
  segments = 0;
  /** True when the current segment is the last of the input and has no terminator. */
  isUnterminated = false;

  private bytes = Buffer.allocUnsafe(FIRST_CAPACITY);
  private readonly unwrapped = Buffer.allocUnsafe(LONGEST_SEGMENT);
  private readonly kinds = new Uint8Array(256);
  private where: Where = 'outside';
  /** File offset of bytes[0]. */
  private base = 0;
  private at = 0;
  private limit = 0;
  /** Bytes from here on are held; -1 when none are. */
  private heldFrom = -1;
  /** An unfinished segment is looked at again only when it has grown by half. */
  private waitFor = 0;
  private isEnded = false;

  /** File offset of the next byte to read. */
  get offset(): number {
    return this.base + this.at;
  }

  push(chunk: Uint8Array): void {
    if (this.limit + chunk.length > this.bytes.length) this.makeRoom(chunk.length);
    this.bytes.set(chunk, this.limit);
    this.limit += chunk.length;
  }

  /** No more input will come. */
  end(): void {
    this.isEnded = true;
  }

  /** After IEA: only another ISA can follow. */
  leaveInterchange(): void {
    this.where = 'outside';
  }

  /** Holds the bytes from the current segment on, for `heldText`. */
  hold(): void {
    this.heldFrom = this.segment.offset - this.base;
  }

  release(): void {
    this.heldFrom = -1;
  }

  /** What was held, up to the file offset `end`. */
  heldText(end: number): string {
    if (this.heldFrom < 0) return '';
    return decodeText(this.bytes, this.heldFrom, Math.min(end - this.base, this.limit));
  }

  /** The next few bytes, to tell what foreign input looks like. */
  peek(): string {
    return this.bytes.toString('latin1', this.at, Math.min(this.at + PEEK, this.limit));
  }

  next(): ScanResult {
    if (this.limit < this.waitFor && !this.isEnded) return 'more';
    if (this.where === 'seeking') return this.seekInterchange();
    this.skipBlanks();
    if (this.at >= this.limit) return 'more';
    if (this.where === 'outside' || this.bytes[this.at] === LETTER_I) {
      const met = this.readHeader();
      if (met !== null) return met;
    }
    return this.readSegment();
  }

  /** Blanks, empty segments and byte order marks before a segment. */
  private skipBlanks(): void {
    const { bytes, kinds, limit } = this;
    let at = this.at;
    for (; at < limit; at += 1) {
      const byte = bytes[at]!;
      const kind = kinds[byte]!;
      if (kind === TERMINATOR || (isBlank(byte) && kind !== SEPARATOR)) continue;
      if (byte !== 0xef || !startsWith(bytes.subarray(0, limit), at, '\u00ef\u00bb\u00bf')) break;
      at += 2;
    }
    this.at = at;
  }

  /** ISA, or something else where only ISA may stand; null for a segment of the interchange. */
  private readHeader(): ScanResult | null {
    const { bytes, at, limit, isEnded } = this;
    const isOutside = this.where === 'outside';
    if (limit - at < PEEK && !isEnded) return this.wait();
    if (!isHeaderAt(bytes, at, limit)) {
      if (!isOutside) return null;
      this.where = 'seeking';
      return 'foreign';
    }
    const header = readInterchangeHeader({ bytes, from: at, limit, isEnd: isEnded });
    if (header === 'incomplete') return this.wait();
    this.begin(at);
    if (header === 'unreadable') {
      this.where = 'seeking';
      this.at = at + 3;
      return 'unreadable';
    }
    this.enter(header);
    return 'interchange';
  }

  private enter(header: InterchangeHeader): void {
    this.header = header;
    this.where = 'inside';
    this.at = header.end;
    this.kinds.fill(DATA);
    this.kinds[10] = LINE_BREAK;
    this.kinds[13] = LINE_BREAK;
    this.kinds[header.separator] = SEPARATOR;
    this.kinds[header.terminator] = TERMINATOR;
  }

  /** Passes over foreign bytes up to the next ISA that can be read. */
  private seekInterchange(): ScanResult {
    const { bytes, limit, isEnded } = this;
    for (let at = this.at; at < limit; at += 1) {
      at = bytes.indexOf('ISA', at, 'latin1');
      if (at < 0 || at >= limit) break;
      if (!isHeaderAt(bytes, at, limit)) continue;
      const header = readInterchangeHeader({ bytes, from: at, limit, isEnd: isEnded });
      this.at = at;
      if (header === 'incomplete') return this.wait();
      if (header === 'unreadable') continue;
      this.begin(at);
      this.enter(header);
      return 'interchange';
    }
    // The last bytes may be the start of an ISA.
    this.at = isEnded ? limit : Math.max(this.at, limit - 3);
    return 'more';
  }

  /** The hot loop of the whole reader: one look at every byte. */
  private readSegment(): ScanResult {
    const { bytes, kinds, at: from } = this;
    const { marks } = this.segment;
    const limit = this.stopOfSegment(from);
    let count = 1;
    let hasBreaks = false;
    let at = from;
    marks[0] = from;
    const stop = Math.min(limit, from + LONGEST_SEGMENT);
    for (; at < stop; at += 1) {
      const kind = kinds[bytes[at]!]!;
      if (kind === DATA) continue;
      if (kind === SEPARATOR) {
        marks[count] = at + 1;
        count += 1;
      } else if (kind === TERMINATOR) break;
      else hasBreaks = true;
    }
    if (at - from >= LONGEST_SEGMENT) return this.refuseEndless(from);
    if (at === this.limit && !this.isEnded) return this.wait();
    this.isUnterminated = at === this.limit;
    this.at = at < limit ? at + 1 : at;
    this.begin(from);
    marks[count] = at + 1;
    this.segment.count = count;
    this.segment.view = bytes;
    if (hasBreaks) this.unwrap(from, at);
    this.segment.id = this.segment.packed(0);
    return 'segment';
  }

  /** IEA may lack its terminator and run into the next ISA: files put together end to end. */
  private stopOfSegment(from: number): number {
    const { bytes, limit } = this;
    if (bytes[from] !== LETTER_I || !startsWith(bytes, from, 'IEA')) return limit;
    const stop = Math.min(limit, from + LONGEST_TRAILER);
    for (let at = from + 4; at < stop; at += 1) {
      if (this.kinds[bytes[at]!] === TERMINATOR) return limit;
      if (isHeaderAt(bytes, at, limit)) return at;
    }
    return limit;
  }

  /** Takes line ends out of a wrapped segment and finds its elements again. */
  private unwrap(from: number, to: number): void {
    const { bytes, kinds, segment, unwrapped } = this;
    let count = 1;
    let length = 0;
    segment.marks[0] = 0;
    for (let at = from; at < to; at += 1) {
      const byte = bytes[at]!;
      const kind = kinds[byte]!;
      if (kind === LINE_BREAK) continue;
      unwrapped[length] = byte;
      length += 1;
      if (kind === SEPARATOR) {
        segment.marks[count] = length;
        count += 1;
      }
    }
    segment.marks[count] = length + 1;
    segment.count = count;
    segment.view = unwrapped;
  }

  private begin(at: number): void {
    this.segments += 1;
    this.segment.number = this.segments;
    this.segment.offset = this.base + at;
  }

  private refuseEndless(from: number): ScanResult {
    this.begin(from);
    return 'endless';
  }

  private wait(): ScanResult {
    if (this.isEnded) return 'more';
    this.waitFor = this.limit + ((this.limit - this.at) >> 1) + 1;
    return 'more';
  }

  private makeRoom(length: number): void {
    const from = this.heldFrom < 0 ? this.at : Math.min(this.heldFrom, this.at);
    const used = this.limit - from;
    const isLarger = used + length > this.bytes.length;
    const target = isLarger ? Buffer.allocUnsafe((used + length) * 2) : this.bytes;
    this.bytes.copy(target, 0, from, this.limit);
    this.bytes = target;
    this.base += from;
    this.at -= from;
    this.limit = used;
    this.waitFor -= from;
    if (this.heldFrom >= 0) this.heldFrom -= from;
  }
}

/** `ISA` and something that can separate elements. */
function isHeaderAt(bytes: Buffer, at: number, limit: number): boolean {
  if (at + 3 >= limit || !startsWith(bytes, at, 'ISA')) return false;
  const separator = bytes[at + 3]!;
  return !isAlphanumeric(separator) && separator !== 32 && !isLineBreak(separator);
}
