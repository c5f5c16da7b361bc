// One SVC loop of an 835 on its way to a ClaimLine. The line is made once, with all its fields,
// and filled in place: by its own segments, and at the end of the claim from the claim.

import type { Adjustment, ClaimLine } from '../../domain/claim.js';
import type { IsoDay } from '../../domain/day.js';
import { addCents, subtractCents, ZERO_CENTS, type Cents } from '../../domain/money.js';
import { packCode } from '../x12/pack-code.js';
import type { Segment } from '../x12/segment.js';
import type { Fault } from './fault.js';
import { parseRevenueCode, type Procedure } from './procedure.js';

/** A line under construction; a day is null until it is known. */
export type LineDraft = {
  -readonly [Key in keyof ClaimLine]: Key extends 'serviceDate' | 'serviceDateEnd'
    ? IsoDay | null
    : Key extends 'adjustments'
      ? Adjustment[]
      : ClaimLine[Key];
};

const ALLOWED = packCode('B6');
const SERVICE = packCode('472');
const SERVICE_FROM = packCode('150');
const SERVICE_TO = packCode('151');
const CONTROL_NUMBER = packCode('6R');
const RENDERING = packCode('HPI');
const PLACE_OF_SERVICE = packCode('LU');
const PLACE = /^[0-9A-Z]{2}$/;
const NO_REMARKS: readonly string[] = [];
const DECIMAL = /^[+-]?(?:\d{1,9}(?:\.\d{0,6})?|\.\d{1,6})$/;

export interface LineStart {
  readonly line: number;
  readonly procedure: Procedure;
  readonly submitted: Procedure | null;
  readonly chargeCents: Cents;
  readonly paidCents: Cents;
  readonly units: number;
}

export function beginLine(segment: Segment, start: LineStart): LineDraft {
  const { procedure, submitted } = start;
  return {
    line: start.line,
    serviceDate: null,
    serviceDateEnd: null,
    hcpcs: procedure.hcpcs,
    modifiers: procedure.modifiers,
    submitted:
      submitted === null || submitted.hcpcs === ''
        ? null
        : { hcpcs: submitted.hcpcs, modifiers: submitted.modifiers },
    revenueCode: parseRevenueCode(segment.code(4)) ?? procedure.revenueCode,
    units: start.units,
    chargeCents: start.chargeCents,
    paidCents: start.paidCents,
    allowedCents: null,
    adjustments: [],
    remarks: NO_REMARKS,
    renderingNpi: null,
    placeOfService: null,
    controlNumber: null,
    isDenied: false,
    isBalanced: true,
  };
}

/** SVC05: absent means one unit; decimals are possible. Null when it is not a number. */
export function readUnits(segment: Segment): number | null {
  const text = segment.code(5);
  if (text === '') return 1;
  return DECIMAL.test(text) ? Number(text) : null;
}

/** DTM*472, or 150 and 151. False when one of these is not a calendar day. */
export function readLineDate(segment: Segment, line: LineDraft): boolean {
  const qualifier = segment.packed(1);
  if (qualifier !== SERVICE && qualifier !== SERVICE_FROM && qualifier !== SERVICE_TO) return true;
  const day = segment.day(2);
  if (qualifier !== SERVICE_TO) line.serviceDate = day;
  if (qualifier !== SERVICE_FROM) line.serviceDateEnd = day;
  return day !== null;
}

/** REF of a line. False when a rendering provider is named by something that is no NPI. */
export function readLineReference(segment: Segment, line: LineDraft): boolean {
  const qualifier = segment.packed(1);
  if (qualifier === CONTROL_NUMBER) line.controlNumber = segment.textOrNull(2);
  else if (qualifier === PLACE_OF_SERVICE) {
    const place = segment.code(2);
    if (PLACE.test(place)) line.placeOfService = place;
  } else if (qualifier === RENDERING) {
    line.renderingNpi = segment.npi(2);
    return line.renderingNpi !== null;
  }
  return true;
}

/** AMT*B6; a fault when it is not an amount. */
export function readLineAmount(segment: Segment, line: LineDraft): Fault | null {
  if (segment.packed(1) !== ALLOWED) return null;
  line.allowedCents = segment.cents(2);
  return line.allowedCents === null ? { reason: 'MONEY_NOT_A_NUMBER', field: 'AMT02' } : null;
}

/**
 * Ends the line: charge less adjustments must be what was paid. Without the reported allowed
 * amount an unbalanced line cannot be rebuilt (ACC-1), so its claim is set apart.
 */
export function closeLine(line: LineDraft): Fault | null {
  const adjusted = sumAdjustments(line.adjustments);
  line.isBalanced = subtractCents(line.chargeCents, adjusted) === line.paidCents;
  if (line.isBalanced || line.allowedCents !== null) return null;
  return { reason: 'UNBALANCED_WITHOUT_ALLOWED', field: 'SVC' };
}

export function sumAdjustments(adjustments: readonly Adjustment[]): Cents {
  let sum = ZERO_CENTS;
  for (const adjustment of adjustments) sum = addCents(sum, adjustment.cents);
  return sum;
}
