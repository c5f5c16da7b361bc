// The payment that a transaction set reports: who paid whom, when, under which trace.
// Read from the segments before the first claim; TS3 may change the payee's NPI on the way.

import type { IsoDay } from '../../domain/day.js';
import { addCents, subtractCents, ZERO_CENTS, type Cents } from '../../domain/money.js';
import { packCode } from '../x12/pack-code.js';
import type { Segment } from '../x12/segment.js';
import { BPR, DTM, N1, N4, REF, TRN } from './segment-ids.js';

const PAYER = packCode('PR');
const PAYEE = packCode('PE');
const PAYER_ID = packCode('2U');
const TAX_ID = packCode('TJ');
const PRODUCTION_DATE = packCode('405');
const NPI = packCode('XX');
const FEDERAL_TAX_ID = packCode('FI');
const PLAN_ID = packCode('XV');

export class Payment {
  trace = '';
  payerName: string | null = null;
  billingTin: string | null = null;
  billingState: string | null = null;
  /** A payee number sent as an NPI that is not ten digits. */
  hasOddNpi = false;

  private isPayee = false;
  private effectiveDate: IsoDay | null = null;
  private productionDate: IsoDay | null = null;
  private payeeNpi: string | null = null;
  private groupNpi: string | null = null;
  private payerRef = '';
  private payerPlanId = '';
  private payerOtherId = '';
  private originId = '';
  private amount: Cents | null = ZERO_CENTS;
  private claimsPaid: Cents | null = ZERO_CENTS;
  private adjusted: Cents | null = ZERO_CENTS;

  /** Takes a segment that stands before the first claim. */
  read(segment: Segment): void {
    switch (segment.id) {
      case BPR:
        this.amount = segment.cents(2);
        this.effectiveDate = segment.day(16);
        return;
      case TRN:
        this.trace = segment.text(2);
        this.originId = segment.text(3);
        return;
      case DTM:
        if (segment.packed(1) === PRODUCTION_DATE) this.productionDate = segment.day(2);
        return;
      case N1:
        return this.readParty(segment);
      case N4:
        if (this.isPayee) this.billingState = stateOf(segment.text(2));
        return;
      case REF:
        if (segment.packed(1) === PAYER_ID) this.payerRef = segment.text(2);
        if (segment.packed(1) === TAX_ID) this.billingTin = segment.textOrNull(2);
    }
  }

  private readParty(segment: Segment): void {
    const qualifier = segment.packed(3);
    this.isPayee = segment.packed(1) === PAYEE;
    if (segment.packed(1) === PAYER) {
      this.payerName = segment.textOrNull(2);
      if (qualifier === PLAN_ID) this.payerPlanId = segment.text(4);
      else this.payerOtherId = segment.text(4);
    }
    if (!this.isPayee) return;
    if (qualifier === NPI) {
      this.payeeNpi = segment.npi(4);
      this.hasOddNpi = this.payeeNpi === null;
    }
    if (qualifier === FEDERAL_TAX_ID) this.billingTin = segment.textOrNull(4);
  }

  /** TS3: the claims of this LX belong to another provider of the payee's group. */
  readGroup(segment: Segment): void {
    this.groupNpi = segment.npi(1);
  }

  /** LX: what TS3 said of the group before is over. */
  leaveGroup(): void {
    this.groupNpi = null;
  }

  get billingNpi(): string | null {
    return this.groupNpi ?? this.payeeNpi;
  }

  /** BPR16; DTM*405 where BPR16 is no calendar day (a warning says so). */
  get paidDate(): IsoDay | null {
    return this.effectiveDate ?? this.productionDate;
  }

  get hasPaidDateFromProduction(): boolean {
    return this.effectiveDate === null && this.productionDate !== null;
  }

  /** The payer's number, from the most specific place that has one; empty when none has. */
  get payerId(): string {
    const name = (this.payerName ?? '').toUpperCase().replace(/\s+/g, ' ');
    const places = [this.payerRef, this.payerPlanId, this.originId, this.payerOtherId, name];
    return places.find((place) => place !== '') ?? '';
  }

  /** CLP04 of each claim; null makes the balance unknowable. */
  countClaim(paid: Cents | null): void {
    this.claimsPaid = addKnown(this.claimsPaid, paid);
  }

  /** Each PLB amount; null makes the balance unknowable. */
  countAdjustment(cents: Cents | null): void {
    this.adjusted = addKnown(this.adjusted, cents);
  }

  /** BPR02 = sum of CLP04 - sum of PLB; true also where an amount could not be read. */
  get isBalanced(): boolean {
    if (this.amount === null || this.claimsPaid === null || this.adjusted === null) return true;
    return this.amount === subtractCents(this.claimsPaid, this.adjusted);
  }
}

/** Provinces and misspelt states are no state to compare within. */
function stateOf(text: string): string | null {
  return /^[A-Za-z]{2}$/.test(text) ? text.toUpperCase() : null;
}

function addKnown(sum: Cents | null, cents: Cents | null): Cents | null {
  return sum === null || cents === null ? null : addCents(sum, cents);
}
