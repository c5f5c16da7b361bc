// Renders a synthetic run as an X12 835 (005010X221A1), in chunks, so that a file of any size needs
// little memory. It only writes down what the events say; it decides nothing about claims.

import type {
  ClaimEvent,
  ProviderAdjustmentEvent,
  Remittance,
  RemittanceBatch,
  SynthAdjustment,
  SynthLine,
} from './claim-event.js';
import { paidCentsOf } from './remittance.js';
import { amount, compact, interchangeHeader, interchangeTrailer } from './x12-interchange.js';

/** Measured: what one service line takes, its share of claims and envelopes included. */
export const X12_835_BYTES_PER_LINE = 192;

const CHUNK_CHARACTERS = 65_536;

export interface RenderOptions {
  /** Which remittances to write; default all. Files cut from one run fit together. */
  readonly include?: (remittance: Remittance) => boolean;
}

export function* renderX12835(
  run: { batches(): Iterable<RemittanceBatch> },
  options: RenderOptions = {},
): Generator<string, void, undefined> {
  const { include = () => true } = options;
  let buffer = '';
  let number = 0;
  for (const batch of run.batches()) {
    const remittances = batch.remittances.filter(include);
    if (remittances.length === 0) continue;
    number += 1;
    const interchange = { batch, number, transactions: remittances.length };
    buffer += interchangeHeader(interchange);
    for (const [at, remittance] of remittances.entries()) {
      buffer += renderTransaction(remittance, String(at + 1).padStart(4, '0'));
      if (buffer.length < CHUNK_CHARACTERS) continue;
      yield buffer;
      buffer = '';
    }
    buffer += interchangeTrailer(interchange);
  }
  if (buffer !== '') yield buffer;
}

function renderTransaction(remittance: Remittance, control: string): string {
  const { biller, providerAdjustments: adjustments } = remittance;
  const segments = [`ST*835*${control}`, ...headerSegments(remittance), 'LX*1'];
  for (const claim of remittance.claims) pushClaim(segments, claim);
  if (adjustments.length > 0) {
    const fiscalYearEnd = `${remittance.paidDate.slice(0, 4)}1231`;
    segments.push(`PLB*${biller.npi}*${fiscalYearEnd}${adjustments.map(plbPair).join('')}`);
  }
  // The count takes in ST and SE themselves.
  segments.push(`SE*${segments.length + 1}*${control}`);
  return `${segments.join('~\n')}~\n`;
}

function headerSegments({ payer, biller, trace, paidDate, paymentCents }: Remittance): string[] {
  const day = compact(paidDate);
  const payerTax = `1${payer.taxId}`;
  const accounts = `CCP*01*999999992*DA*0000001*${payerTax}**01*999999992*DA*0000002`;
  return [
    paymentCents === 0
      ? `BPR*H*0*C*NON************${day}`
      : `BPR*I*${amount(paymentCents)}*C*ACH*${accounts}*${day}`,
    `TRN*1*${trace}*${payerTax}`,
    `DTM*405*${day}`,
    `N1*PR*${payer.name}*XV*${payer.payerId}`,
    'N3*PO BOX 1',
    'N4*ANYTOWN*PA*170000000',
    `REF*2U*${payer.payerId}`,
    'PER*BL*EDI HELP*TE*8005550101',
    `N1*PE*${biller.name}*XX*${biller.npi}`,
    'N3*1 SYNTHETIC WAY',
    `N4*${biller.place.city}*${biller.place.state}*${biller.place.zip}`,
    `REF*TJ*${biller.tin}`,
  ];
}

function plbPair({ reason, reference, cents }: ProviderAdjustmentEvent): string {
  return `*${reason}:${reference}*${amount(cents)}`;
}

