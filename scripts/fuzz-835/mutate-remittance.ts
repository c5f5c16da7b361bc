// Damages a remittance the way transfers, editors and bad writers do, and some ways nobody does.

import type { SeededRandom } from './seeded-random.js';

type Mutation = (text: string, random: SeededRandom) => string;

const JUNK = [
  '',
  ' ',
  '-',
  '.',
  'ABC',
  '1e9',
  '+5',
  '12.345',
  '-0',
  '99999999999999',
  '20259999',
  'ISA',
  'N\u00c3\u00a9',
  '\u00ef\u00bb\u00bf',
  '97110:GP',
] as const;
const DELIMITERS = ['*', '~', ':', '|', '>', '\n', '^'] as const;
const LINE_ENDS = ['\n', '\r\n', '\r'] as const;

const MUTATIONS: readonly [Mutation, ...Mutation[]] = [
  flipByte,
  deleteBytes,
  insertByte,
  cutEnd,
  breakLines,
  swapDelimiter,
  replaceElement,
  removeSegment,
  duplicateSegment,
  moveSegment,
  repeatStretch,
  joinTwice,
];

/** One to four mutations of Latin-1 text, one character a byte. */
export function mutateRemittance(text: string, random: SeededRandom): string {
  let mutated = text;
  for (let left = 1 + random.below(4); left > 0; left -= 1) {
    mutated = random.pick(MUTATIONS)(mutated, random);
  }
  return mutated;
}

function splice(text: string, from: number, to: number, inserted: string): string {
  return text.slice(0, from) + inserted + text.slice(to);
}

function flipByte(text: string, random: SeededRandom): string {
  const at = random.below(text.length + 1);
  return splice(text, at, at + 1, String.fromCharCode(random.below(256)));
}

function deleteBytes(text: string, random: SeededRandom): string {
  const at = random.below(text.length + 1);
  return splice(text, at, at + 1 + random.below(40), '');
}

function insertByte(text: string, random: SeededRandom): string {
  const at = random.below(text.length + 1);
  return splice(text, at, at, random.pick([...DELIMITERS, '\u00e9', '\0', 'A']));
}

function cutEnd(text: string, random: SeededRandom): string {
  return text.slice(0, random.below(text.length + 1));
}

function breakLines(text: string, random: SeededRandom): string {
  const width = 1 + random.below(120);
  const lineEnd = random.pick(LINE_ENDS);
  return text.replace(new RegExp(`[^]{${width}}`, 'g'), `$&${lineEnd}`);
}

function swapDelimiter(text: string, random: SeededRandom): string {
  const from = random.pick(DELIMITERS);
  const to = random.pick(DELIMITERS);
  return random.below(2) === 0 ? text.replaceAll(from, to) : text.replace(from, to);
}

function replaceElement(text: string, random: SeededRandom): string {
  const separator = text[3] ?? '*';
  const from = text.indexOf(separator, random.below(text.length + 1));
  if (from < 0) return text;
  const rest = /[*|~\n]/.exec(text.slice(from + 1));
  return splice(text, from + 1, from + 1 + (rest?.index ?? 0), random.pick(JUNK));
}

/** Pieces that end in a terminator; joined again they are the text. */
function segmentsOf(text: string): string[] {
  const terminator = text.includes('~') ? '~' : '\n';
  return text
    .split(terminator)
    .map((piece, at, all) => (at < all.length - 1 ? piece + terminator : piece));
}

function removeSegment(text: string, random: SeededRandom): string {
  const segments = segmentsOf(text);
  segments.splice(random.below(segments.length), 1 + random.below(3));
  return segments.join('');
}

function duplicateSegment(text: string, random: SeededRandom): string {
  const segments = segmentsOf(text);
  const at = random.below(segments.length);
  segments.splice(at, 0, segments[at] ?? '');
  return segments.join('');
}

function moveSegment(text: string, random: SeededRandom): string {
  const segments = segmentsOf(text);
  const moved = segments.splice(random.below(segments.length), 1);
  segments.splice(random.below(segments.length + 1), 0, ...moved);
  return segments.join('');
}

function repeatStretch(text: string, random: SeededRandom): string {
  const from = random.below(text.length + 1);
  const stretch = text.slice(from, from + random.below(400));
  const at = random.below(text.length + 1);
  return splice(text, at, at, stretch);
}

function joinTwice(text: string, random: SeededRandom): string {
  return text.slice(0, text.length - random.below(5)) + text;
}
