// Why a claim of an 835 goes to quarantine. A claim keeps its first fault and where it stood.

/** A fixed word and the element at fault; never a value. */
export interface Fault {
  readonly reason: FaultReason;
  readonly field: string | null;
}

const MESSAGES = {
  MONEY_NOT_A_NUMBER: 'is not an amount',
  UNITS_NOT_A_NUMBER: 'is not a number of units',
  PROCEDURE_MISSING: 'has no procedure code; the columns may be shifted',
  PROCEDURE_NOT_A_CODE: 'is not made of codes; the component separator may be another one',
  ADJUSTMENT_WITHOUT_REASON: 'is missing beside an adjustment amount',
  TOO_MANY_ADJUSTMENTS: 'holds more adjustments than a claim can have',
  TOO_MANY_REMARKS: 'holds more remark codes than a claim can have',
  UNBALANCED_WITHOUT_ALLOWED:
    'does not balance (charge less adjustments is not what was paid) and AMT*B6 is missing',
  STATUS_NOT_KNOWN: 'is not a claim status that the reader knows',
  OUT_OF_ORDER: 'stands where a new claim should have begun',
  UNKNOWN_SEGMENT: 'the claim holds a segment that no 835 has',
  NO_CLAIM_SEGMENT: 'a service line stands outside any claim (CLP)',
  NO_CLAIM_NUMBER: 'is missing: the claim has no payer claim control number',
  NO_PAYER: 'the payment names no payer (REF*2U, N1*PR, TRN03)',
  NO_PAID_DATE: 'neither BPR16 nor DTM*405 is a calendar day',
  NO_BENEFICIARY_ID: 'is missing: neither NM1*QC nor NM1*IL carries an identifier',
  NO_SERVICE_DATE: 'is missing: neither the line nor the claim has a service date',
  TOO_LARGE: 'the claim is larger than any real claim',
  TRUNCATED: 'the input ends or breaks off inside the claim',
} as const;

export type FaultReason = keyof typeof MESSAGES;

/** A sentence for a person: the element and what is wrong with it. */
export function describeFault(fault: Fault): string {
  const text = MESSAGES[fault.reason];
  return fault.field === null ? text : `${fault.field} ${text}`;
}
