// Reads the text of a claim version back (claim-codec wrote it): field after field in the order of
// the text, straight into the claim. What a later version of the product adds at the end of the
// outer lists, older text lacks.

import type { Adjustment, ClaimFacts, ClaimLine, ClaimVersion, ProcedureCode } from './claim.js';
import type { IsoDay } from './day.js';
import type { JsonCursor } from './json-cursor.js';
import type { Cents } from './money.js';

/** All fields in the order of the shape; filled in the order of the text. */
type ClaimDraft = { -readonly [Key in keyof ClaimVersion]: ClaimVersion[Key] };
type LineDraft = { -readonly [Key in keyof ClaimLine]: ClaimLine[Key] };

export function readClaim(cursor: JsonCursor): ClaimVersion {
  cursor.open();
  const versionKey = cursor.string();
  cursor.comma();
  const { claim, lines } = readContent(cursor, versionKey);
  cursor.comma();
  readEnvelope(cursor, claim, lines);
  cursor.close();
  return claim;
}

function readContent(
  cursor: JsonCursor,
  versionKey: string,
): { readonly claim: ClaimDraft; readonly lines: LineDraft[] } {
  cursor.open();
  const claimKey = cursor.string();
  cursor.comma();
  const isReversal = cursor.boolean();
  cursor.comma();
  const trace = cursor.string();
  cursor.comma();
  const paidDate = cursor.word<IsoDay>();
  cursor.comma();
  cursor.open();
  const claim = emptyClaim({ claimKey, versionKey, isReversal, trace, paidDate });
  readFacts(cursor, claim);
  cursor.comma();
  const lines = readLines(cursor);
  cursor.close();
  cursor.close();
  claim.lines = lines;
  return { claim, lines };
}

function readFacts(cursor: JsonCursor, claim: ClaimDraft): void {
  claim.status = cursor.word();
  cursor.comma();
  claim.filingIndicator = cursor.nullableWord();
  cursor.comma();
  claim.claimType = cursor.word<ClaimFacts['claimType']>();
  cursor.comma();
  claim.typeOfBill = cursor.nullableWord();
  cursor.comma();
  claim.placeOfService = cursor.nullableWord();
  cursor.comma();
  claim.isCriticalAccess = cursor.boolean();
  cursor.comma();
  claim.replacesIcn = cursor.nullableString();
  cursor.comma();
  claim.accountNumber = cursor.nullableString();
  cursor.comma();
  claim.receivedDate = cursor.nullableWord<IsoDay>();
  cursor.comma();
  claim.statementFrom = cursor.nullableWord<IsoDay>();
  cursor.comma();
  claim.statementTo = cursor.nullableWord<IsoDay>();
  cursor.comma();
  claim.billingNpi = cursor.nullableWord();
  cursor.comma();
  claim.billingTin = cursor.nullableWord();
  cursor.comma();
  claim.renderingNpi = cursor.nullableWord();
  cursor.comma();
  claim.chargeCents = cursor.number() as Cents;
  cursor.comma();
  claim.paidCents = cursor.number() as Cents;
  cursor.comma();
  claim.mspAccrual = cursor.nullableWord<NonNullable<ClaimFacts['mspAccrual']>>();
  cursor.comma();
  claim.adjustments = readAdjustments(cursor);
  cursor.comma();
  claim.remarks = cursor.words();
}

function readEnvelope(cursor: JsonCursor, claim: ClaimDraft, lines: LineDraft[]): void {
  cursor.open();
  claim.feed = cursor.word<ClaimFacts['feed']>();
  cursor.comma();
  claim.payerId = cursor.word();
  cursor.comma();
  claim.icn = cursor.string();
  cursor.comma();
  claim.payerName = cursor.nullableWord();
  cursor.comma();
  claim.intakeNotes = cursor.words();
  cursor.comma();
  cursor.open();
  while (cursor.hasNext()) {
    const line = lines[cursor.number()];
    if (line !== undefined) line.isBalanced = false;
  }
  cursor.close();
  // Text of before there were states ends here.
  if (cursor.hasNext()) claim.billingState = cursor.nullableWord();
  cursor.close();
}

