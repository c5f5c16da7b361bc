// What each segment of a claim says, put into the draft: the 2100 loop, and 2110 for its lines.

import type { Cents } from '../../domain/money.js';
import { addCents } from '../../domain/money.js';
import type { BeneficiaryIdentity } from '../intake-claim.js';
import { packCode } from '../x12/pack-code.js';
import type { Segment } from '../x12/segment.js';
import { readAdjustments } from './adjustment-list.js';
import type { ClaimDraft } from './claim-draft.js';
import type { Fault } from './fault.js';
import type { Place } from './place.js';
import type { Procedure, ProcedureReader } from './procedure.js';
import { AMT, CAS, DTM, LQ, MIA, MOA, NM1, PASSED_OVER, REF, SVC } from './segment-ids.js';
import {
  beginLine,
  readLineAmount,
  readLineDate,
  readLineReference,
  readUnits,
} from './service-line.js';

const PATIENT = packCode('QC');
const SUBSCRIBER = packCode('IL');
const CORRECTED = packCode('74');
const RENDERING = packCode('82');
const NPI = packCode('XX');
const ORIGINAL_CLAIM = packCode('F8');
const RECEIVED = packCode('050');
const STATEMENT_FROM = packCode('232');
const STATEMENT_TO = packCode('233');
const HEALTH_CARE_REMARK = packCode('HE');
const LQ_REMARK = [2];
const MOA_REMARKS = [3, 4, 5, 6, 7];
const MIA_REMARKS = [5, 20, 21, 22, 23];
/** LQ may stand 99 times in a line. */
const MOST_REMARKS = 99;

/** Takes a segment of the open claim; false when it is not one, which ends the claim. */
export function readClaimSegment(
  claim: ClaimDraft,
  segment: Segment,
  procedures: ProcedureReader,
): boolean {
  switch (segment.id) {
    case SVC:
      readService(claim, segment, procedures);
      return true;
    case CAS:
      failIf(claim, segment, readAdjustments(segment, (claim.line ?? claim).adjustments));
      return true;
    case DTM:
      readDate(claim, segment);
      return true;
    case REF:
      readReference(claim, segment);
      return true;
    case AMT:
      if (claim.line !== null) failIf(claim, segment, readLineAmount(segment, claim.line));
      return true;
    case LQ:
      if (segment.packed(1) === HEALTH_CARE_REMARK) readRemarks(claim, segment, LQ_REMARK);
      return true;
    case NM1:
      readName(claim, segment);
      return true;
    case MOA:
      readRemarks(claim, segment, MOA_REMARKS);
      return true;
    case MIA:
      claim.hasInpatientRemarks = true;
      readRemarks(claim, segment, MIA_REMARKS);
      return true;
    default:
      return PASSED_OVER.has(segment.id);
  }
}

function readService(claim: ClaimDraft, segment: Segment, procedures: ProcedureReader): void {
  claim.closeLine();
  claim.lineCount += 1;
  claim.linePlace = placeOf(segment);
  const chargeCents = segment.cents(2);
  const paidCents = segment.cents(3);
  const units = readUnits(segment);
  const procedure = procedures.read(segment, 1);
  const submitted = procedures.read(segment, 6);
  if (chargeCents !== null) claim.lineChargeCents = addCents(claim.lineChargeCents, chargeCents);
  if (procedure?.isOddlySeparated || submitted?.isOddlySeparated) {
    claim.oddSeparatorPlace ??= claim.linePlace;
  }
  const fault = findProcedureFault(procedure, submitted);
  if (procedure === null || fault !== null) {
    return claim.fail(fault ?? { reason: 'PROCEDURE_MISSING', field: 'SVC01' }, claim.linePlace);
  }
  if (chargeCents === null || paidCents === null) {
    const field = chargeCents === null ? 'SVC02' : 'SVC03';
    return claim.fail({ reason: 'MONEY_NOT_A_NUMBER', field }, claim.linePlace);
  }
  if (units === null) {
    return claim.fail({ reason: 'UNITS_NOT_A_NUMBER', field: 'SVC05' }, claim.linePlace);
  }
  const line = claim.lineCount;
  claim.line = beginLine(segment, { line, procedure, submitted, chargeCents, paidCents, units });
  claim.lines.push(claim.line);
}

