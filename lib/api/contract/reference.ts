// Amounts with source and date; proposing one, and a second person's approval of it.

import { z } from '@hono/zod-openapi';
import type { ThresholdYear } from '../../domain/reference.js';
import { cents, isoDay, shapeOf } from './shape.js';

export interface ReferenceAnswer {
  readonly version: string;
  readonly thresholds: readonly ThresholdYear[];
  readonly notices: readonly { readonly kind: string; readonly sentence: string }[];
  readonly counts: Readonly<Record<string, number>>;
}

export const referenceAnswer = shapeOf<ReferenceAnswer>('Amounts and codes behind the verdicts');

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
