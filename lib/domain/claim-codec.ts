// A claim version as text: made once when the claim is read, then hashed for its identity, spooled
// and stored as it is. Making text of claims costs most of an ingest, so that nobody repeats it.
// Part of the stored formats: a new field goes to the end of its list, and old text lacks it.

import type { Adjustment, ClaimFacts, ClaimLine, ClaimVersion, ProcedureCode } from './claim.js';

type AdjustmentList = readonly [Adjustment['group'], Adjustment['reason'], Adjustment['cents']];

type ProcedureList = readonly [hcpcs: string, modifiers: readonly string[]];

type ContentList = ReturnType<typeof contentList>;

type EnvelopeList = ReturnType<typeof envelopeList>;

type ClaimList = readonly [versionKey: string, content: ContentList, envelope: EnvelopeList];

/** Between claims; no text of one holds it. */
const SEPARATOR = '\n';

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
  return withText(claimOfList(JSON.parse(text) as ClaimList), text);
}

function withText(version: ClaimVersion, text: string): ClaimVersion {
  return Object.defineProperty(version, TEXT, { value: text });
}

export function joinClaimTexts(texts: readonly string[]): string {
  return texts.join(SEPARATOR);
}

/** The claims of such a text; each keeps its part, to be written again as it is. */
export function decodeClaims(text: string): readonly ClaimVersion[] {
  return text === '' ? [] : text.split(SEPARATOR).map(decodeClaim);
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

function claimOfList([versionKey, content, envelope]: ClaimList): ClaimVersion {
  const [claimKey, isReversal, trace, paidDate, facts] = content;
  const [feed, payerId, icn, payerName, intakeNotes, unbalancedLines, billingState] = envelope;
  return {
    feed,
    icn,
    payerId,
    payerName,
    filingIndicator: facts[1],
    claimType: facts[2],
    typeOfBill: facts[3],
    placeOfService: facts[4],
    isCriticalAccess: facts[5],
    status: facts[0],
    isReversal,
    replacesIcn: facts[6],
    accountNumber: facts[7],
    receivedDate: facts[8],
    paidDate,
    statementFrom: facts[9],
    statementTo: facts[10],
    trace,
    billingNpi: facts[11],
    billingTin: facts[12],
    // Text of before there were states lacks it.
    billingState: billingState ?? null,
    renderingNpi: facts[13],
    chargeCents: facts[14],
    paidCents: facts[15],
    adjustments: facts[17].map(adjustmentOf),
    remarks: facts[18],
    lines: facts[19].map((line, at) => lineOf(line, !unbalancedLines.includes(at))),
    intakeNotes,
    mspAccrual: facts[16],
    claimKey,
    versionKey,
  };
}

function lineOf(list: ReturnType<typeof lineList>, isBalanced: boolean): ClaimLine {
  return {
    line: list[0],
    serviceDate: list[1],
    serviceDateEnd: list[2],
    hcpcs: list[3],
    modifiers: list[4],
    submitted: procedureOf(list[5]),
    revenueCode: list[6],
    units: list[7],
    chargeCents: list[8],
    paidCents: list[9],
    allowedCents: list[10],
    adjustments: list[11].map(adjustmentOf),
    remarks: list[12],
    renderingNpi: list[13],
    placeOfService: list[14],
    controlNumber: list[15],
    isDenied: list[16],
    isBalanced,
  };
}

function procedureOf(list: ProcedureList | null): ProcedureCode | null {
  return list === null ? null : { hcpcs: list[0], modifiers: list[1] };
}

function adjustmentOf([group, reason, cents]: AdjustmentList): Adjustment {
  return { group, reason, cents };
}
