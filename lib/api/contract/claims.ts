// Claims: the list, one claim with every line explained, and looking up by a number.

import { z } from '@hono/zod-openapi';
import type { ExplainedClaim } from '../../pipeline/explain-line.js';
import { claimRow, lineExplanation, versionStory } from './claim-shapes.js';
import { claimRef, npi, typed } from './shape.js';

export const claimsQuery = z.object({
  month: z
    .string()
    .regex(/^\d{4}-\d{2}$/)
    .optional(),
  attention: z
    .enum(['any', 'missing', 'early', 'conflict', 'mixed', 'denied', 'review'])
    .optional(),
  npi: npi.optional(),
  cursor: z.string().max(60).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
});

export const claimsAnswer = z.object({
  rows: z.array(claimRow),
  next: z.string().nullable(),
  /** All claims of the months looked at, before filters. */
  claims: z.int(),
});

export const claimParams = z.object({ claimRef });

export interface ConditionAnswer {
  readonly name: string;
  readonly question: string;
  readonly answer: true | false | 'unknowable';
  readonly reason: string;
}

export interface ClaimAnswer extends Omit<ExplainedClaim, 'kind'> {
  readonly claimRef: string;
  readonly payerIds: readonly string[];
  /** Tokens of others whose claim has the same number. */
  readonly others: readonly string[];
  /** The conditions under which software may put KX on a line, by line number. */
  readonly conditions: Readonly<Record<string, readonly ConditionAnswer[]>>;
}

const condition = typed<ConditionAnswer>('May software put KX on the line', {
  name: z.string(),
  question: z.string(),
  answer: z.union([z.boolean(), z.literal('unknowable')]),
  reason: z.string(),
});

export const claimAnswer = typed<ClaimAnswer>('What `kxray explain --json` prints', {
  token: z.string(),
  claim: z.string(),
  standing: z.string(),
  history: z.array(versionStory),
  lines: z.array(lineExplanation),
  claimRef: z.string(),
  payerIds: z.array(z.string()),
  others: z.array(z.string()),
  conditions: z.record(z.string(), z.array(condition)),
});

export const lookUpBody = z.object({ text: z.string().trim().min(3).max(60) });

export const lookUpAnswer = z.object({
  matches: z.array(
    z.object({
      kind: z.enum(['beneficiary', 'claim', 'provider']),
      /** Address in the dashboard: a keyed hash or an NPI, never what was typed. */
      path: z.string(),
    }),
  ),
});

export type ClaimsAnswer = z.infer<typeof claimsAnswer>;
export type LookUpAnswer = z.infer<typeof lookUpAnswer>;
