// Mending a quarantined claim: the fault that stands in its way, what a person enters for it, and
// what became of the claim. No answer repeats what was entered or names a beneficiary.

import { z } from '@hono/zod-openapi';
import type { MendableFault } from '../../pipeline/quarantine/mend-claim.js';
import type { IngestFate } from '../../pipeline/ingest-summary.js';
import { typed } from './shape.js';

export const quarantineParams = z.object({ quarantineKey: z.string().regex(/^[\w-]{16,64}$/) });

export const mendBody = z.object({
  /** In the order of the faults; the first ones answered before the next is known. */
  mends: z
    .array(
      z.object({
        segment: z.int().min(0).max(100_000),
        field: z.string().regex(/^[A-Z0-9_]{2,40}$/),
        value: z.string().trim().min(1).max(60),
      }),
    )
    .max(20),
  /** False: only tell what stands in the way. */
  isFinal: z.boolean(),
});

export type MendAnswer =
  | { readonly kind: 'fault'; readonly fault: MendableFault }
  | { readonly kind: 'readable'; readonly lines: number; readonly chargeCents: number }
  | { readonly kind: 'unmendable'; readonly message: string }
  /** `quarantined`: set aside again, for another reason. */
  | { readonly kind: 'accepted'; readonly fate: IngestFate; readonly lines: number };

export const mendAnswer: z.ZodType<MendAnswer> = z.union([
  typed<Extract<MendAnswer, { kind: 'fault' }>>('What stands in the way', {
    kind: z.literal('fault'),
    fault: typed<MendableFault>('A value that a person may enter', {
      input: z.string(),
      question: z.string(),
      isShown: z.boolean(),
      segment: z.int(),
      field: z.string(),
      reason: z.string(),
      message: z.string(),
      present: z.string().nullable(),
    }),
  }),
  typed<Extract<MendAnswer, { kind: 'readable' }>>('It can be read now', {
    kind: z.literal('readable'),
    lines: z.int(),
    chargeCents: z.int(),
  }),
  typed<Extract<MendAnswer, { kind: 'unmendable' }>>('It must come again from its sender', {
    kind: z.literal('unmendable'),
    message: z.string(),
  }),
  typed<Extract<MendAnswer, { kind: 'accepted' }>>('What became of it', {
    kind: z.literal('accepted'),
    fate: z.string(),
    lines: z.int(),
  }),
]);
export type MendBody = z.infer<typeof mendBody>;