function findProcedureFault(paid: Procedure | null, submitted: Procedure | null): Fault | null {
  if (paid !== null && paid.fault !== null) return { reason: paid.fault, field: 'SVC01' };
  if (submitted?.fault !== 'PROCEDURE_NOT_A_CODE') return null;
  return { reason: submitted.fault, field: 'SVC06' };
}

function readReference(claim: ClaimDraft, segment: Segment): void {
  if (segment.packed(1) === ORIGINAL_CLAIM) claim.replacesIcn = segment.textOrNull(2);
  else if (claim.line !== null && !readLineReference(segment, claim.line)) {
    claim.note('RENDERING_NPI_NOT_A_NUMBER');
  }
}

function readDate(claim: ClaimDraft, segment: Segment): void {
  const qualifier = segment.packed(1);
  if (qualifier === RECEIVED) {
    claim.receivedDate = segment.day(2);
    if (claim.receivedDate === null) claim.note('RECEIVED_DATE_UNREADABLE');
  } else if (qualifier === STATEMENT_FROM) {
    claim.statementFrom = segment.day(2);
    if (claim.statementFrom === null) claim.note('STATEMENT_DATE_UNREADABLE');
  } else if (qualifier === STATEMENT_TO) {
    claim.statementTo = segment.day(2);
    if (claim.statementTo === null) claim.note('STATEMENT_DATE_UNREADABLE');
  } else if (claim.line !== null && !readLineDate(segment, claim.line)) {
    claim.note('SERVICE_DATE_UNREADABLE');
  }
}

/**
 * NM1 stands before the lines of a claim. One after them, or a second patient, belongs to a claim
 * whose CLP is lost: its lines must not be given to this beneficiary.
 */
function readName(claim: ClaimDraft, segment: Segment): void {
  const role = segment.packed(1);
  const isPatient = role === PATIENT;
  if (claim.lineCount > 0 || (isPatient && claim.hasPatientName)) {
    return claim.fail({ reason: 'OUT_OF_ORDER', field: 'NM1' }, placeOf(segment));
  }
  if (isPatient) {
    claim.hasPatientName = true;
    claim.patient = readIdentity(segment);
  } else if (role === SUBSCRIBER) claim.subscriber = readIdentity(segment);
  else if (role === CORRECTED) claim.correctedId = segment.textOrNull(9);
  else if (role === RENDERING && segment.packed(8) === NPI) {
    claim.renderingNpi = segment.npi(9);
    if (claim.renderingNpi === null) claim.note('RENDERING_NPI_NOT_A_NUMBER');
  }
}

function readIdentity(segment: Segment): BeneficiaryIdentity | null {
  const id = segment.text(9);
  return id === '' ? null : { qualifier: segment.code(8), id, correctedId: null };
}

/** Remark codes, of the current line or of the claim; a repeated one is kept once. */
function readRemarks(claim: ClaimDraft, segment: Segment, elements: readonly number[]): void {
  const target = segment.id === LQ && claim.line !== null ? claim.line : claim;
  for (const element of elements) {
    const remark = segment.code(element);
    if (remark === '' || target.remarks.includes(remark)) continue;
    if (target.remarks.length === MOST_REMARKS) {
      return claim.fail({ reason: 'TOO_MANY_REMARKS', field: 'LQ' }, placeOf(segment));
    }
    target.remarks = [...target.remarks, remark];
  }
}

function failIf(claim: ClaimDraft, segment: Segment, fault: Fault | null): void {
  if (fault !== null) claim.fail(fault, placeOf(segment));
}

function placeOf(segment: Segment): Place {
  return { segment: segment.number, offset: segment.offset };
}

/** A line of a claim too large to keep: it is counted, and nothing else. */
export function countOversizedLine(claim: ClaimDraft, chargeCents: Cents | null): void {
  claim.lineCount += 1;
  if (chargeCents !== null) claim.lineChargeCents = addCents(claim.lineChargeCents, chargeCents);
}
