// Where the reading of an 835 can be taken up again: not the reader's state, but the places of the
// segments that a claim leans on. Whoever goes on reads those first, then the claims.

export interface Stretch {
  readonly from: number;
  /** First byte after it. */
  readonly to: number;
}

export interface RemittancePlace {
  /** First byte of the claim (CLP) or group of claims (LX) with which to go on. */
  readonly byteOffset: number;
  /** Segments before it. */
  readonly segments: number;
  readonly envelope: EnvelopePlace;
  /** Reasons of warnings that are told once, and have been: of this payment or interchange. */
  readonly told: readonly string[];
  /** Warnings about other transaction sets, told once a file. */
  readonly toldSets: readonly string[];
}

/** What is open at a place, and what has been counted in it so far. */
export interface EnvelopePlace {
  /** Interchanges so far, the open one included. */
  readonly interchange: number;
  /** ST02. */
  readonly transaction: string | null;
  /** ISA: also how all else is written. */
  readonly header: Stretch;
  readonly group: Stretch;
  /** ST up to the first claim: who pays whom, when. */
  readonly payment: Stretch;
  /** LX, then TS3, where they stand behind `payment`. */
  readonly loop: readonly Stretch[];
  readonly groups: number;
  readonly sets: number;
  /** Number of ST among all segments. */
  readonly firstSegment: number;
  /** BPR02, sum of CLP04, sum of PLB; null once one of them was no amount. */
  readonly amountCents: number | null;
  readonly claimsCents: number | null;
  readonly adjustedCents: number | null;
}
