// The reference data as the rules see it: amounts, codes, contractors, settings, reason codes.
// The rows live in reference/*.csv with source and checked date; an adapter loads and validates
// them. Nothing here holds an amount or a code.

import type { Cents } from './money.js';
import type { IsoDay } from './day.js';

/** PT and SLP share one running total, OT has its own (THR-1, BKT-1). */
export type ThresholdGroup = 'PT_SLP' | 'OT';
export const THRESHOLD_GROUPS: readonly ThresholdGroup[] = ['PT_SLP', 'OT'];

export type TherapyModifier = 'GP' | 'GO' | 'GN';

export interface Citation {
  readonly source: string;
  readonly confidence: string;
  readonly checkedOn: IsoDay;
}

export interface ThresholdYear extends Citation {
  readonly year: number;
  readonly regime: string;
  /** Null: not set (a moratorium year) or not yet known. `isKxAmountPending` tells which. */
  readonly kxCents: Readonly<Record<ThresholdGroup, Cents | null>>;
  readonly reviewCents: Readonly<Record<ThresholdGroup, Cents | null>>;
  /** Services before this day are not subject to review (2012: October 1). */
  readonly reviewFrom: IsoDay;
  /** False in years without an exception by KX: KX is then not applicable. */
  readonly isKxRemedyAvailable: boolean;
  /** True when the law sets an amount for the year that nobody has entered yet. */
  readonly isKxAmountPending: boolean;
  readonly isReviewAmountPending: boolean;
  readonly note: string;
}

export type TherapyDisposition = 'always' | 'sometimes' | 'not_therapy';

export interface TherapyCode extends Citation {
  readonly code: string;
  readonly disposition: TherapyDisposition;
  readonly isTimed: boolean;
  readonly minutesPerUnit: number | null;
  readonly allowedDisciplines: readonly TherapyModifier[];
  /** The one modifier that CR 10176 ties the code to (ID-3); null for all others. */
  readonly requiredDiscipline: TherapyModifier | null;
  readonly effectiveFrom: IsoDay | null;
  readonly effectiveTo: IsoDay | null;
  readonly muePractitioner: number | null;
  readonly mueOutpatient: number | null;
  readonly description: string;
}

export interface Contractor extends Citation {
  readonly number: string;
  readonly part: 'A' | 'B';
  readonly jurisdiction: string;
  readonly name: string;
  readonly states: string;
}

/** Which bill types count toward the limits, and from which day of service (RULES 2.3). */
export interface BillTypeRow extends Citation {
  /** Facility and class digits: `13`. */
  readonly prefix: string;
  readonly setting: string;
  /** Null: never counts. */
  readonly countsFrom: IsoDay | null;
  /** Later start where the facility is a critical access hospital. */
  readonly countsFromCriticalAccess: IsoDay | null;
}

export type ReasonRole =
  | 'contractual'
  | 'deductible'
  | 'coinsurance'
  | 'copayment'
  | 'sequestration'
  | 'prior_payer'
  | 'multiple_procedure'
  | 'bundled'
  | 'limit_reached'
  | 'denial'
  | 'other';

/** A claim adjustment reason code (CARC) and what it means to the ledger. */
export interface ReasonCode extends Citation {
  readonly reason: string;
  readonly role: ReasonRole;
  readonly meaning: string;
}

/** A KX that has nothing to do with therapy (KX-7), recognised by code prefix. */
export interface KxContextRow extends Citation {
  readonly codePrefix: string;
  readonly context:
    'dmepos' | 'dental' | 'hospice_notice' | 'sex_procedure_conflict' | 'respiratory';
  readonly meaning: string;
}

export interface ReferenceData {
  /** Hash of all rows: a run names the reference that it used. */
  readonly version: string;
  readonly thresholds: ReadonlyMap<number, ThresholdYear>;
  /** A code may have several rows with different effective dates. */
  readonly therapyCodes: ReadonlyMap<string, readonly TherapyCode[]>;
  readonly contractors: ReadonlyMap<string, Contractor>;
  readonly billTypes: ReadonlyMap<string, BillTypeRow>;
  readonly reasonCodes: ReadonlyMap<string, ReasonCode>;
  readonly kxContexts: readonly KxContextRow[];
  /** Where clocks and topics of reviews are from, and when somebody looked; no rule reads them. */
  readonly reviewClocks: readonly Citation[];
  readonly reviewTopics: readonly Citation[];
}

/**
 * The row of a therapy code in force on a service date; null when the code is not on the list then.
 */
export function therapyCodeOn(
  reference: ReferenceData,
  hcpcs: string,
  serviceDate: IsoDay,
): TherapyCode | null {
  for (const row of reference.therapyCodes.get(hcpcs) ?? []) {
    const started = row.effectiveFrom === null || row.effectiveFrom <= serviceDate;
    const ended = row.effectiveTo !== null && row.effectiveTo < serviceDate;
    if (started && !ended) return row;
  }
  return null;
}

export function reasonRole(reference: ReferenceData, reason: string): ReasonRole {
  return reference.reasonCodes.get(reason)?.role ?? 'other';
}
