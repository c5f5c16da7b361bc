// Ledger documents as bytes, for every store: JSON, in which claims and version headers are lists
// without field names, a third of the size. A claim is not made into text again: what its reader
// made is put in as it is, and read only when somebody asks for the claims of a document. The first
// byte names the format, so that stored documents outlive this one; a checksum follows. A year may
// share a body with the chain, which repeats what the year says and compresses to little there.

import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';
import { withChainBeside } from '../../domain/chain-beside.js';
import { withYearBeside } from '../../domain/year-beside.js';
import { claimTexts, decodeClaims, joinClaimTexts } from '../../domain/claim-codec.js';
import type { ClaimVersion } from '../../domain/claim.js';
import type { VersionHeader, YearDocument } from '../../domain/ledger-document.js';
import type { LedgerDocument } from '../../ports/ledger-store.js';

/** `compressed` for stores that charge or limit by size; `plain` where time counts more. */
export type DocumentPacking = 'plain' | 'compressed';

/** Stored bytes that no version of this codec wrote, or that were damaged. */
export class DocumentFormatError extends Error {
  override readonly name = 'DocumentFormatError';
  readonly retryable = false;
}

const PLAIN = 5;
const COMPRESSED = 6;
/** A year with the chain behind it. */
const COMPRESSED_PAIR = 7;
const CHECKSUM_AT = 1;
const BODY_AT = 5;

const SLAB_BYTES = 1024 * 1024;

/** Between the document and its lists; JSON never holds one. */
const SEPARATOR = '\n';

/** `headBytes`: room that a store wants in front, for attributes of its own. */
export function encodeDocument(
  document: LedgerDocument,
  packing: DocumentPacking = 'plain',
  headBytes = 0,
): Buffer {
  const text = document.kind === 'year' ? yearText(document) : chainText(document);
  if (packing === 'compressed') return sealed(COMPRESSED, deflateRawSync(text), headBytes);
  return sealed(PLAIN, text, headBytes);
}

/** Both documents of a beneficiary in one compressed body. */
export function encodePair(year: StoredYear, chain: StoredChain): Buffer {
  const text = `${yearText(year)}${SEPARATOR}${chainText(chain)}`;
  return sealed(COMPRESSED_PAIR, deflateRawSync(text), 0);
}

function sealed(format: number, body: string | Uint8Array, headBytes: number): Buffer {
  const bodyAt = headBytes + BODY_AT;
  const bytes = roomFor(bodyAt + Buffer.byteLength(body));
  if (typeof body === 'string') bytes.write(body, bodyAt);
  else bytes.set(body, bodyAt);
  bytes[headBytes] = format;
  bytes.writeUInt32LE(crc32(bytes.subarray(bodyAt)), headBytes + CHECKSUM_AT);
  return bytes;
}

let slab = Buffer.allocUnsafeSlow(0);
let slabUsed = 0;

/** Cut from large pieces: memory of its own for each document costs more than filling it. */
function roomFor(byteLength: number): Buffer {
  if (byteLength > SLAB_BYTES / 4) return Buffer.allocUnsafeSlow(byteLength);
  if (slabUsed + byteLength > slab.byteLength) {
    slab = Buffer.allocUnsafeSlow(SLAB_BYTES);
    slabUsed = 0;
  }
  const from = slabUsed;
  slabUsed += byteLength;
  return slab.subarray(from, slabUsed);
}

/** The year, when it lies there with a chain. */
export function decodeDocument(stored: Uint8Array): LedgerDocument {
  const { rest, list } = partsOf(bodyOf(stored).document);
  return rest.kind === 'year' ? withVersions(rest, list) : withHeaders(rest, list);
}

/** The chain that lies there alone, or beside a year; null when there is none. */
export function decodeChain(stored: Uint8Array): StoredChain | null {
  const { document, chain } = bodyOf(stored);
  if (chain === null) return chainOf(document);
  return withYearBeside(chainOf(chain) ?? misplaced(), () => yearOf(document) ?? misplaced());
}

/** A year as shards hand it out, with the chain beside it; null for a document of another kind. */
export function decodeYear(stored: Uint8Array): YearDocument | null {
  const { document, chain } = bodyOf(stored);
  const year = yearOf(document);
  if (year === null || chain === null) return year;
  return withChainBeside(year, () => chainOf(chain) ?? misplaced());
}

function misplaced(): never {
  throw new DocumentFormatError('a stored ledger document holds no year beside a chain');
}

