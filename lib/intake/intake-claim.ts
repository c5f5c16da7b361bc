// What a feed reader hands to the pipeline: the claim, whose it is, where it stood; or why not.
// Only here, in the inbox, in quarantine and in the vault does a raw beneficiary number exist.

import type { ClaimFacts } from '../domain/claim.js';
import type { IsoDay } from '../domain/day.js';
import type { FilePosition } from '../domain/file-position.js';
import type { Cents } from '../domain/money.js';

/** The raw identity, never logged, never part of an error text. */
export interface BeneficiaryIdentity {
  /** NM108: MI, HN, ... */
  readonly qualifier: string;
  readonly id: string;
  /** The payer's corrected number (NM1*74); it wins, and joins the two. */
  readonly correctedId: string | null;
}

export interface ClaimRead {
  readonly kind: 'claim';
  readonly claim: ClaimFacts;
  readonly identity: BeneficiaryIdentity;
  readonly position: FilePosition;
}

/** Read and counted, but no business of the ledger (CLP02 23 and 25), or a refused test claim. */
export interface ClaimSetAside {
  readonly kind: 'out_of_scope' | 'test_refused';
  readonly reason: string;
  readonly lines: number;
  readonly chargeCents: Cents;
  readonly position: FilePosition;
}

/** A claim that cannot be accepted; the raw text is for the encrypted quarantine only. */
export interface ClaimQuarantined {
  readonly kind: 'quarantined';
  /** A fixed word: MONEY_NOT_A_NUMBER, NO_SERVICE_DATE, TRUNCATED, ... */
  readonly reason: string;
  /** The field at fault (`SVC03`), never its value. */
  readonly field: string | null;
  readonly message: string;
  readonly lines: number;
  /** Sum of the line charges that could be read. */
  readonly chargeCents: Cents;
  readonly identity: BeneficiaryIdentity | null;
  readonly payerId: string | null;
  readonly icn: string | null;
  readonly serviceDate: IsoDay | null;
  readonly rawText: string;
  readonly position: FilePosition;
}

/** Something a person should know; the claims around it are kept. */
export interface IntakeWarning {
  readonly kind: 'warning';
  readonly reason: string;
  readonly message: string;
  readonly position: FilePosition;
}

/** The file, or the rest of it, cannot be read. Claims before it stand. */
export interface FileRefused {
  readonly kind: 'file_refused';
  readonly reason: string;
  readonly message: string;
  readonly position: FilePosition;
}

/** PLB: money between payer and provider that belongs to no claim. */
export interface ProviderAdjustment {
  readonly kind: 'provider_adjustment';
  readonly reason: string;
  readonly cents: Cents;
  readonly position: FilePosition;
}

export type IntakeEvent =
  ClaimRead | ClaimSetAside | ClaimQuarantined | IntakeWarning | FileRefused | ProviderAdjustment;
