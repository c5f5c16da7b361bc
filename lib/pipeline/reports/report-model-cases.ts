// The part of the report's model that speaks of reviewers: who has which finding, what was decided
// by month end, what is due. Absent from reports that were stored before cases were kept.

import * as z from 'zod';
import { CASE_STATUSES } from '../../ports/case-store.js';

const COUNT = z.int().min(0);
const DAY = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const OWNER = z.string().nullable();

/** What a reviewer said of a line or a cause; null where nobody did. */
export const REVIEWED_BY = z.strictObject({
  status: z.enum(CASE_STATUSES),
  owner: OWNER,
  isReopened: z.boolean(),
});

/** All lines of a finding by who has them: each line of the findings is in one row. */
const OWNER_ROW = z.strictObject({
  finding: z.string(),
  owner: OWNER,
  open: COUNT,
  inReview: COUNT,
  confirmed: COUNT,
  /** Of the open ones: decided before, and changed since. */
  reopened: COUNT,
  /** In no closing figure of the movement. */
  settled: COUNT,
  settledCents: z.int(),
  settledPaidCents: z.int(),
  nextDue: DAY.nullable(),
});

/** A line that somebody took or decided on; notes stay in the workspace. */
const CASE_LINE = z.strictObject({
  icn: z.string(),
  line: z.int(),
  finding: z.string().nullable(),
  status: z.enum(CASE_STATUSES),
  owner: OWNER,
  isReopened: z.boolean(),
  since: DAY,
  dueDay: DAY.nullable(),
  /** Of a payment that is known to be wrong (REF-1); absent from reports stored before. */
  refund: z
    .strictObject({
      identifiedOn: DAY,
      returnBy: DAY,
      suspendedDays: COUNT,
      suspendedTo: DAY.nullable(),
    })
    .nullable()
    .optional(),
  cents: z.int(),
  paidCents: z.int(),
});

export const CASE_FIGURES = z.strictObject({
  owners: z.array(OWNER_ROW),
  /** Unsettled ones with a day first, by that day; then the rest, by dollars. */
  lines: z.array(CASE_LINE),
});

export type ReviewedBy = Readonly<z.infer<typeof REVIEWED_BY>>;
export type OwnerRow = Readonly<z.infer<typeof OWNER_ROW>>;
export type CaseLine = Readonly<z.infer<typeof CASE_LINE>>;
export type CaseFigures = Readonly<z.infer<typeof CASE_FIGURES>>;