export type StoredYear = Extract<LedgerDocument, { kind: 'year' }>;
export type StoredChain = Extract<LedgerDocument, { kind: 'chain' }>;

type WithoutLists = Omit<StoredYear, 'versions'> | Omit<StoredChain, 'headers'>;

function partsOf(body: Buffer): { readonly rest: WithoutLists; readonly list: Buffer } {
  const end = body.indexOf(SEPARATOR);
  return {
    rest: JSON.parse(body.toString('utf8', 0, end)) as WithoutLists,
    list: body.subarray(end + SEPARATOR.length),
  };
}

/** By the checksum the bytes are what was written, so that the text need not be doubted. */
function bodyOf(stored: Uint8Array): { readonly document: Buffer; readonly chain: Buffer | null } {
  const bytes = Buffer.from(stored.buffer, stored.byteOffset, stored.byteLength);
  const format = bytes[0];
  if (format !== PLAIN && format !== COMPRESSED && format !== COMPRESSED_PAIR) {
    throw new DocumentFormatError(
      'a stored ledger document has a format that this version does not read',
    );
  }
  const body = bytes.subarray(BODY_AT);
  if (bytes.byteLength <= BODY_AT || bytes.readUInt32LE(CHECKSUM_AT) !== crc32(body)) {
    throw new DocumentFormatError('a stored ledger document is damaged');
  }
  const text = format === PLAIN ? body : inflateRawSync(body);
  if (format !== COMPRESSED_PAIR) return { document: text, chain: null };
  // A chain is the last two lines, whatever number of claims comes before.
  const end = text.lastIndexOf(SEPARATOR, text.lastIndexOf(SEPARATOR) - 1);
  return { document: text.subarray(0, end), chain: text.subarray(end + SEPARATOR.length) };
}

function yearOf(body: Buffer): YearDocument | null {
  const { rest, list } = partsOf(body);
  if (rest.kind !== 'year') return null;
  const { kind: _kind, ...year } = rest;
  return withVersions(year, list);
}

function chainOf(body: Buffer): StoredChain | null {
  const { rest, list } = partsOf(body);
  return rest.kind === 'chain' ? withHeaders(rest, list) : null;
}

function withHeaders(rest: Omit<StoredChain, 'headers'>, list: Buffer): StoredChain {
  return { ...rest, headers: (JSON.parse(list.toString()) as HeaderList[]).map(headerOf) };
}

/** Publishing passes by most documents without a look at their claims: those stay bytes. */
function withVersions<Rest extends object>(rest: Rest, list: Buffer) {
  let versions: readonly ClaimVersion[] | null = null;
  return {
    ...rest,
    get versions(): readonly ClaimVersion[] {
      return (versions ??= decodeClaims(list.toString()));
    },
  };
}

function yearText(document: StoredYear): string {
  // Not by taking `versions` out: claims that lie there as text would be read for it.
  const rest = Object.fromEntries(Object.keys(document).filter(isNoList).map(fieldOf));
  return `${JSON.stringify(rest)}${SEPARATOR}${joinClaimTexts(claimTexts(document))}`;

  function fieldOf(name: string): readonly [string, unknown] {
    return [name, document[name as keyof YearDocument]];
  }
}

function isNoList(name: string): boolean {
  return name !== 'versions';
}

function chainText({ headers, ...rest }: StoredChain): string {
  return `${JSON.stringify(rest)}${SEPARATOR}${JSON.stringify(headers.map(headerList))}`;
}

type HeaderList = ReturnType<typeof headerList>;

/** Part of the formats: a new field goes to the end. */
function headerList(header: VersionHeader) {
  return [
    header.versionKey,
    header.claimKey,
    header.icn,
    header.payerId,
    header.isReversal,
    header.replacesIcn,
    header.accountNumber,
    header.receivedDate,
    header.paidDate,
    header.serviceTo,
    header.years,
    header.matchKey,
    header.mirrorKey,
  ] as const;
}

function headerOf(list: HeaderList): VersionHeader {
  return {
    versionKey: list[0],
    claimKey: list[1],
    icn: list[2],
    payerId: list[3],
    isReversal: list[4],
    replacesIcn: list[5],
    accountNumber: list[6],
    receivedDate: list[7],
    paidDate: list[8],
    serviceTo: list[9],
    years: list[10],
    matchKey: list[11],
    mirrorKey: list[12],
  };
}
