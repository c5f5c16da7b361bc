// A ledger document as LMDB holds it: plain attributes (version, cents per group) in a fixed
// header, then the body. A commit reads the header only, so that it never decodes a body.

import { toCents, ZERO_CENTS, type Cents } from '../../domain/money.js';
import type { YearDocument } from '../../domain/ledger-document.js';
import type { ThresholdGroup } from '../../domain/reference.js';
import type { LedgerDocument } from '../../ports/ledger-store.js';
import { decodeDocument, decodeYear, encodeDocument } from '../common/document-codec.js';
import { DocumentTooLargeError, StoreReadError } from './errors.js';

export interface DocumentHead {
  readonly version: number;
  readonly cents: Readonly<Record<ThresholdGroup, Cents>>;
}

/** 5,000 claim lines take 1.3 to 3.5 MiB; beyond this limit a document is no beneficiary's year. */
export const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024;

const LAYOUT = 1;
const LAYOUT_AT = 0;
const VERSION_AT = 4;
const PT_SLP_AT = 8;
const OT_AT = 16;
const BODY_AT = 24;

export function packStored(document: LedgerDocument): Uint8Array {
  const bytes = encodeDocument(document, 'plain', BODY_AT);
  const bodyBytes = bytes.byteLength - BODY_AT;
  if (bodyBytes > MAX_DOCUMENT_BYTES) {
    throw new DocumentTooLargeError({ bytes: bodyBytes, limitBytes: MAX_DOCUMENT_BYTES });
  }
  const head = headOf(document);
  bytes.fill(0, 0, BODY_AT);
  bytes.writeUInt8(LAYOUT, LAYOUT_AT);
  bytes.writeUInt32LE(head.version, VERSION_AT);
  bytes.writeDoubleLE(head.cents.PT_SLP, PT_SLP_AT);
  bytes.writeDoubleLE(head.cents.OT, OT_AT);
  return bytes;
}

export function readHead(stored: Uint8Array): DocumentHead {
  const bytes = checkedBuffer(stored);
  return {
    version: bytes.readUInt32LE(VERSION_AT),
    cents: {
      PT_SLP: toCents(bytes.readDoubleLE(PT_SLP_AT)),
      OT: toCents(bytes.readDoubleLE(OT_AT)),
    },
  };
}

export function unpackStored(stored: Uint8Array): LedgerDocument {
  return decodeDocument(checkedBuffer(stored).subarray(BODY_AT));
}

/** Null for a document of another kind. */
export function unpackYear(stored: Uint8Array): YearDocument | null {
  return decodeYear(checkedBuffer(stored).subarray(BODY_AT));
}

/** A chain document carries no money of its own. */
export function headOf(document: LedgerDocument): DocumentHead {
  const cents = document.kind === 'year' ? document.totals : { PT_SLP: ZERO_CENTS, OT: ZERO_CENTS };
  return { version: document.version, cents };
}

function checkedBuffer(stored: Uint8Array): Buffer {
  const bytes = Buffer.from(stored.buffer, stored.byteOffset, stored.byteLength);
  if (bytes.byteLength <= BODY_AT || bytes[LAYOUT_AT] !== LAYOUT) {
    throw new StoreReadError('a stored ledger document has a layout that this version cannot read');
  }
  return bytes;
}
