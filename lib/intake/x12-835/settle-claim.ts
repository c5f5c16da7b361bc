// Ends a claim of an 835: decides in which one event it ends, and fills in what its lines take
// from the claim and the payment.

import type { ClaimFacts, ClaimLine, ClaimType } from '../../domain/claim.js';
import type { IsoDay } from '../../domain/day.js';
import { subtractCents, type Cents } from '../../domain/money.js';
import type { FilePosition } from '../../domain/file-position.js';
import type { BeneficiaryIdentity, IntakeEvent } from '../intake-claim.js';
import type { ClaimDraft } from './claim-draft.js';
import { describeFault, type Fault } from './fault.js';
import type { Payment } from './payment.js';
import type { Place } from './place.js';
import type { QuarantinedInPayment } from './quarantined-in-payment.js';
import type { QuarantinedReversal } from './quarantined-reversal.js';
import { sumAdjustments, type LineDraft } from './service-line.js';

/** What a claim takes from around it. */
export interface ClaimSetting {
  readonly payment: Payment;
  readonly payerId: string;
  readonly contractorPart: 'A' | 'B' | null;
  /** ISA15 = T, and test files are not wanted. */
  readonly isRefusedAsTest: boolean;
  readonly rawText: () => string;
  readonly positionOf: (place: Place) => FilePosition;
}

interface Required {
  readonly identity: BeneficiaryIdentity;
  readonly icn: string;
  readonly paidDate: IsoDay;
}

const KNOWN_STATUSES = new Set(['1', '2', '3', '4', '19', '20', '21', '22']);
const NOT_OURS = new Set(['23', '25']);
const REVERSAL = '22';
const TWO_DIGITS = /^\d{2}$/;

export function settleClaim(claim: ClaimDraft, setting: ClaimSetting): IntakeEvent {
  claim.closeLine();
  if (setting.isRefusedAsTest) return setAside(claim, setting, 'test_refused', 'TEST_INTERCHANGE');
  const isTruncated = claim.fault?.reason === 'TRUNCATED';
  if (!isTruncated && NOT_OURS.has(claim.status)) {
    return setAside(claim, setting, 'out_of_scope', `STATUS_${claim.status}`);
  }
  dateLines(claim);
  const checked = claim.fault ?? checkClaim(claim, setting);
  if ('reason' in checked) return quarantine(claim, setting, checked);
  return {
    kind: 'claim',
    claim: buildFacts(claim, setting, checked),
    identity: checked.identity,
    position: setting.positionOf(claim.place),
  };
}

/** Cutting off overrides other faults: what was read may not be what was sent. */
export function truncate(claim: ClaimDraft): void {
  claim.fault = null;
  claim.fail({ reason: 'TRUNCATED', field: null });
}

/** What no claim can do without, or the first of it that is missing. */
function checkClaim(claim: ClaimDraft, setting: ClaimSetting): Required | Fault {
  const { identity, icn } = claim;
  const { paidDate } = setting.payment;
  if (!KNOWN_STATUSES.has(claim.status)) return { reason: 'STATUS_NOT_KNOWN', field: 'CLP02' };
  if (icn === null) return { reason: 'NO_CLAIM_NUMBER', field: 'CLP07' };
  if (identity === null) return { reason: 'NO_BENEFICIARY_ID', field: 'NM109' };
  if (setting.payerId === '') return { reason: 'NO_PAYER', field: null };
  if (paidDate === null) return { reason: 'NO_PAID_DATE', field: null };
  const isDated =
    claim.lines.length === 0
      ? claim.statementFrom !== null
      : claim.lines.every((line) => line.serviceDate !== null);
  return isDated ? { identity, icn, paidDate } : { reason: 'NO_SERVICE_DATE', field: 'DTM02' };
}

/** A line without a date takes the claim's; a claim without lines needs a first day. */
function dateLines(claim: ClaimDraft): void {
  const { statementFrom: from, statementTo: to } = claim;
  if (claim.lines.length === 0) claim.statementFrom = from ?? to;
  for (const line of claim.lines) {
    if (line.serviceDate === null && line.serviceDateEnd === null) {
      line.serviceDate = from ?? to;
      line.serviceDateEnd = to;
    }
    line.serviceDate ??= line.serviceDateEnd;
    line.serviceDateEnd ??= line.serviceDate;
    if (line.serviceDate === null || line.serviceDateEnd === null) continue;
    if (line.serviceDateEnd < line.serviceDate) {
      line.serviceDateEnd = line.serviceDate;
      claim.note('SERVICE_PERIOD_REVERSED');
    }
  }
}

