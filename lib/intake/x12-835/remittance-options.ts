// What a reader of remittances is told about the file and by the workspace.

export interface RemittanceOptions {
  /** How messages name the file. */
  readonly file: string;
  /** Reads claims of test interchanges (ISA15 = T) as claims. */
  readonly includeTest: boolean;
  /** Which part of Medicare a payer's contract is for; null when it is not a known contractor. */
  readonly contractorPart: (payerId: string) => 'A' | 'B' | null;
}
