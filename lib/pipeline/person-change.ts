// What may be added to the ledger of one beneficiary: by an ingest, or by a person.

import type { ClaimVersion } from '../domain/claim.js';
import type { IdentityJoin, QuarantineMark, Seed } from '../domain/ledger-document.js';
import type { ChangeCause } from './with-view.js';

/** Facts to add to the ledger of one beneficiary; all are sets, and adding twice adds nothing. */
export interface PersonChange {
  readonly token: string;
  readonly versions: readonly ClaimVersion[];
  readonly joins: readonly IdentityJoin[];
  readonly quarantined: readonly QuarantineMark[];
  readonly seeds: readonly Seed[];
  readonly cause: ChangeCause;
}

/** Source of joins that the payer's corrected number (835 NM1*74) makes. */
export const JOIN_FROM_REMITTANCE = 'NM1*74';