function buildFacts(claim: ClaimDraft, setting: ClaimSetting, required: Required): ClaimFacts {
  const { payment } = setting;
  const claimType = findClaimType(claim, setting);
  const placeOfService = claimType === 'professional' ? claim.facility || null : null;
  for (const line of claim.lines) {
    line.placeOfService ??= placeOfService;
    line.renderingNpi ??= claim.renderingNpi ?? payment.billingNpi;
  }
  if (!isBalanced(claim)) claim.note('UNBALANCED_CLAIM');
  if (payment.hasOddNpi) claim.note('BILLING_NPI_NOT_A_NUMBER');
  return {
    feed: 'x12-835',
    icn: required.icn,
    payerId: setting.payerId,
    payerName: payment.payerName,
    filingIndicator: claim.filingIndicator,
    claimType,
    typeOfBill: claimType === 'institutional' ? findTypeOfBill(claim) : null,
    placeOfService,
    isCriticalAccess: false,
    status: claim.status,
    isReversal: claim.status === REVERSAL,
    replacesIcn: claim.replacesIcn,
    accountNumber: claim.accountNumber,
    receivedDate: claim.receivedDate,
    paidDate: required.paidDate,
    statementFrom: claim.statementFrom,
    statementTo: claim.statementTo,
    trace: payment.trace,
    billingNpi: payment.billingNpi,
    billingTin: payment.billingTin,
    billingState: payment.billingState,
    renderingNpi: claim.renderingNpi,
    chargeCents: claim.chargeCents,
    paidCents: claim.paidCents,
    adjustments: claim.adjustments,
    remarks: claim.remarks,
    lines: claim.lines as readonly LineDraft[] as readonly ClaimLine[],
    intakeNotes: claim.notes,
    mspAccrual: null,
  };
}

function findClaimType(claim: ClaimDraft, setting: ClaimSetting): ClaimType {
  const isInstitutional =
    claim.hasInpatientRemarks ||
    claim.filingIndicator === 'MA' ||
    setting.contractorPart === 'A' ||
    claim.lines.some((line) => line.revenueCode !== null);
  return isInstitutional ? 'institutional' : 'professional';
}

/** CLP08 holds the first two digits of the type of bill, CLP09 the frequency. */
function findTypeOfBill(claim: ClaimDraft): string | null {
  if (!TWO_DIGITS.test(claim.facility)) return null;
  return `0${claim.facility}${claim.frequency.length === 1 ? claim.frequency : '0'}`;
}

/** CLP03 less every adjustment, of the claim and of its lines, is CLP04. */
function isBalanced(claim: ClaimDraft): boolean {
  let left: Cents = subtractCents(claim.chargeCents, sumAdjustments(claim.adjustments));
  for (const line of claim.lines) left = subtractCents(left, sumAdjustments(line.adjustments));
  return left === claim.paidCents;
}

function setAside(
  claim: ClaimDraft,
  setting: ClaimSetting,
  kind: 'test_refused' | 'out_of_scope',
  reason: string,
): IntakeEvent {
  const position = setting.positionOf(claim.place);
  return { kind, reason, lines: claim.lineCount, chargeCents: claim.lineChargeCents, position };
}

function quarantine(claim: ClaimDraft, setting: ClaimSetting, fault: Fault): IntakeEvent {
  const place = claim.fault === null ? claim.place : claim.faultPlace;
  const { payment } = setting;
  const event: QuarantinedInPayment = {
    kind: 'quarantined',
    reason: fault.reason,
    field: fault.field,
    message: describeFault(fault),
    lines: claim.lineCount,
    chargeCents: claim.lineChargeCents,
    identity: claim.identity,
    payerId: setting.payerId === '' ? null : setting.payerId,
    icn: claim.icn,
    serviceDate: claim.lines[0]?.serviceDate ?? claim.statementFrom,
    rawText: setting.rawText(),
    position: setting.positionOf(place),
    payment: {
      payerId: setting.payerId,
      payerName: payment.payerName,
      paidDate: payment.paidDate,
      trace: payment.trace,
      billingNpi: payment.billingNpi,
      billingTin: payment.billingTin,
      billingState: payment.billingState,
    },
  };
  const reversal: QuarantinedReversal = { ...event, isReversal: true };
  return claim.status === REVERSAL ? reversal : event;
}
