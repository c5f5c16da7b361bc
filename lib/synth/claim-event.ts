// The feed-neutral output of the generator: one adjudicated claim version, with what is true about
// it. A renderer per feed turns events into text; the truth builder sums them. No rule of the
// product is applied here.

import type { IsoDay } from '../domain/day.js';
import type { SynthDiscipline } from './catalogue.js';
import type { SynthPayer } from './payers.js';
import type { BillingPlace } from './billing-place.js';
import type { HabitName } from './planted-pattern.js';

export interface SynthBeneficiary {
  readonly mbi: string;
  readonly lastName: string;
  readonly firstName: string;
}

/** The billing provider as a claim names it. */
export interface SynthBiller {
  readonly npi: string;
  readonly tin: string;
  readonly name: string;
  readonly place: BillingPlace;
}

export type ClaimEventKind =
  | 'original'
  /** Takes a claim back that something follows: a correction or a repayment. */
  | 'reversal'
  /** Replaces a claim under a new number. */
  | 'correction'
  /** Takes a claim back for good. */
  | 'void'
  /** The claim paid again under its own number. */
  | 'repayment';

export type SynthSetting =
  | { readonly kind: 'professional'; readonly placeOfService: string }
  /** `facility`: the first two digits of the type of bill. */
  | { readonly kind: 'institutional'; readonly facility: string };

export interface SynthAdjustment {
  readonly group: 'CO' | 'PR';
  readonly reason: string;
  readonly cents: number;
}

export interface SynthLine {
  readonly line: number;
  readonly serviceDate: IsoDay;
  readonly hcpcs: string;
  readonly modifiers: readonly string[];
  readonly discipline: SynthDiscipline | null;
  readonly revenueCode: string | null;
  readonly units: number;
  readonly chargeCents: number;
  readonly allowedCents: number;
  readonly paidCents: number;
  readonly adjustments: readonly SynthAdjustment[];
  readonly remarks: readonly string[];
  /** Reason code of the denial; null when the line is paid or bundled. */
  readonly denialReason: string | null;
  readonly renderingNpi: string | null;
  /** The biller's own line number, echoed by the payer; null where the biller sends none. */
  readonly controlNumber: string | null;
  /** The habit that shaped the line, or because of which it is there. */
  readonly plantedBy: HabitName | null;
}

export interface ClaimEvent {
  readonly kind: ClaimEventKind;
  readonly icn: string;
  /** The claim that a correction replaces. */
  readonly replacesIcn: string | null;
  readonly accountNumber: string;
  readonly beneficiary: SynthBeneficiary;
  readonly biller: SynthBiller;
  readonly payer: SynthPayer;
  readonly setting: SynthSetting;
  /** Processed and passed on to a supplemental payer. */
  readonly isForwarded: boolean;
  /** Null: the remittance does not say when the claim was received. */
  readonly receivedDate: IsoDay | null;
  readonly paidDate: IsoDay;
  /** -1 on reversals and voids, whose lines repeat the amounts of what they take back. */
  readonly sign: 1 | -1;
  readonly statesAllowed: boolean;
  readonly lines: readonly SynthLine[];
  /** True when the version stands at the end: known here because the generator planned it so. */
  readonly isCurrent: boolean;
  /** Where the claim stands in the order of accrual: a correction stands where its original did. */
  readonly place: { readonly date: IsoDay; readonly icn: string };
}

/** One payment of one payer to one biller: an 835 transaction set. */
export interface Remittance {
  readonly payer: SynthPayer;
  readonly biller: SynthBiller;
  readonly trace: string;
  readonly paidDate: IsoDay;
  readonly claims: readonly ClaimEvent[];
  readonly providerAdjustments: readonly ProviderAdjustmentEvent[];
  readonly paymentCents: number;
}

/** Money between payer and biller that belongs to no claim; positive lowers the payment. */
export interface ProviderAdjustmentEvent {
  readonly reason: 'WO' | 'FB' | 'L6';
  readonly reference: string;
  readonly cents: number;
}

/** What one payer delivered in one go: an interchange. */
export interface RemittanceBatch {
  readonly payer: SynthPayer;
  readonly deliveredDate: IsoDay;
  readonly remittances: readonly Remittance[];
}
