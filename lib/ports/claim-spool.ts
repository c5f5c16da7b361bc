// Port: holds the claims of one ingest until they can be committed beneficiary by beneficiary, so
// that each document is written once a file. Bounded in memory; a large file spills.

import type { ClaimVersion } from '../domain/claim.js';

export interface SpooledClaim {
  readonly token: string;
  /** The token of the number that the payer corrected, when it corrected one. */
  readonly joinFrom: string | null;
  readonly version: ClaimVersion;
}

export interface ClaimSpool {
  add(claim: SpooledClaim): Promise<void> | void;
  /** All claims, in parts that fit in memory; a token is in one part only. Ends the adding. */
  parts(): AsyncIterable<readonly SpooledClaim[]>;
  /** Removes what was spilled. */
  close(): Promise<void>;
}
