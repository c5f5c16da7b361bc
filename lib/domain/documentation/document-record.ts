// What is known of one document of the record: that it exists, its dates, who signed, minutes, and
// where it lies. What is written in it is not known here, and no report says that it is.

import type { IsoDay } from '../day.js';
import type { TherapyModifier } from '../reference.js';

export const DOCUMENT_KINDS = [
  'order',
  'evaluation',
  'plan_of_care',
  'certification',
  'recertification',
  'progress_report',
  'treatment_note',
  'justification',
  'discharge_note',
] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** Who signed: a certification needs a physician or another practitioner (DOC-3). */
export const SIGNER_ROLES = ['therapist', 'assistant', 'physician', 'practitioner'] as const;
export type SignerRole = (typeof SIGNER_ROLES)[number];

/** What a plan of care has to name (DOC-2). */
export const PLAN_PARTS = [
  'diagnoses',
  'goals',
  'type',
  'amount',
  'frequency',
  'duration',
] as const;
export type PlanPart = (typeof PLAN_PARTS)[number];

export interface DocumentRecord {
  /** Keyed hash of everything else: the same document told twice is one. */
  readonly documentKey: string;
  readonly token: string;
  readonly discipline: TherapyModifier;
  readonly kind: DocumentKind;
  /** Day of the evaluation, plan, report, note; of the signature for certifications. */
  readonly date: IsoDay;
  readonly signedOn: IsoDay | null;
  readonly signerRole: SignerRole | null;
  /** Plans and recertifications: until when they hold. */
  readonly planEnd: IsoDay | null;
  /** Plans: when they were sent to the practitioner (DOC-3a). */
  readonly sentOn: IsoDay | null;
  /** Plans; null: nobody said. */
  readonly planParts: readonly PlanPart[] | null;
  readonly timedMinutes: number | null;
  readonly totalMinutes: number | null;
  /** Notes of group therapy: how many took part. */
  readonly groupSize: number | null;
  /** Where the document lies; may name the patient's file, so reports never print it. */
  readonly location: string | null;
}
