// What a person may mend in a quarantined claim: one element at fault, whose value stands on the
// remittance before them. Where the claim itself is in doubt - cut off, shifted columns, segments
// of another claim, no claim number to know it by - the payer has to send it again.

import { parseIsoDay } from '../../domain/day.js';
import { isMbi, normalizeMbi } from '../../domain/identifiers.js';
import { parseCents } from '../../domain/money.js';

export type MendInput = 'money' | 'units' | 'status' | 'day' | 'mbi' | 'payer';

export interface MendField {
  readonly input: MendInput;
  readonly question: string;
  /** May the value that stands there be shown? Never one that could name a person. */
  readonly isShown: boolean;
}

const STATUSES = ['1', '2', '3', '4', '19', '20', '21', '22'];

/** By the fault of a reader; null where nothing may be mended. */
export function mendFieldOf(fault: {
  readonly reason: string;
  readonly field: string | null;
}): MendField | null {
  switch (fault.reason) {
    case 'MONEY_NOT_A_NUMBER':
      return { input: 'money', question: `The amount in ${fault.field ?? ''}`, isShown: true };
    case 'UNITS_NOT_A_NUMBER':
      return { input: 'units', question: 'The units that were paid', isShown: true };
    case 'STATUS_NOT_KNOWN':
      return { input: 'status', question: 'The status of the claim (CLP02)', isShown: true };
    case 'UNBALANCED_WITHOUT_ALLOWED':
      return { input: 'money', question: 'The allowed amount of the line', isShown: false };
    case 'NO_SERVICE_DATE':
      return { input: 'day', question: 'The day of the lines that have none', isShown: false };
    case 'NO_PAID_DATE':
      return { input: 'day', question: 'The day on which the claim was paid', isShown: false };
    case 'NO_PAYER':
      return { input: 'payer', question: "The contractor's number", isShown: false };
    case 'NO_BENEFICIARY_ID':
      return { input: 'mbi', question: 'The Medicare number on the remittance', isShown: false };
    default:
      return null;
  }
}

/** As the element is written; null where the value is none of its kind. */
export function mendedValue(input: MendInput, value: string): string | null {
  const text = value.trim();
  switch (input) {
    case 'money': {
      const cents = parseCents(text.replaceAll(/[$,\s]/g, ''));
      return cents === null ? null : (cents / 100).toFixed(2);
    }
    case 'units':
      return /^\d{1,4}(\.\d{1,3})?$/.test(text) ? text : null;
    case 'status':
      return STATUSES.includes(text) ? text : null;
    case 'day':
      return parseIsoDay(text) === null ? null : text.replaceAll('-', '');
    case 'mbi':
      return isMbi(text) ? normalizeMbi(text) : null;
    case 'payer':
      return /^[A-Za-z0-9]{3,20}$/.test(text) ? text : null;
  }
}
