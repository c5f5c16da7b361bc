// The monthly report as data: the one thing that all outputs are rendered from, published as JSON
// Schema (docs/schemas/report-v1.schema.json). Tokens, claim numbers and NPIs only: no Medicare
// number and no name has a field here. Cents are whole; shares run from 0 to 1.

import * as z from 'zod';
import {
  ADR_SIMULATION,
  CLOCK,
  DOCUMENTATION_READINESS,
  REVIEW_TOPIC,
} from './report-model-records.js';
import { CASE_FIGURES, REVIEWED_BY } from './report-model-cases.js';
import { CAUSE, PROVIDER, PROVIDER_MONTH } from './report-model-providers.js';

/** Lines in either exposure, findings, and beneficiaries above an amount: each counted apart. */
export const MOVEMENT_MEASURES = [
  'rac_kx_lines',
  'review_lines',
  'early',
  'missing',
  'conflict',
  'mixed',
  'under_billed',
  'over_kx',
  'over_review',
] as const;
export type MovementMeasure = (typeof MOVEMENT_MEASURES)[number];

export const FINDING_KINDS = ['early', 'missing', 'conflict', 'mixed', 'under_billed'] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];

export const EXPOSURE_TOPICS = ['rac_0a339', 'targeted_review'] as const;
export type ExposureTopic = (typeof EXPOSURE_TOPICS)[number];

const DAY = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const MONTH = z.string().regex(/^\d{4}-\d{2}$/);
const CENTS = z.int();
const COUNT = z.int().min(0);
const GROUP = z.enum(['PT_SLP', 'OT']);
const HASH = z.string().regex(/^[0-9a-f]{64}$/);

const AMOUNT = z.strictObject({ count: z.int(), cents: CENTS, paidCents: CENTS });

const MOVEMENT_ROW = z.strictObject({
  measure: z.enum(MOVEMENT_MEASURES),
  opening: AMOUNT,
  restated: AMOUNT,
  added: AMOUNT,
  resolved: AMOUNT,
  cleared: AMOUNT,
  closing: AMOUNT,
});

const EXPOSURE_ROW = z.strictObject({
  topic: z.enum(EXPOSURE_TOPICS),
  year: z.int(),
  group: GROUP,
  lines: COUNT,
  beneficiaries: COUNT,
  allowedCents: CENTS,
  paidCents: CENTS,
});

const ZONE_ROW = z.strictObject({
  year: z.int(),
  group: GROUP,
  zone: z.enum(['below_kx', 'over_kx', 'over_review', 'kx_amount_unknown']),
  beneficiaries: COUNT,
  lowerBoundBeneficiaries: COUNT,
  totalCents: CENTS,
  outsideCents: CENTS,
});

const FINDING_ROW = z.strictObject({
  kind: z.enum(FINDING_KINDS),
  year: z.int(),
  group: GROUP,
  lines: COUNT,
  beneficiaries: COUNT,
  allowedCents: CENTS,
  /** What Medicare paid: could be taken back. Never netted with the next one. */
  paidCents: CENTS,
  /** Charges denied for want of KX: were not collected. */
  underBilledChargeCents: CENTS,
});

const YEAR_TOTALS = z.strictObject({
  year: z.int(),
  group: GROUP,
  beneficiaries: COUNT,
  therapyLines: COUNT,
  kxLines: COUNT,
  deniedLines: COUNT,
  accruedCents: CENTS,
  paidCents: CENTS,
  kxAmountCents: CENTS.nullable(),
  reviewAmountCents: CENTS.nullable(),
  isKxAmountPending: z.boolean(),
});

const TREND_ROW = z.strictObject({
  month: MONTH,
  therapyLines: COUNT,
  kxLines: COUNT,
  judgedKxLines: COUNT,
  earlyLines: COUNT,
  allowedCents: CENTS,
});

/** A line that stands in an exposure or a finding: where a reader looks next. */
const LINE = z.strictObject({
  token: z.string(),
  icn: z.string(),
  line: z.int(),
  year: z.int(),
  group: GROUP,
  serviceDate: DAY,
  paidDate: DAY,
  hcpcs: z.string(),
  modifiers: z.string(),
  allowedCents: CENTS,
  paidCents: CENTS,
  chargeCents: CENTS,
  beforeCents: CENTS.nullable(),
  afterCents: CENTS.nullable(),
  isInLookBack: z.boolean(),
  isOverReview: z.boolean(),
  finding: z.enum(FINDING_KINDS).nullable(),
  renderingNpi: z.string().nullable(),
  billingNpi: z.string().nullable(),
  rules: z.string(),
  /** Absent, as below, from reports of before cases were kept. */
  reviewed: REVIEWED_BY.nullable().optional(),
});

