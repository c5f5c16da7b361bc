// A claim version as text: made once when the claim is read, then hashed for its identity, spooled
// and stored as it is. Making text of claims costs most of an ingest, so that nobody repeats it.
// Part of the stored formats: a new field goes to the end of its list, and old text lacks it.

import type { Adjustment, ClaimFacts, ClaimLine, ClaimVersion } from './claim.js';
import { readClaim } from './claim-reader.js';
import { JsonCursor } from './json-cursor.js';

type AdjustmentList = readonly [Adjustment['group'], Adjustment['reason'], Adjustment['cents']];

type ProcedureList = readonly [hcpcs: string, modifiers: readonly string[]];

/** Where a version keeps its text: unseen by copies, which may say something else. */
const TEXT = Symbol('text of a claim');

interface WithText {
  readonly [TEXT]?: string;
}

/** Where a document keeps its claims as text. */
const TEXTS = Symbol('texts of claims');

interface WithClaims {
  readonly versions: readonly ClaimVersion[];
  readonly [TEXTS]?: readonly string[];
}

/** The same document with its claims as text only: who asks for a claim has it read again. */
export function withClaimsAsText<Document extends WithClaims>(document: Document): Document {
  const texts = claimTexts(document);
  return Object.defineProperties({ ...document } as Document, {
    versions: { get: () => texts.map(decodeClaim), enumerable: true },
    [TEXTS]: { value: texts },
  });
}

export function claimTexts(document: WithClaims): readonly string[] {
  return document[TEXTS] ?? document.versions.map(encodeClaim);
}

/** Every fact of the claim itself in a fixed order: what makes two versions different. */
export function claimContent(claimKey: string, facts: ClaimFacts): string {
  return JSON.stringify(contentList(claimKey, facts));
}

/** The same for the hash, with the tenant in front, and for the store, without: made in one go. */
export function contentOfTenant(
  tenantId: string,
  claimKey: string,
  facts: ClaimFacts,
): { readonly text: string; readonly content: string } {
  const text = JSON.stringify([tenantId, ...contentList(claimKey, facts)]);
  return { text, content: `[${text.slice(JSON.stringify(tenantId).length + 2)}` };
}

/** The version under its key; its text is put together from the content that gave the key. */
export function identifiedVersion(
  facts: ClaimFacts,
  identity: { readonly claimKey: string; readonly versionKey: string; readonly content: string },
): ClaimVersion {
  const text = claimText(facts, identity);
  return withText(versionOf(facts, identity), text);
}

export function encodeClaim(version: ClaimVersion & WithText): string {
  const known = version[TEXT];
  if (known !== undefined) return known;
  const { claimKey, versionKey } = version;
  return claimText(version, { versionKey, content: claimContent(claimKey, version) });
}

export function decodeClaim(text: string): ClaimVersion {
  return withText(readClaim(new JsonCursor(text)), text);
}

function withText(version: ClaimVersion, text: string): ClaimVersion {
  return Object.defineProperty(version, TEXT, { value: text });
}

/** The claims of a list of such texts. */
export function decodeClaims(text: string): readonly ClaimVersion[] {
  const cursor = new JsonCursor(text);
  const claims: ClaimVersion[] = [];
  cursor.open();
  while (cursor.hasNext()) {
    const from = cursor.at;
    const claim = readClaim(cursor);
    claims.push(withText(claim, text.slice(from, cursor.at)));
  }
  cursor.close();
  return claims;
}

function claimText(
  facts: ClaimFacts,
  identity: { readonly versionKey: string; readonly content: string },
): string {
  const envelope = JSON.stringify(envelopeList(facts));
  return `["${identity.versionKey}",${identity.content},${envelope}]`;
}

/** Field by field: for a shape of thirty, spreading takes sixteen times as long. */
function versionOf(
  facts: ClaimFacts,
  { claimKey, versionKey }: { readonly claimKey: string; readonly versionKey: string },
): ClaimVersion {
  return {
    feed: facts.feed,
    icn: facts.icn,
    payerId: facts.payerId,
    payerName: facts.payerName,
    filingIndicator: facts.filingIndicator,
    claimType: facts.claimType,
    typeOfBill: facts.typeOfBill,
    placeOfService: facts.placeOfService,
    isCriticalAccess: facts.isCriticalAccess,
    status: facts.status,
    isReversal: facts.isReversal,
    replacesIcn: facts.replacesIcn,
    accountNumber: facts.accountNumber,
    receivedDate: facts.receivedDate,
    paidDate: facts.paidDate,
    statementFrom: facts.statementFrom,
    statementTo: facts.statementTo,
    trace: facts.trace,
    billingNpi: facts.billingNpi,
    billingTin: facts.billingTin,
    billingState: facts.billingState,
    renderingNpi: facts.renderingNpi,
    chargeCents: facts.chargeCents,
    paidCents: facts.paidCents,
    adjustments: facts.adjustments,
    remarks: facts.remarks,
    lines: facts.lines,
    intakeNotes: facts.intakeNotes,
    mspAccrual: facts.mspAccrual,
    claimKey,
    versionKey,
  };
}

function contentList(claimKey: string, facts: ClaimFacts) {
  return [
    claimKey,
    facts.isReversal,
    facts.trace,
    facts.paidDate,
    [
      facts.status,
      facts.filingIndicator,
      facts.claimType,
      facts.typeOfBill,
      facts.placeOfService,
      facts.isCriticalAccess,
      facts.replacesIcn,
      facts.accountNumber,
      facts.receivedDate,
      facts.statementFrom,
      facts.statementTo,
      facts.billingNpi,
      facts.billingTin,
      facts.renderingNpi,
      facts.chargeCents,
      facts.paidCents,
      facts.mspAccrual,
      facts.adjustments.map(adjustmentList),
      facts.remarks,
      facts.lines.map(lineList),
    ],
  ] as const;
}

function lineList(line: ClaimLine) {
  const { submitted } = line;
  return [
    line.line,
    line.serviceDate,
    line.serviceDateEnd,
    line.hcpcs,
    line.modifiers,
    submitted === null ? null : ([submitted.hcpcs, submitted.modifiers] as ProcedureList),
    line.revenueCode,
    line.units,
    line.chargeCents,
    line.paidCents,
    line.allowedCents,
    line.adjustments.map(adjustmentList),
    line.remarks,
    line.renderingNpi,
    line.placeOfService,
    line.controlNumber,
    line.isDenied,
  ] as const;
}

function adjustmentList(adjustment: Adjustment): AdjustmentList {
  return [adjustment.group, adjustment.reason, adjustment.cents];
}

/** Beside the identity: what file, feed and reader add, which tells no two versions apart. */
function envelopeList(facts: ClaimFacts) {
  const unbalanced: number[] = [];
  facts.lines.forEach((line, at) => {
    if (!line.isBalanced) unbalanced.push(at);
  });
  const { feed, payerId, icn, payerName, intakeNotes, billingState } = facts;
  return [feed, payerId, icn, payerName, intakeNotes, unbalanced, billingState] as const;
}
