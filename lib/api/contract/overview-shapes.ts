// Fields of the first page and the totals; counts of people are null where they are masked.

import { z } from '@hono/zod-openapi';
import type {
  AttentionLine,
  AttentionRow,
  MonthShare,
  StandingOut,
  TodayPage,
} from '../../pipeline/pages/page-contents.js';
import type { GroupTotals, Totals } from '../../pipeline/read-totals.js';
import { cents, count, group, isoDay, role, typed, word } from './shape.js';

/** Those of `kxray totals --json`. */
export const totalsFields: Readonly<Record<keyof Totals, z.ZodType>> = {
  finalClaims: count,
  finalLines: count,
  therapyLines: count,
  kxLines: count,
  deniedTherapyLines: count,
  finalAllowedCents: cents,
  finalPaidCents: cents,
  beneficiaries: count.nullable(),
  quarantinedClaims: count,
  quarantinedLines: count,
  quarantinedFiles: count,
  byYearAndGroup: z.array(
    typed<GroupTotals>('A group of a year', {
      year: z.int(),
      group: group.nullable(),
      lines: count,
      beneficiaries: count.nullable(),
      kxLines: count,
      deniedLines: count,
      allowedCents: cents,
      paidCents: cents,
      accruedCents: cents,
    }),
  ),
};

const attentionLine = typed<AttentionLine>('A line to look at', {
  assessment: word,
  token: z.string(),
  claim: z.string(),
  claimRef: z.string(),
  line: z.int(),
  year: z.int(),
  group,
  serviceDate: isoDay,
  hcpcs: z.string(),
  modifiers: z.array(z.string()),
  isDenied: z.boolean(),
  chargeCents: cents,
  accruedCents: cents,
  beforeCents: cents.nullable(),
  afterCents: cents.nullable(),
  kxThresholdCents: cents.nullable(),
});

/** Of the page; what the answer adds to it or masks is in overview.ts. */
export const todayFields: Readonly<
  Record<Exclude<keyof TodayPage, 'exposures' | 'totals'>, z.ZodType>
> = {
  asOf: isoDay,
  lookBackFrom: isoDay,
  zones: z.array(
    z.object({
      year: z.int(),
      group,
      zone: word,
      beneficiaries: count.nullable(),
      lowerBoundBeneficiaries: count.nullable(),
    }),
  ),
  attention: z.array(
    typed<AttentionRow>('Lines that need attention, by what they need', {
      year: z.int(),
      group,
      assessment: word,
      certainty: word,
      lines: count,
      deniedLines: count,
      beneficiaries: count,
      allowedCents: cents,
    }),
  ),
  lines: z.array(attentionLine),
  providers: z.array(
    typed<StandingOut>('A provider who stands out', {
      role,
      npi: z.string(),
      score: z.number(),
      band: word,
      pattern: word,
      title: z.string(),
      sentence: z.string(),
      patterns: count,
    }),
  ),
  trend: z.array(
    typed<MonthShare>('A month of all providers', {
      month: isoDay,
      therapyLines: count,
      kxLines: count,
      earlyKxLines: count,
      unrequiredLines: count,
    }),
  ),
  pendingYears: z.array(z.int()),
};
