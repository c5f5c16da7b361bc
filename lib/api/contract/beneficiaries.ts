// Beneficiaries: the list with its filters, one in full, what-if, and entering outside spend.

import { z } from '@hono/zod-openapi';
import type { Forecast } from '../../pipeline/pages/crossing-forecast.js';
import type { PresentedBeneficiary } from '../../pipeline/present-beneficiary.js';
import { beneficiaryRow, presentedBeneficiary } from './beneficiary-shapes.js';
import { cents, group, isoDay, token, typed } from './shape.js';

const BENEFICIARY_SORTS = ['total', 'remaining', 'attention', 'last', 'exposed'] as const;

export const beneficiariesQuery = z.object({
  year: z.coerce.number().int().optional(),
  group: group.optional(),
  zone: z.enum(['below_kx', 'over_kx', 'over_review', 'kx_amount_unknown']).optional(),
  outside: z.enum(['unknown', 'entered']).optional(),
  attention: z.enum(['any', 'missing', 'early']).optional(),
  sort: z.enum(BENEFICIARY_SORTS).default('exposed'),
  order: z.enum(['asc', 'desc']).default('desc'),
  cursor: z.string().max(60).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
});

export const beneficiariesAnswer = z.object({
  year: z.int().nullable(),
  total: z.int(),
  rows: z.array(beneficiaryRow),
  next: z.string().nullable(),
});

export const tokenParams = z.object({ token });

export const beneficiaryQuery = z.object({ order: z.enum(['receipt', 'dos']).default('receipt') });

/** Where each claim of the page is found. */
export interface BeneficiaryAnswer extends PresentedBeneficiary {
  readonly order: 'receipt' | 'dos';
  readonly claimRefs: Readonly<Record<string, string>>;
  readonly groups: readonly ('PT_SLP' | 'OT')[];
}

export const beneficiaryAnswer = typed<BeneficiaryAnswer>(
  'What `kxray beneficiary --json` prints',
  {
    ...presentedBeneficiary,
    order: z.enum(['receipt', 'dos']),
    claimRefs: z.record(z.string(), z.string()),
    groups: z.array(group),
  },
);

export const whatIfBody = z.object({
  year: z.int().min(2018).max(2199),
  group,
  visitsPerWeek: z.number().min(0.25).max(14),
  /** Left out: the mean of the visits so far. */
  visitCents: z.int().min(1).max(1_000_000).optional(),
  from: isoDay.optional(),
});

export interface WhatIfAnswer {
  readonly year: number;
  readonly group: 'PT_SLP' | 'OT';
  readonly from: string;
  readonly visitCents: number;
  readonly deviationCents: number;
  readonly visitsSeen: number;
  readonly accumulatedCents: number;
  readonly isLowerBound: boolean;
  readonly kx: (Forecast & { readonly thresholdCents: number }) | null;
  readonly review: (Forecast & { readonly thresholdCents: number }) | null;
}

const forecast = typed<NonNullable<WhatIfAnswer['kx']>>('The span in which a line is crossed', {
  likely: isoDay.nullable(),
  earliest: isoDay.nullable(),
  latest: isoDay.nullable(),
  visits: z.int().nullable(),
  isCrossed: z.boolean(),
  thresholdCents: cents,
});

export const whatIfAnswer = typed<WhatIfAnswer>('When each line is crossed, as a span of days', {
  year: z.int(),
  group,
  from: isoDay,
  visitCents: cents,
  deviationCents: cents,
  visitsSeen: z.int(),
  accumulatedCents: cents,
  isLowerBound: z.boolean(),
  kx: forecast.nullable(),
  review: forecast.nullable(),
});

export const seedBody = z.object({
  kind: z.enum(['outside', 'totalUsed']),
  year: z.int().min(2018).max(2199),
  group,
  cents: cents.min(0).max(100_000_000),
  asOf: isoDay.nullable(),
  source: z.string().trim().min(3).max(200),
});

export const seedAnswer = z.object({
  accumulatedCents: cents.nullable(),
  isNew: z.boolean(),
});

export type BeneficiariesAnswer = z.infer<typeof beneficiariesAnswer>;
export type SeedBody = z.infer<typeof seedBody>;
export type WhatIfBody = z.infer<typeof whatIfBody>;
