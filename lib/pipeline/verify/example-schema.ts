// The vocabulary of worked-example files, complete and closed: an unknown key, kind or value is
// refused with its path. Users and auditors write such files too.

import * as z from 'zod';

const money = z.string().regex(/^-?\d+(\.\d{1,2})?$/, 'not a decimal amount such as "80.01"');
const day = z.iso.date();
const year = z.string().regex(/^\d{4}$/, 'not a four-digit year');
const group = z.enum(['PT_SLP', 'OT']);
const lineNumber = z.int().min(1);
const crossing = z.tuple([z.string(), lineNumber]).nullable();

const flag = z.enum([
  'REVIEW_EXPOSED',
  'LIMIT_DENIED',
  'PAYER_UNVERIFIED',
  'KX_CONFLICT_GA',
  'KX_CONFLICT_GX',
  'KX_CONFLICT_GY',
  'KX_CONFLICT_GZ',
  'SLP_KX_MIXED',
  'KX_NON_THERAPY_IGNORED',
  'PAYER_EXCLUDED',
  'SETTING_EXCLUDED',
  'DISCIPLINE_UNRESOLVED',
  'MULTIPLE_DISCIPLINE_MODIFIERS',
  'DISCIPLINE_CODE_MISMATCH',
  'DISCIPLINE_REVENUE_MISMATCH',
  'DISCIPLINE_FROM_REVENUE_CODE',
]);

const exampleLine = z.strictObject({
  line: lineNumber,
  dos: day,
  hcpcs: z.string().min(1),
  mods: z.array(z.string()).optional(),
  rev: z.string().nullish(),
  units: z.number().optional(),
  charge: money.nullish(),
  allowed: money.nullish(),
  paid: money.nullish(),
  cas: z.array(z.tuple([z.string(), z.string(), money])).optional(),
  denied: z.boolean().optional(),
});

const exampleClaim = z.strictObject({
  icn: z.string().min(1),
  claimType: z.enum(['professional', 'institutional']),
  typeOfBill: z
    .string()
    .regex(/^\d{3}[0-9A-Z]$/, 'not a four-digit type of bill')
    .nullish(),
  received: day,
  paidDate: day.optional(),
  status: z.enum(['1', '2', '3', '4', '19', '20', '21', '22', '23', '25']),
  replaces: z.string().nullish(),
  billingNpi: z.string().nullish(),
  payer: z.enum(['MEDICARE_ADVANTAGE', 'COMMERCIAL', 'MEDICAID', 'OTHER']).nullish(),
  cah: z.boolean().optional(),
  mspAccrual: z.enum(['medicare_secondary_payment', 'fee']).nullish(),
  lines: z.array(exampleLine),
});

const expectedLine = z.strictObject({
  claim: z.string(),
  line: lineNumber,
  bucket: group.nullable().optional(),
  accrued: money.optional(),
  before: money.nullable().optional(),
  after: money.nullable().optional(),
  kxExpected: z
    .enum([
      'required',
      'claim_level',
      'all_or_none',
      'not_required',
      'not_applicable',
      'not_determined',
    ])
    .optional(),
  kxAssessment: z
    .enum(['ok', 'missing', 'early', 'near', 'conflict', 'mixed', 'not_applicable'])
    .optional(),
  flags: z.array(flag).optional(),
});

const expectedBucket = z.strictObject({
  year,
  bucket: group,
  tally: money.optional(),
  kxCrossing: crossing.optional(),
  reviewCrossing: crossing.optional(),
  reviewExposedAllowed: money.optional(),
  reviewExcess: money.nullable().optional(),
});

const expectedEvent = z.strictObject({
  afterClaimIndex: z.int().min(0),
  type: z.enum(['kx.crossed', 'review.crossed', 'kx.cleared', 'review.cleared']),
  year,
  bucket: group,
  at: crossing.optional(),
});

const head = {
  id: z.string().min(1),
  title: z.string().optional(),
  rules: z.array(z.string()).optional(),
  why: z.string().optional(),
};

const ledgerExample = z.strictObject({
  ...head,
  kind: z.literal('ledger'),
  config: z
    .strictObject({
      orderPolicy: z.enum(['receipt', 'dos']).optional(),
      correctionPosition: z.enum(['original', 'append']).optional(),
      nearThresholdTolerance: money.optional(),
    })
    .optional(),
  seed: z
    .record(year, z.strictObject({ PT_SLP: money.optional(), OT: money.optional() }))
    .optional(),
  claims: z.array(exampleClaim),
  expected: z.strictObject({
    lines: z.array(expectedLine).optional(),
    buckets: z.array(expectedBucket).optional(),
    events: z.array(expectedEvent).optional(),
  }),
});

const counted = z.strictObject({ hits: z.int().min(0), n: z.int().min(0) });

const otherExamples = [
  casesOf(
    'threshold_index',
    z.strictObject({
      prior: money,
      meiPercent: z.string().regex(/^[+-]?\d+(\.\d+)?$/, 'not a decimal percentage'),
      expected: money,
    }),
  ),
  casesOf(
    'minutes_to_units',
    z.strictObject({
      minutes: z.record(z.string(), z.number().min(0)),
      expected: z.strictObject({
        totalUnits: z.int().optional(),
        allocation: z.record(z.string(), z.int()).nullable().optional(),
      }),
    }),
  ),
  casesOf(
    'identifiers',
    z.strictObject({ type: z.enum(['mbi', 'npi']), value: z.string(), expected: z.boolean() }),
  ),
  casesOf(
    'documentation_deadlines',
    z.strictObject({
      firstTreatment: day.optional(),
      planEnd: day.nullish(),
      treatmentDays: z.int().min(0).optional(),
      progressReportsOnTreatmentDay: z.array(z.int().min(1)).optional(),
      signedOrderOnFile: z.boolean().optional(),
      planTransmitted: day.nullish(),
      physicianSignature: day.nullish(),
      expected: z.strictObject({
        certificationDue: day.optional(),
        recertificationDue: day.optional(),
        progressReportsDueByDay: z.array(z.int()).optional(),
        overdue: z.boolean().optional(),
        initialCertificationMet: z.boolean().optional(),
      }),
    }),
  ),
  casesOf(
    'cwf_line_selection',
    z.strictObject({
      remaining: money,
      lines: z.array(z.strictObject({ line: lineNumber, allowed: money })),
      expected: z.strictObject({
        paidLines: z.array(lineNumber).optional(),
        deniedLines: z.array(lineNumber).optional(),
        amountReported: money.optional(),
      }),
    }),
  ),
  casesOf(
    'two_by_two_test',
    z.strictObject({
      provider: counted,
      peer: counted,
      expected: z.strictObject({
        chiSquare: z.number().nullable().optional(),
        pBelow: z.number().nullable().optional(),
        significantlyHigher: z.boolean().optional(),
      }),
    }),
  ),
] as const;

function casesOf<K extends string, C extends z.ZodType>(kind: K, one: C) {
  return z.strictObject({ ...head, kind: z.literal(kind), cases: z.array(one) });
}

export const exampleFile = z.strictObject({
  meta: z.record(z.string(), z.unknown()).optional(),
  examples: z.array(z.discriminatedUnion('kind', [ledgerExample, ...otherExamples])),
});

export type Example = z.infer<typeof exampleFile>['examples'][number];
export type LedgerExample = z.infer<typeof ledgerExample>;
export type ExampleClaim = z.infer<typeof exampleClaim>;
export type ExampleLine = z.infer<typeof exampleLine>;
