// What the fold reads: the ledger of one person, and a current line on its way through the fold.

import type { LineAccrual } from './allowed-amount.js';
import type { ClaimLine, ClaimVersion } from './claim.js';
import type { LineNote } from './judgement.js';
import type { QuarantineMark, Seed, VersionHeader } from './ledger-document.js';
import type { VersionState } from './resolve-versions.js';
import type { TherapyClass } from './therapy-line.js';

/** Everything that the ledger knows of one person (one beneficiary, or several tokens joined). */
export interface PersonLedger {
  readonly headers: readonly VersionHeader[];
  /** Versions that touch the years to be folded; the same version may stand in two years. */
  readonly versions: readonly ClaimVersion[];
  readonly seeds: readonly Seed[];
  readonly quarantined: readonly QuarantineMark[];
}

/** A current line with its class, accrual and place, before any total is known. */
export interface PlacedLine {
  readonly claim: ClaimVersion;
  readonly line: ClaimLine;
  readonly state: VersionState;
  readonly therapy: TherapyClass;
  readonly accrual: LineAccrual;
  readonly notes: readonly LineNote[];
}