function readLines(cursor: JsonCursor): LineDraft[] {
  const lines: LineDraft[] = [];
  cursor.open();
  while (cursor.hasNext()) lines.push(readLine(cursor));
  cursor.close();
  return lines;
}

function readLine(cursor: JsonCursor): LineDraft {
  cursor.open();
  const line = cursor.number();
  cursor.comma();
  const serviceDate = cursor.word<IsoDay>();
  cursor.comma();
  const serviceDateEnd = cursor.word<IsoDay>();
  cursor.comma();
  const hcpcs = cursor.word();
  cursor.comma();
  const modifiers = cursor.words();
  cursor.comma();
  const submitted = readProcedure(cursor);
  cursor.comma();
  const revenueCode = cursor.nullableWord();
  cursor.comma();
  const units = cursor.number();
  cursor.comma();
  const chargeCents = cursor.number() as Cents;
  cursor.comma();
  const paidCents = cursor.number() as Cents;
  cursor.comma();
  const allowedCents = cursor.nullableNumber() as Cents | null;
  cursor.comma();
  const adjustments = readAdjustments(cursor);
  cursor.comma();
  const remarks = cursor.words();
  cursor.comma();
  const renderingNpi = cursor.nullableWord();
  cursor.comma();
  const placeOfService = cursor.nullableWord();
  cursor.comma();
  const controlNumber = cursor.nullableString();
  cursor.comma();
  const isDenied = cursor.boolean();
  cursor.close();
  return {
    line,
    serviceDate,
    serviceDateEnd,
    hcpcs,
    modifiers,
    submitted,
    revenueCode,
    units,
    chargeCents,
    paidCents,
    allowedCents,
    adjustments,
    remarks,
    renderingNpi,
    placeOfService,
    controlNumber,
    isDenied,
    isBalanced: true,
  };
}

function readProcedure(cursor: JsonCursor): ProcedureCode | null {
  if (cursor.isNull()) return null;
  cursor.open();
  const hcpcs = cursor.word();
  cursor.comma();
  const modifiers = cursor.words();
  cursor.close();
  return { hcpcs, modifiers };
}

const NO_ADJUSTMENTS: readonly Adjustment[] = [];

function readAdjustments(cursor: JsonCursor): readonly Adjustment[] {
  cursor.open();
  let adjustments: Adjustment[] | null = null;
  while (cursor.hasNext()) {
    cursor.open();
    const group = cursor.word();
    cursor.comma();
    const reason = cursor.word();
    cursor.comma();
    const cents = cursor.number() as Cents;
    cursor.close();
    const adjustment = { group, reason, cents };
    if (adjustments === null) adjustments = [adjustment];
    else adjustments.push(adjustment);
  }
  cursor.close();
  return adjustments ?? NO_ADJUSTMENTS;
}

type Identity = Pick<ClaimVersion, 'claimKey' | 'versionKey' | 'isReversal' | 'trace' | 'paidDate'>;

/** One shape for all claims, whichever field the text tells first. */
function emptyClaim(identity: Identity): ClaimDraft {
  const none = 0 as Cents;
  return {
    feed: 'x12-835',
    icn: '',
    payerId: '',
    payerName: null,
    filingIndicator: null,
    claimType: 'professional',
    typeOfBill: null,
    placeOfService: null,
    isCriticalAccess: false,
    status: '',
    isReversal: identity.isReversal,
    replacesIcn: null,
    accountNumber: null,
    receivedDate: null,
    paidDate: identity.paidDate,
    statementFrom: null,
    statementTo: null,
    trace: identity.trace,
    billingNpi: null,
    billingTin: null,
    billingState: null,
    renderingNpi: null,
    chargeCents: none,
    paidCents: none,
    adjustments: NO_ADJUSTMENTS,
    remarks: [],
    lines: [],
    intakeNotes: [],
    mspAccrual: null,
    claimKey: identity.claimKey,
    versionKey: identity.versionKey,
  };
}
