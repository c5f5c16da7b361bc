// Reads a quarantined claim again with what a person mended in it. Each mend answers one fault, in
// the order in which the reader meets them: nothing but an element at fault can be changed. The
// reader is the one of every other claim, so that a mended claim is judged no milder.

import { parseIsoDay } from '../../domain/day.js';
import type { ClaimPayment } from '../../domain/claim-payment.js';
import type { ReferenceData } from '../../domain/reference.js';
import type { ClaimQuarantined, ClaimRead } from '../../intake/intake-claim.js';
import { RemittanceReader } from '../../intake/x12-835/remittance-reader.js';
import { parseClaimText, remittanceOf, type ClaimText } from './claim-text.js';
import { mendedValue, mendFieldOf, type MendField } from './mend-fields.js';

export type { ClaimRead } from '../../intake/intake-claim.js';

export interface Mend {
  /** Number of the segment in the claim, CLP is 1; with the field, the fault that it answers. */
  readonly segment: number;
  readonly field: string;
  readonly value: string;
}

export interface MendableFault extends MendField {
  readonly segment: number;
  readonly field: string;
  readonly reason: string;
  readonly message: string;
  /** What stands there, where it may be shown. */
  readonly present: string | null;
}

export type MendResult =
  | { readonly kind: 'readable'; readonly claim: ClaimRead }
  | { readonly kind: 'fault'; readonly fault: MendableFault }
  /** Of the mends that were given, this one has a value of the wrong kind. */
  | { readonly kind: 'bad_value'; readonly at: number }
  /** The faults are other ones than the mends answer: somebody looked at something older. */
  | { readonly kind: 'other_fault' }
  | { readonly kind: 'unmendable'; readonly reason: string; readonly message: string };

export interface QuarantinedText {
  readonly rawText: string;
  /** Absent for what was set aside before payments were kept. */
  readonly payment?: ClaimPayment;
  readonly reason: string;
  readonly field: string | null;
  readonly message: string;
}

interface Draft {
  readonly claim: ClaimText;
  readonly payment: ClaimPayment;
}

export function mendClaim(
  entry: QuarantinedText,
  mends: readonly Mend[],
  reference: Pick<ReferenceData, 'contractors'>,
): MendResult {
  const { reason, field, message } = entry;
  const claim = parseClaimText(entry.rawText);
  // What was cut off would read as whole here: the first fault says whether mending is allowed.
  if (claim === null || mendFieldOf({ reason, field }) === null) {
    return { kind: 'unmendable', reason, message };
  }
  let draft: Draft = { claim, payment: entry.payment ?? NO_PAYMENT };
  for (const [at, mend] of mends.entries()) {
    const read = readDraft(draft, reference);
    if (read.kind !== 'fault') return read.kind === 'readable' ? { kind: 'other_fault' } : read;
    const { fault } = read;
    if (fault.segment !== mend.segment || fault.field !== mend.field) {
      return { kind: 'other_fault' };
    }
    const value = mendedValue(fault.input, mend.value);
    if (value === null) return { kind: 'bad_value', at };
    draft = mended(draft, fault, value);
  }
  return readDraft(draft, reference);
}

const NO_PAYMENT: ClaimPayment = {
  payerId: '',
  payerName: null,
  paidDate: null,
  trace: '',
  billingNpi: null,
  billingTin: null,
  billingState: null,
};

function readDraft(
  { claim, payment }: Draft,
  { contractors }: Pick<ReferenceData, 'contractors'>,
): MendResult {
  const { text, before } = remittanceOf(claim, payment);
  const reader = new RemittanceReader({
    file: 'quarantine',
    includeTest: false,
    contractorPart: (payerId) => contractors.get(payerId)?.part ?? null,
  });
  const events = [...reader.read(Buffer.from(text)), ...reader.end(null)];
  const read = events.filter((event) => event.kind === 'claim' || event.kind === 'quarantined');
  const [first, second] = read;
  if (first === undefined || second !== undefined) return ANOTHER_CLAIM;
  if (first.kind === 'claim') return { kind: 'readable', claim: first };
  return faultOf(first, { claim, before });
}

const ANOTHER_CLAIM: MendResult = {
  kind: 'unmendable',
  reason: 'NOT_ONE_CLAIM',
  message: 'the text holds another number of claims than one',
};

function faultOf(
  { reason, field, message, position }: ClaimQuarantined,
  { claim, before }: { readonly claim: ClaimText; readonly before: number },
): MendResult {
  const about = mendFieldOf({ reason, field });
  if (about === null) return { kind: 'unmendable', reason, message };
  const segment = position.segment - before;
  const [, element = ''] = /^[A-Z0-9]{2,3}(\d\d)$/.exec(field ?? '') ?? [];
  const present = about.isShown ? (claim.segments[segment - 1]?.[Number(element)] ?? '') : null;
  const fault = { ...about, segment, field: field ?? reason, reason, message, present };
  return { kind: 'fault', fault };
}

function mended({ claim, payment }: Draft, fault: MendableFault, value: string): Draft {
  switch (fault.reason) {
    case 'NO_PAYER':
      return { claim, payment: { ...payment, payerId: value } };
    case 'NO_PAID_DATE': {
      const day = `${value.slice(0, 4)}-${value.slice(4, 6)}-${value.slice(6)}`;
      return { claim, payment: { ...payment, paidDate: parseIsoDay(day) } };
    }
    case 'NO_SERVICE_DATE':
      return { payment, claim: inserted(claim, 1, ['DTM', '232', value]) };
    case 'UNBALANCED_WITHOUT_ALLOWED':
      return { payment, claim: inserted(claim, fault.segment, ['AMT', 'B6', value]) };
    case 'NO_BENEFICIARY_ID':
      return { payment, claim: withBeneficiary(claim, value) };
    default:
      return { payment, claim: replaced(claim, fault, value) };
  }
}

function inserted(claim: ClaimText, after: number, segment: readonly string[]): ClaimText {
  const { segments } = claim;
  return { ...claim, segments: [...segments.slice(0, after), segment, ...segments.slice(after)] };
}

function replaced(claim: ClaimText, { segment, field }: MendableFault, value: string): ClaimText {
  return withElements(claim, segment - 1, [[Number(field.slice(-2)), value]]);
}

/** Into the patient's name where there is one. */
function withBeneficiary(claim: ClaimText, mbi: string): ClaimText {
  const at = claim.segments.findIndex(([name, role]) => name === 'NM1' && role === 'QC');
  if (at < 0) return inserted(claim, 1, ['NM1', 'QC', '1', '', '', '', '', '', 'MI', mbi]);
  return withElements(claim, at, [
    [8, 'MI'],
    [9, mbi],
  ]);
}

function withElements(
  claim: ClaimText,
  at: number,
  values: readonly (readonly [number, string])[],
): ClaimText {
  const segments = claim.segments.map((segment, place) => {
    if (place !== at) return segment;
    const known = new Map(values);
    const length = Math.max(segment.length, ...values.map(([element]) => element + 1));
    return Array.from({ length }, (_, element) => known.get(element) ?? segment[element] ?? '');
  });
  return { ...claim, segments };
}
