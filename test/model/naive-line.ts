// What the second model knows of one current line while it works.

import type { ExampleBucket, ExampleClaim, ExampleLine } from './ledger-example.js';

/** One current line on its way through the model; the totals are filled in as they are known. */
export interface NaiveLine {
  readonly claim: ExampleClaim;
  readonly line: ExampleLine;
  readonly year: string;
  readonly bucket: ExampleBucket | null;
  readonly discipline: string | null;
  readonly accrued: number;
  readonly isLimitDenied: boolean;
  readonly flags: readonly string[];
  before: number | null;
  after: number | null;
}