const COMPLETENESS = z.strictObject({
  claims: COUNT,
  lines: COUNT,
  therapyLines: COUNT,
  beneficiaries: COUNT,
  quarantinedClaims: COUNT,
  quarantinedLines: COUNT,
  quarantinedFiles: COUNT,
  /** Of each list of documents how many rows were refused, and where; absent from older reports. */
  refusedLists: z.array(z.string()).optional(),
  unverifiedPayerLines: COUNT,
  /** Totals of a beneficiary, year and group, by what they are made of. */
  totalsOwnOnly: COUNT,
  totalsSeeded: COUNT,
  totalsCmsFeed: COUNT,
  totalsLowerBound: COUNT,
  totalsMixedReceivedDates: COUNT,
  openVerdictLines: COUNT,
  notDeterminedLines: COUNT,
  receivedStatedLines: COUNT,
  receivedIcnLines: COUNT,
  receivedPaidDateLines: COUNT,
  /** Null where it was not run. */
  reconciliation: z
    .strictObject({ isAgreed: z.boolean(), versions: COUNT, lines: COUNT, differences: COUNT })
    .nullable(),
});

/** One beneficiary's year as steps: the largest total of the month, to show how lines add up. */
const SPEND_STEPS = z.strictObject({
  token: z.string(),
  year: z.int(),
  group: GROUP,
  outsideCents: CENTS,
  kxAmountCents: CENTS.nullable(),
  reviewAmountCents: CENTS.nullable(),
  steps: z.array(
    z.strictObject({
      serviceDate: DAY,
      afterCents: CENTS,
      hasKx: z.boolean(),
      finding: z.enum(FINDING_KINDS).nullable(),
    }),
  ),
});

export const REPORT_MODEL = z.strictObject({
  format: z.literal(1),
  kind: z.literal('rac_readiness'),
  organisation: z.string().nullable(),
  month: MONTH,
  from: DAY,
  to: DAY,
  lookBackFrom: DAY,
  /** 1 for the first report of a month; more where it was made again from what became known. */
  edition: z.int().min(1),
  /** Last month's report, from whose closing figures this one opens. */
  previous: z.strictObject({ month: MONTH, edition: z.int(), sha256: HASH }).nullable(),
  snapshot: z.strictObject({ name: z.string(), id: z.string() }),
  versions: z.record(z.string(), z.string()),
  dataThrough: z.strictObject({ paid: DAY.nullable(), service: DAY.nullable() }),
  movement: z.array(MOVEMENT_ROW),
  completeness: COMPLETENESS,
  years: z.array(YEAR_TOTALS),
  exposures: z.array(EXPOSURE_ROW),
  zones: z.array(ZONE_ROW),
  findings: z.array(FINDING_ROW),
  causes: z.array(CAUSE),
  trend: z.array(TREND_ROW),
  /** Distance of the total before the first KX from the amount, in bins of 250 dollars. */
  firstKx: z.array(z.strictObject({ fromCents: CENTS, toCents: CENTS, totals: COUNT })),
  largest: SPEND_STEPS.nullable(),
  providerPeriod: z.strictObject({ from: DAY, to: DAY }).nullable(),
  providers: z.array(PROVIDER),
  providerMonths: z.array(PROVIDER_MONTH),
  documentation: DOCUMENTATION_READINESS.nullable(),
  simulatedAdr: ADR_SIMULATION.nullable(),
  clocks: z.array(CLOCK),
  topics: z.array(REVIEW_TOPIC),
  /** What this report cannot know, as sentences. */
  unknowns: z.array(z.string()),
  lines: z.array(LINE),
  cases: CASE_FIGURES.optional(),
});

export type ReportModel = Readonly<z.infer<typeof REPORT_MODEL>>;
export type MovementRow = Readonly<z.infer<typeof MOVEMENT_ROW>>;
export type MovementAmount = Readonly<z.infer<typeof AMOUNT>>;
export type ExposureRow = Readonly<z.infer<typeof EXPOSURE_ROW>>;
export type ZoneRow = Readonly<z.infer<typeof ZONE_ROW>>;
export type FindingRow = Readonly<z.infer<typeof FINDING_ROW>>;
export type YearTotals = Readonly<z.infer<typeof YEAR_TOTALS>>;
export type TrendRow = Readonly<z.infer<typeof TREND_ROW>>;
export type ReportLine = Readonly<z.infer<typeof LINE>>;
export type Completeness = Readonly<z.infer<typeof COMPLETENESS>>;
export type SpendSteps = Readonly<z.infer<typeof SPEND_STEPS>>;
