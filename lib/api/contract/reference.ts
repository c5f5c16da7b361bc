// Amounts with source and date; proposing one, and a second person's approval of it.

import { z } from '@hono/zod-openapi';
import type { ThresholdYear } from '../../domain/reference.js';
import { cents, isoDay, typed } from './shape.js';

export interface ReferenceAnswer {
  readonly version: string;
  readonly thresholds: readonly ThresholdYear[];
  readonly notices: readonly { readonly kind: string; readonly sentence: string }[];
  readonly counts: Readonly<Record<string, number>>;
}

const amounts = z.object({ PT_SLP: cents.nullable(), OT: cents.nullable() });

export const referenceAnswer = typed<ReferenceAnswer>('Amounts and codes behind the verdicts', {
  version: z.string(),
  thresholds: z.array(
    typed<ThresholdYear>('The amounts of a year, with their source', {
      source: z.string(),
      confidence: z.string(),
      checkedOn: isoDay,
      year: z.int(),
      regime: z.string(),
      kxCents: amounts,
      reviewCents: amounts,
      reviewFrom: isoDay,
      isKxRemedyAvailable: z.boolean(),
      isKxAmountPending: z.boolean(),
      isReviewAmountPending: z.boolean(),
      note: z.string(),
    }),
  ),
  notices: z.array(z.object({ kind: z.string(), sentence: z.string() })),
  counts: z.record(z.string(), z.int()),
});

export const proposalBody = z.object({
  what: z.enum(['kx', 'review']),
  year: z.int().min(2018).max(2199),
  group: z.enum(['PT_SLP', 'OT', 'both']),
  cents: cents.min(1).max(100_000_000),
  source: z.string().trim().min(3).max(300),
  checkedOn: isoDay,
});

export const proposal = proposalBody.extend({
  proposalId: z.string(),
  state: z.enum(['proposed', 'approved', 'refused']),
  proposedBy: z.string(),
  proposedAt: z.string(),
  decidedBy: z.string().nullable(),
  decidedAt: z.string().nullable(),
});

export const proposalsAnswer = z.object({ proposals: z.array(proposal) });
export const proposalParams = z.object({ proposalId: z.string().regex(/^[0-9a-f-]{36}$/) });
export const decisionBody = z.object({ decision: z.enum(['approve', 'refuse']) });

export type AmountProposal = z.infer<typeof proposal>;
export type ProposalBody = z.infer<typeof proposalBody>;
