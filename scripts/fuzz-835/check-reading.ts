// Reads damaged input twice, cut differently, and holds the events against what must always be
// true: the same events, each well formed, every line in exactly one, no identifier in a message.

import { isDeepStrictEqual } from 'node:util';
import type { IntakeEvent } from '../../lib/intake/intake-claim.js';
import { readRemittance } from '../../lib/intake/x12-835/read-remittance.js';
import { countEvents, countServices, type ServiceCount } from './count-services.js';

export interface Reading {
  /** What is wrong, in words; empty when nothing is. */
  readonly breaches: readonly string[];
  readonly events: readonly IntakeEvent[];
  /** True when the second count could be held against the events line by line. */
  readonly isCounted: boolean;
}

interface Delimiters {
  readonly separator: string;
  readonly terminator: string;
}

/** Names and numbers of the seeds that may stand in a claim or in raw text, nowhere else. */
const PRIVATE = /SYNTH[A-C]|CASEY|BLAIR|DREW|1EG4TE5|25011100|PCN\d/;
const SEPARATORS = 16;

export async function checkReading(text: string, chunk: number): Promise<Reading> {
  const bytes = Buffer.from(text, 'latin1');
  try {
    const events = await readInChunks(bytes, bytes.length);
    const again = await readInChunks(bytes, chunk);
    const isSame = isDeepStrictEqual(events, again);
    const counted = checkCounts(text, events);
    const breaches = [
      ...(isSame ? [] : [`other events when cut into pieces of ${chunk}`]),
      ...events.flatMap((event) => checkEvent(event, bytes.length)),
      ...counted.breaches,
    ];
    return { breaches, events, isCounted: counted.isCounted };
  } catch (error) {
    const message = error instanceof Error ? (error.stack ?? error.message) : 'not an error';
    return { breaches: [`threw: ${message}`], events: [], isCounted: false };
  }
}

async function readInChunks(bytes: Buffer, size: number): Promise<readonly IntakeEvent[]> {
  const events: IntakeEvent[] = [];
  const options = { file: 'fuzz', includeTest: true, contractorPart: () => null };
  for await (const batch of readRemittance(cut(bytes, size), options)) events.push(...batch);
  return events;
}

async function* cut(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

function checkEvent(event: IntakeEvent, length: number): readonly string[] {
  const { segment, byteOffset, interchange } = event.position;
  const isPlaced = segment >= 0 && interchange >= 0 && byteOffset >= 0 && byteOffset <= length;
  const said = 'message' in event ? `${event.reason} ${event.message}` : '';
  return [
    ...(isPlaced ? [] : ['an event stands outside the file']),
    ...(PRIVATE.test(said) ? ['a message names an identifier'] : []),
    ...(event.kind === 'claim' ? checkClaim(event) : []),
    ...(event.kind === 'quarantined' && event.rawText === '' ? ['quarantine without text'] : []),
  ];
}

function checkClaim({ claim, identity }: Extract<IntakeEvent, { kind: 'claim' }>): string[] {
  const isDated = claim.lines.every(
    (line) => line.serviceDate !== null && line.serviceDateEnd >= line.serviceDate,
  );
  const isKept = claim.lines.every((line) => line.isBalanced || line.allowedCents !== null);
  return [
    ...(identity.id === '' ? ['a claim of nobody'] : []),
    ...(claim.icn === '' || claim.payerId === '' ? ['a claim without a number or payer'] : []),
    ...(isDated ? [] : ['a line without days']),
    ...(claim.lines.length === 0 && claim.statementFrom === null ? ['an undated claim'] : []),
    ...(isKept ? [] : ['an unbalanced line that cannot be rebuilt']),
  ];
}

/** Where nothing was passed over, both counts agree; otherwise the events hold no more. */
function checkCounts(
  text: string,
  events: readonly IntakeEvent[],
): { readonly breaches: readonly string[]; readonly isCounted: boolean } {
  const delimiters = soleDelimiters(text);
  if (delimiters === null) return { breaches: [], isCounted: false };
  const expected = countServices(text, delimiters.separator, delimiters.terminator);
  const found = countEvents(events);
  const isWhole = !events.some(passesOver);
  if (!isWhole)
    return { breaches: isWithin(found, expected) ? [] : ['lines invented'], isCounted: false };
  const isEqual = found.lines === expected.lines && found.chargeCents === expected.chargeCents;
  const areClaimsThere = found.claims >= expected.claims;
  return { breaches: isEqual && areClaimsThere ? [] : ['lines lost or invented'], isCounted: true };
}

function isWithin(found: ServiceCount, expected: ServiceCount): boolean {
  return found.lines <= expected.lines;
}

/** Events that say: bytes, or a transaction set, were not read. */
function passesOver(event: IntakeEvent): boolean {
  if (event.kind === 'warning') return event.reason === 'OTHER_TRANSACTION_SET';
  return event.kind === 'file_refused' && event.reason !== 'TRUNCATED';
}

/** The delimiters, when every ISA of the text has the same plain ones. */
function soleDelimiters(text: string): Delimiters | null {
  const starts = [...text.matchAll(/ISA[^A-Za-z0-9\s]/g)].map(({ index }) => index);
  const found = starts.map((start) => delimitersAt(text, start));
  const [first] = found;
  if (first === undefined || first === null || starts[0] !== 0) return null;
  const isSole = found.every((other) => isDeepStrictEqual(other, first));
  return isSole ? first : null;
}

function delimitersAt(text: string, start: number): Delimiters | null {
  const separator = text.charAt(start + 3);
  const elements = text.slice(start, start + 200).split(separator);
  const rest = elements[SEPARATORS] ?? '';
  const [component = '', terminator = ''] = rest;
  const isPlain =
    '*|'.includes(separator) && ':>'.includes(component) && '~\n'.includes(terminator);
  // A line end before another delimiter is a wrap, and the delimiter is the terminator.
  const isWhole = component !== '' && terminator !== '' && !/^.\s+[^A-Za-z0-9\s]/.test(rest);
  return isPlain && isWhole && elements[SEPARATORS - 1] === 'P' ? { separator, terminator } : null;
}
