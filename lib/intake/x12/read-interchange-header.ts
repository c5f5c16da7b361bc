// Reads ISA, the one segment that says how all others are written. Its elements are counted,
// never measured: writers leave out the padding that the standard's offsets rely on.

import { isAlphanumeric, isBlank, isLineBreak, startsWith } from './bytes.js';

export interface InterchangeHeader {
  readonly separator: number;
  /** ISA16; 0 when the file gives none that could be one. */
  readonly component: number;
  readonly terminator: number;
  /** ISA13. */
  readonly controlNumber: string;
  /** ISA15: P production, T test. */
  readonly usage: string;
  /** Index of the first byte after the terminator. */
  readonly end: number;
}

/** A stretch of the input: `bytes[from..limit)`; `isEnd` when nothing follows it. */
export interface Stretch {
  readonly bytes: Buffer;
  readonly from: number;
  readonly limit: number;
  readonly isEnd: boolean;
}

type Unread = 'incomplete' | 'unreadable';
type Ending = Pick<InterchangeHeader, 'component' | 'terminator' | 'end'>;

const SEPARATORS = 16;
/** Place of ISA13 among the elements, from 0. */
const CONTROL_NUMBER = 12;
/** The standard has 15; some writers go beyond, none by much. */
const LONGEST_ELEMENT = 35;
/** GS and its eight. */
const GROUP_ELEMENTS = 9;
const LONGEST_HEADER = 1_024;
/** How far the segment after ISA may reach before we stop asking it about the terminator. */
const LONGEST_LOOKAHEAD = 1_024;

export function readInterchangeHeader(stretch: Stretch): InterchangeHeader | Unread {
  const { bytes, from } = stretch;
  const separator = bytes[from + 3] ?? 0;
  if (isAlphanumeric(separator) || separator === 32 || isLineBreak(separator)) return 'unreadable';
  const places = findSeparators(stretch, separator);
  if (typeof places === 'string') return places;
  const ending = readEnding(stretch, places[SEPARATORS - 1]! + 1, separator);
  if (typeof ending === 'string') return ending;
  const elements = readElements(bytes, places);
  if (elements.some((element) => element.length > LONGEST_ELEMENT)) return 'unreadable';
  const [controlNumber = '', , usage = ''] = elements.slice(CONTROL_NUMBER);
  // A longer ISA15 means that what was counted are separators of something else.
  if (usage.length > 1) return 'unreadable';
  return { separator, ...ending, controlNumber, usage: usage.toUpperCase() };
}

/** ISA01 to ISA15, without padding and wraps. */
function readElements(bytes: Buffer, places: readonly number[]): readonly string[] {
  return places.slice(1).map((place, at) =>
    bytes
      .toString('latin1', places[at]! + 1, place)
      .replace(/[\r\n]/g, '')
      .trim(),
  );
}

function findSeparators(stretch: Stretch, separator: number): readonly number[] | Unread {
  const { bytes, from, limit, isEnd } = stretch;
  const stop = Math.min(limit, from + LONGEST_HEADER);
  const places: number[] = [];
  for (let at = from + 3; at < stop && places.length < SEPARATORS; at += 1) {
    if (bytes[at] === separator) places.push(at);
  }
  if (places.length === SEPARATORS) return places;
  return isEnd || limit - from >= LONGEST_HEADER ? 'unreadable' : 'incomplete';
}

/** ISA16 and the terminator, which stand after the last separator, wrapped or not. */
function readEnding(stretch: Stretch, after: number, separator: number): Ending | Unread {
  const { bytes, limit, isEnd } = stretch;
  const short = isEnd ? 'unreadable' : 'incomplete';
  let at = after;
  while (at < limit && isLineBreak(bytes[at]!)) at += 1;
  const component = bytes[at] ?? 0;
  let next = at + 1;
  while (next < limit && (bytes[next] === 32 || bytes[next] === 9)) next += 1;
  if (next + 3 > limit && !(isEnd && next < limit)) return short;
  // `*T*~GS*`: no ISA16 at all, so what follows the last separator is the terminator.
  if (startsWith(bytes, next, 'GS') && bytes[next + 2] === separator) {
    return { component: 0, terminator: component, end: next };
  }
  const found = isLineBreak(bytes[next]!)
    ? readLineEnding(stretch, next, component)
    : { component, terminator: bytes[next]!, end: next + 1 };
  if (typeof found === 'string') return found;
  if (isAlphanumeric(found.terminator) || found.terminator === separator) return 'unreadable';
  const isOwn = found.component !== separator && found.component !== found.terminator;
  return isOwn && !isAlphanumeric(found.component) ? found : { ...found, component: 0 };
}

/** A line end after ISA16 is the terminator, or a wrap before it, or comes after a lost ISA16. */
function readLineEnding(stretch: Stretch, lineEnd: number, component: number): Ending | Unread {
  const { bytes, limit, isEnd } = stretch;
  const stop = Math.min(limit, lineEnd + LONGEST_LOOKAHEAD);
  const isAll = isEnd || stop < limit;
  let at = lineEnd;
  while (at < stop && isBlank(bytes[at]!)) at += 1;
  if (at === stop && !isAll) return 'incomplete';
  const next = bytes[at] ?? 0;
  if (at < stop && next < 128 && !isAlphanumeric(next)) {
    const word = wordAt(bytes, at + 1, stop);
    if (word.length < 3 && !isAll) return 'incomplete';
    if (/^(?:GS|TA1|$)/.test(word)) return { component, terminator: next, end: at + 1 };
  }
  let nextEnd = at;
  while (nextEnd < stop && !isLineBreak(bytes[nextEnd]!)) nextEnd += 1;
  if (nextEnd === stop && !isAll) return 'incomplete';
  // `*T*~` line end `GS*...~` line end: the terminator is `~`, and ISA16 was left out.
  const line = nextEnd < stop ? bytes.toString('latin1', at, nextEnd) : '';
  const elements = line.split(String.fromCharCode(bytes[stretch.from + 3]!));
  const version = elements.length === GROUP_ELEMENTS ? (elements.at(-1) ?? '') : '';
  const isClosed = version.length > 1 && line.charCodeAt(line.length - 1) === component;
  if (isClosed && line.startsWith('GS')) {
    return { component: 0, terminator: component, end: lineEnd };
  }
  return { component, terminator: bytes[lineEnd]!, end: lineEnd + 1 };
}

/** Up to three characters from here on, blanks and wraps apart. */
function wordAt(bytes: Buffer, from: number, stop: number): string {
  let word = '';
  for (let at = from; at < stop && word.length < 3; at += 1) {
    const byte = bytes[at]!;
    if (!isBlank(byte)) word += String.fromCharCode(byte);
  }
  return word;
}
