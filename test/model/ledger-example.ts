// The shape of a worked ledger example, as the example files write it. Everything under
// test/model and test/laws speaks this form only, so that the second model shares no type with
// the code that it checks.

export interface ExampleLine {
  readonly line: number;
  readonly dos: string;
  readonly hcpcs: string;
  readonly mods?: readonly string[];
  readonly rev?: string;
  readonly units?: number;
  readonly charge?: string;
  /** Null or absent: rebuild it from what was paid and adjusted. */
  readonly allowed?: string | null;
  readonly paid?: string;
  readonly cas?: readonly (readonly [group: string, code: string, amount: string])[];
  readonly denied?: boolean;
}

export type ExamplePayer = 'MEDICARE_ADVANTAGE' | 'COMMERCIAL' | 'MEDICAID' | 'OTHER';

export interface ExampleClaim {
  readonly icn: string;
  readonly claimType: 'professional' | 'institutional';
  readonly typeOfBill?: string;
  readonly received: string;
  readonly paidDate?: string;
  readonly status: string;
  readonly replaces?: string;
  readonly billingNpi?: string;
  readonly payer?: ExamplePayer;
  readonly cah?: boolean;
  readonly mspAccrual?: 'medicare_secondary_payment' | 'fee';
  readonly lines: readonly ExampleLine[];
}

export interface ExampleConfig {
  readonly orderPolicy?: 'receipt' | 'dos';
  readonly correctionPosition?: 'original' | 'append';
  readonly nearThresholdTolerance?: string;
}

export type ExampleBucket = 'PT_SLP' | 'OT';

export type ExampleSeed = Readonly<
  Record<string, Readonly<Partial<Record<ExampleBucket, string>>>>
>;

export interface LedgerExample {
  readonly id: string;
  readonly kind: 'ledger';
  readonly title: string;
  readonly rules: readonly string[];
  readonly why: string;
  readonly config: ExampleConfig;
  readonly seed: ExampleSeed;
  readonly claims: readonly ExampleClaim[];
  /** What the file lists; keys that it leaves out are not compared. */
  readonly expected: PartialLedgerAnswer;
}

export interface AnswerLine {
  readonly claim: string;
  readonly line: number;
  readonly bucket: ExampleBucket | null;
  readonly accrued: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly kxExpected: string;
  readonly kxAssessment: string;
  readonly flags: readonly string[];
}

export type CrossingPlace = readonly [icn: string, line: number];

export interface AnswerBucket {
  readonly year: string;
  readonly bucket: ExampleBucket;
  readonly tally: string;
  readonly kxCrossing: CrossingPlace | null;
  readonly reviewCrossing: CrossingPlace | null;
  readonly reviewExposedAllowed: string;
  readonly reviewExcess: string;
}

export interface AnswerEvent {
  readonly afterClaimIndex: number;
  readonly type: string;
  readonly year: string;
  readonly bucket: ExampleBucket;
  /** On `crossed` only. */
  readonly at?: CrossingPlace;
}

export interface LedgerAnswer {
  readonly lines: readonly AnswerLine[];
  readonly buckets: readonly AnswerBucket[];
  readonly events: readonly AnswerEvent[];
}

export interface PartialLedgerAnswer {
  readonly lines: readonly (Pick<AnswerLine, 'claim' | 'line'> & Partial<AnswerLine>)[];
  readonly buckets: readonly (Pick<AnswerBucket, 'year' | 'bucket'> & Partial<AnswerBucket>)[];
  readonly events: readonly AnswerEvent[];
}
