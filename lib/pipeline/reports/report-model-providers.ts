// The part of the report's model that speaks of providers: scores, factors, comparative tables.

import * as z from 'zod';
import { REVIEWED_BY } from './report-model-cases.js';

const NULLABLE_NUMBER = z.number().nullable();
const ROLE = z.enum(['rendering', 'billing']);

/** One figure beside another's; null: no data. */
const COMPARISON = z
  .strictObject({ value: z.number(), n: z.int().nullable(), outcome: z.string() })
  .nullable();

/** The tables of a comparative billing report: share, minutes, or cents. */
const CBR_ROW = z.strictObject({
  measure: z.enum(['kx_share', 'minutes_per_visit', 'allowed_per_beneficiary']),
  discipline: z.enum(['GP', 'GO', 'GN']),
  setting: z.string(),
  state: z.string().nullable(),
  value: z.number(),
  n: z.number(),
  isApplicable: z.boolean(),
  peers: COMPARISON,
  stateWide: COMPARISON,
  nation: COMPARISON,
  /** Of the providers in the data with enough beneficiaries: how many are lower, of how many. */
  lowerPeers: z.int().nullable(),
  comparedPeers: z.int().nullable(),
});

const FACTOR = z.strictObject({
  factor: z.string(),
  title: z.string(),
  value: z.string(),
  citation: z.string(),
});

const PART = z.strictObject({
  pattern: z.string(),
  title: z.string(),
  points: z.number(),
  weightPoints: z.number(),
  hits: z.int(),
  n: z.int(),
  share: NULLABLE_NUMBER,
  peerShare: NULLABLE_NUMBER,
  peerProviders: z.int(),
});

export const PROVIDER = z.strictObject({
  role: ROLE,
  npi: z.string(),
  beneficiaries: z.int(),
  score: z.number(),
  band: z.enum(['not_scored', 'low', 'watch', 'high']),
  detected: z.array(z.strictObject({ pattern: z.string(), sentence: z.string() })),
  parts: z.array(PART),
  factors: z.array(FACTOR),
  cbr: z.array(CBR_ROW),
});

export const PROVIDER_MONTH = z.strictObject({
  npi: z.string(),
  month: z.string(),
  earlyKxLines: z.int(),
  /** Lines that called for no KX: the denominator of the pattern (earlyKxCount). */
  unrequiredLines: z.int(),
});

export const CAUSE = z.strictObject({
  kind: z.string(),
  role: ROLE.nullable(),
  npi: z.string().nullable(),
  payerId: z.string().nullable(),
  lines: z.int(),
  exposedPaidCents: z.int(),
  underBilledChargeCents: z.int(),
  mend: z.string(),
  reviewed: REVIEWED_BY.nullable().optional(),
});

export type ReportProvider = Readonly<z.infer<typeof PROVIDER>>;
export type ReportCbrRow = Readonly<z.infer<typeof CBR_ROW>>;
export type ReportCause = Readonly<z.infer<typeof CAUSE>>;
export type ProviderMonth = Readonly<z.infer<typeof PROVIDER_MONTH>>;
