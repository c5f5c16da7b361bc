// The part of the report's model that speaks of the record: documents, a simulated request, clocks
// and review topics.

import * as z from 'zod';

const COUNT = z.int().min(0);
const CENTS = z.int();

/** One item of the checklist over all KX lines in the look-back. */
const ITEM_COUNTS = z.strictObject({
  item: z.string(),
  title: z.string(),
  rule: z.string(),
  section: z.string(),
  applicable: COUNT,
  present: COUNT,
  late: COUNT,
  absent: COUNT,
  unknown: COUNT,
});

/** A course of one beneficiary and discipline whose record lacks something, by dollars. */
const GAP = z.strictObject({
  token: z.string(),
  discipline: z.enum(['GP', 'GO', 'GN']),
  year: z.int(),
  kxLines: COUNT,
  allowedCents: CENTS,
  lacking: z.array(z.string()),
});

export const DOCUMENTATION_READINESS = z.strictObject({
  documents: COUNT,
  kxLines: COUNT,
  linesWithDocuments: COUNT,
  /** Prompts come only where the record systems come: past the KX amount. */
  items: z.array(ITEM_COUNTS),
  gaps: z.array(GAP),
});

const ADR_CLAIM = z.strictObject({
  token: z.string(),
  icn: z.string(),
  lines: COUNT,
  allowedCents: CENTS,
  paidCents: CENTS,
  firstServiceDate: z.string(),
  reason: z.string(),
  present: COUNT,
  late: COUNT,
  absent: COUNT,
  unknown: COUNT,
  lacking: z.array(z.string()),
});

export const ADR_SIMULATION = z.strictObject({
  seed: z.string(),
  letterDate: z.string(),
  dueDate: z.string(),
  days: z.int(),
  claimsWanted: COUNT,
  claimsEligible: COUNT,
  claims: z.array(ADR_CLAIM),
});

export const CLOCK = z.strictObject({
  clock: z.string(),
  contractor: z.string(),
  step: z.string(),
  startsAt: z.string(),
  length: z.string(),
  source: z.string(),
  confidence: z.string(),
});

export const REVIEW_TOPIC = z.strictObject({
  topic: z.string(),
  contractor: z.string(),
  title: z.string(),
  scope: z.string(),
  lookBack: z.string(),
  status: z.string(),
  source: z.string(),
  confidence: z.string(),
});

export type ReportClock = Readonly<z.infer<typeof CLOCK>>;
export type ReportTopic = Readonly<z.infer<typeof REVIEW_TOPIC>>;
