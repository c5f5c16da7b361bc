// The text of one claim of an 835 as its segments, and a remittance of that claim alone around it:
// what it takes to read a quarantined claim again. It exists in memory only, and only for a moment.

import type { ClaimPayment } from '../../domain/claim-payment.js';

export interface ClaimText {
  readonly separator: string;
  readonly component: string;
  readonly terminator: string;
  /** Each as its elements, the name first. */
  readonly segments: readonly (readonly string[])[];
}

/** A segment at least: `CLP*` and something. */
const SHORTEST = 8;
const COMPONENT = /^[A-Z0-9]{2}([^A-Za-z0-9\s])/;

/** Null for a text that begins no claim, or one whose end was lost. */
export function parseClaimText(text: string): ClaimText | null {
  const plain = text.replace(/[\r\n]+$/, '');
  const separator = plain[3] ?? '';
  if (!plain.startsWith('CLP') || plain.length < SHORTEST || /[A-Za-z0-9]/.test(separator)) {
    return null;
  }
  const last = plain.at(-1) ?? '';
  const isWrapped = /[A-Za-z0-9]/.test(last) || last === separator;
  const terminator = isWrapped ? '\n' : last;
  const segments = plain
    .split(terminator)
    .map((segment) => segment.trim())
    .filter((segment) => segment !== '')
    .map((segment) => segment.split(separator));
  const procedure = segments.find(([name]) => name === 'SVC')?.[1] ?? '';
  const component = COMPONENT.exec(procedure)?.[1] ?? ':';
  return { separator, component, terminator, segments };
}

export interface LoneRemittance {
  readonly text: string;
  /** Segments before the claim's first one. */
  readonly before: number;
}

export function remittanceOf(claim: ClaimText, payment: ClaimPayment): LoneRemittance {
  const header = headerSegments(claim, payment);
  const all = [
    ...header,
    ...claim.segments,
    ['SE', '0', '0001'],
    ['GE', '1', '1'],
    ['IEA', '1', ICN],
  ];
  const text = all.map((elements) => elements.join(claim.separator)).join(claim.terminator);
  return { text: `${text}${claim.terminator}`, before: header.length };
}

/** Of the interchange; nothing is read from it. */
const ICN = '000000001';

function headerSegments(
  { component }: ClaimText,
  payment: ClaimPayment,
): readonly (readonly string[])[] {
  const { payerId, payerName, paidDate, trace, billingNpi, billingTin, billingState } = payment;
  const blank = ' '.repeat(10);
  const party = ' '.repeat(15);
  const from = ['ISA', '00', blank, '00', blank, 'ZZ', party, 'ZZ', party];
  const day = (paidDate ?? '').replaceAll('-', '');
  return [
    [...from, '200101', '0000', '^', '00501', ICN, '0', 'P', component],
    ['GS', 'HP', 'S', 'R', '20200101', '0000', '1', 'X', '005010X221A1'],
    ['ST', '835', '0001'],
    ['BPR', 'I', '0', 'C', 'NON', ...Array.from({ length: 11 }, () => ''), day],
    ['TRN', '1', trace],
    ['N1', 'PR', payerName ?? ''],
    ...(payerId === '' ? [] : [['REF', '2U', payerId]]),
    ['N1', 'PE', '', ...(billingNpi === null ? [] : ['XX', billingNpi])],
    ...(billingState === null ? [] : [['N4', '', billingState]]),
    ...(billingTin === null ? [] : [['REF', 'TJ', billingTin]]),
    ['LX', '1'],
  ];
}
