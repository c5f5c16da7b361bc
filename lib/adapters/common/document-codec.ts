// Ledger documents as bytes, for every store. MessagePack with records: the field names of our own
// shapes are known to both sides and not stored, which makes a document of one claim a third and a
// large one a quarter of its JSON. Any other shape is stored with its names: nothing is ever lost,
// only larger. The first byte names the format, so that stored documents outlive this one.

import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { Packr, Unpackr } from 'msgpackr';
import type { Adjustment, ClaimLine, ClaimVersion, ProcedureCode } from '../../domain/claim.js';
import type {
  ChainDocument,
  OutboxEntry,
  QuarantineMark,
  Seed,
  StandingCrossing,
  VersionHeader,
  YearDocument,
} from '../../domain/ledger-document.js';
import type { LedgerDocument } from '../../ports/ledger-store.js';

/** `compressed` for stores that charge or limit by size; `plain` where time counts more. */
export type DocumentPacking = 'plain' | 'compressed';

/** Stored bytes that no version of this codec wrote, or that were damaged. */
export class DocumentFormatError extends Error {
  override readonly name = 'DocumentFormatError';
  readonly retryable = false;
}

const PLAIN = 1;
const COMPRESSED = 2;

/** The names of a shape, in the order in which the code makes its fields. */
function record<Shape>(...names: readonly (keyof Shape & string)[]): readonly string[] {
  return names;
}

// prettier-ignore
// Part of formats 1 and 2: never edit these lists. A shape that gets another field is stored with
// its names until a new format with new lists takes over.
const RECORDS: readonly (readonly string[])[] = [
  record<YearDocument & { kind: 'year' }>('kind', 'tenantId', 'token', 'year', 'version',
    'versions', 'seeds', 'outbox', 'standing', 'totals', 'viewDigest'),
  record<ChainDocument & { kind: 'chain' }>('kind', 'tenantId', 'token', 'version', 'headers',
    'joins', 'quarantined', 'years'),
  record<ClaimVersion>('feed', 'icn', 'payerId', 'payerName', 'filingIndicator', 'claimType',
    'typeOfBill', 'placeOfService', 'isCriticalAccess', 'status', 'isReversal', 'replacesIcn',
    'accountNumber', 'receivedDate', 'paidDate', 'statementFrom', 'statementTo', 'trace',
    'billingNpi', 'billingTin', 'renderingNpi', 'chargeCents', 'paidCents', 'adjustments',
    'remarks', 'lines', 'intakeNotes', 'mspAccrual', 'claimKey', 'versionKey'),
  record<ClaimLine>('line', 'serviceDate', 'serviceDateEnd', 'hcpcs', 'modifiers', 'submitted',
    'revenueCode', 'units', 'chargeCents', 'paidCents', 'allowedCents', 'adjustments', 'remarks',
    'renderingNpi', 'placeOfService', 'controlNumber', 'isDenied', 'isBalanced'),
  record<Adjustment>('group', 'reason', 'cents'),
  record<ProcedureCode>('hcpcs', 'modifiers'),
  record<VersionHeader>('versionKey', 'claimKey', 'icn', 'payerId', 'isReversal', 'replacesIcn',
    'accountNumber', 'receivedDate', 'paidDate', 'serviceTo', 'years', 'matchKey', 'mirrorKey'),
  record<Seed>('seedKey', 'kind', 'year', 'group', 'cents', 'asOf', 'source', 'enteredBy'),
  record<OutboxEntry>('eventSeq', 'eventId', 'type', 'year', 'group', 'crossing'),
  record<StandingCrossing>('year', 'group', 'threshold', 'thresholdCents', 'claim', 'line',
    'versionKey', 'beforeCents', 'afterCents'),
  record<QuarantineMark>('quarantineKey', 'claimKey', 'year'),
  record<YearDocument['totals']>('PT_SLP', 'OT'),
];

const packr = new Packr(recordOptions());
const unpackr = new Unpackr(recordOptions());

export function encodeDocument(
  document: LedgerDocument,
  packing: DocumentPacking = 'plain',
): Uint8Array {
  const packed = packr.pack(document);
  const body = packing === 'compressed' ? deflateRawSync(packed) : packed;
  const bytes = new Uint8Array(body.byteLength + 1);
  bytes[0] = packing === 'compressed' ? COMPRESSED : PLAIN;
  bytes.set(body, 1);
  return bytes;
}

export function decodeDocument(bytes: Uint8Array): LedgerDocument {
  const format = bytes[0];
  if (format !== PLAIN && format !== COMPRESSED) {
    throw new DocumentFormatError(
      'a stored ledger document has a format that this version does not read',
    );
  }
  const document = unpackBody(bytes.subarray(1), format === COMPRESSED);
  if (!isLedgerDocument(document)) {
    throw new DocumentFormatError('a stored ledger document is damaged');
  }
  return document;
}

function unpackBody(body: Uint8Array, isCompressed: boolean): unknown {
  try {
    return unpackr.unpack(isCompressed ? inflateRawSync(body) : body);
  } catch (cause) {
    throw new DocumentFormatError('a stored ledger document is damaged', { cause });
  }
}

/** Only our own codec writes these bytes: enough to tell a document from garbage. */
function isLedgerDocument(value: unknown): value is LedgerDocument {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return false;
  return (
    (value.kind === 'year' || value.kind === 'chain') &&
    'version' in value &&
    Number.isSafeInteger(value.version)
  );
}

/** The packer marks the lists it is given: each gets its own. */
function recordOptions(): { useRecords: true; structures: {}[]; maxSharedStructures: number } {
  return {
    useRecords: true,
    structures: RECORDS.map((names) => [...names]),
    // Shapes beyond the fixed ones are defined within each message, never remembered.
    maxSharedStructures: RECORDS.length,
  };
}