function pushClaim(segments: string[], claim: ClaimEvent): void {
  const { beneficiary, setting, sign } = claim;
  const renderingNpi = claim.lines[0]?.renderingNpi ?? null;
  segments.push(claimPayment(claim));
  segments.push(
    `NM1*QC*1*${beneficiary.lastName}*${beneficiary.firstName}****MI*${beneficiary.mbi}`,
  );
  if (renderingNpi !== null) segments.push(`NM1*82*1*THERAPIST*SYN****XX*${renderingNpi}`);
  if (claim.payer.isMedicare) segments.push(`MOA***MA01${claimRemarks(claim)}`);
  if (claim.replacesIcn !== null) segments.push(`REF*F8*${claim.replacesIcn}`);
  if (setting.kind === 'institutional') {
    const days = claim.lines.map((line) => line.serviceDate).sort();
    segments.push(`DTM*232*${compact(days[0] ?? claim.paidDate)}`);
    segments.push(`DTM*233*${compact(days[days.length - 1] ?? claim.paidDate)}`);
  }
  if (claim.receivedDate !== null) segments.push(`DTM*050*${compact(claim.receivedDate)}`);
  for (const line of claim.lines) {
    pushLine(segments, line, { sign, renderingNpi, statesAllowed: claim.statesAllowed });
  }
}

function claimPayment(claim: ClaimEvent): string {
  const { lines, setting, sign } = claim;
  const charge = sign * lines.reduce((sum, line) => sum + line.chargeCents, 0);
  const fromPatient = sign * lines.reduce((sum, line) => sum + patientShare(line), 0);
  const facility = setting.kind === 'professional' ? setting.placeOfService : setting.facility;
  return [
    'CLP',
    claim.accountNumber,
    claimStatus(claim),
    amount(charge),
    amount(paidCentsOf(claim)),
    amount(fromPatient),
    claim.payer.filingIndicator,
    claim.icn,
    facility,
    claim.kind === 'correction' ? '7' : sign < 0 ? '8' : '1',
  ].join('*');
}

/** Medicare reports a claim denied in full now as 4, now as 1. */
function claimStatus(claim: ClaimEvent): string {
  if (claim.sign < 0) return '22';
  const isDenied = claim.lines.every((line) => line.denialReason !== null);
  if (isDenied && claim.icn.charCodeAt(claim.icn.length - 1) % 2 === 0) return '4';
  return claim.isForwarded ? '19' : '1';
}

/** MA67 says that the claim corrects another, MA18 that it was passed on. */
function claimRemarks(claim: ClaimEvent): string {
  return (claim.kind === 'correction' ? '*MA67' : '') + (claim.isForwarded ? '*MA18' : '');
}

function patientShare(line: SynthLine): number {
  return line.adjustments.reduce((sum, { group, cents }) => sum + (group === 'PR' ? cents : 0), 0);
}

interface LineContext {
  readonly sign: 1 | -1;
  /** Rendering provider of the claim: named on a line only where it differs. */
  readonly renderingNpi: string | null;
  readonly statesAllowed: boolean;
}

function pushLine(segments: string[], line: SynthLine, context: LineContext): void {
  const { sign } = context;
  const procedure = ['HC', line.hcpcs, ...line.modifiers].join(':');
  const charge = amount(sign * line.chargeCents);
  const paid = amount(sign * line.paidCents);
  segments.push(`SVC*${procedure}*${charge}*${paid}*${line.revenueCode ?? ''}*${line.units}`);
  segments.push(`DTM*472*${compact(line.serviceDate)}`);
  for (const group of ['CO', 'PR'] as const) {
    const own = line.adjustments.filter((adjustment) => adjustment.group === group);
    if (own.length > 0) segments.push(`CAS*${group}${own.map(triplet(sign)).join('*')}`);
  }
  if (line.controlNumber !== null) segments.push(`REF*6R*${line.controlNumber}`);
  if (line.renderingNpi !== null && line.renderingNpi !== context.renderingNpi) {
    segments.push(`REF*HPI*${line.renderingNpi}`);
  }
  if (context.statesAllowed && line.denialReason === null) {
    segments.push(`AMT*B6*${amount(sign * line.allowedCents)}`);
  }
  for (const remark of line.remarks) segments.push(`LQ*HE*${remark}`);
}

/** Reason, amount and the quantity that payers leave empty between two triplets. */
function triplet(sign: 1 | -1): (adjustment: SynthAdjustment) => string {
  return ({ reason, cents }) => `*${reason}*${amount(sign * cents)}`;
}
