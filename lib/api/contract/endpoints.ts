// Endpoints of alerts: who is told, of what, what may go there, and the secret that signs - which
// an answer holds once, when it is made.

import { z } from '@hono/zod-openapi';
import { LEDGER_ALERT_TYPES } from '../../domain/alerts/alert-event.js';
import { DEFAULT_TYPES } from '../../domain/alerts/endpoint-filter.js';
import { PAYLOAD_FIELDS } from '../../domain/alerts/payload-fields.js';
import { cents } from './shape.js';

const words = z.string().trim().min(3).max(200);
const tenDigits = z.string().regex(/^\d{10}$/);
/** Of one year's dollars of a beneficiary more is never at stake. */
const CENTS_MAX = 100_000_000;
/** Thirty days: longer is no rotation. */
const OVERLAP_HOURS_MAX = 720;

const filter = z.object({
  types: z.array(z.enum(LEDGER_ALERT_TYPES)).min(1),
  npis: z.array(tenDigits).max(100),
  minimumCents: cents.min(0).max(CENTS_MAX),
});

export const endpointRow = z.object({
  endpointId: z.string(),
  /** The host alone: a path may hold somebody's secret. */
  host: z.string(),
  description: z.string(),
  createdAt: z.string(),
  filter: z.object({ types: z.array(z.string()), npis: z.array(z.string()), minimumCents: cents }),
  fields: z.array(z.string()),
  /** Null: nothing protected goes there. */
  baa: z.object({ note: z.string(), recordedBy: z.string(), recordedAt: z.string() }).nullable(),
  disabled: z.object({ reason: z.string(), at: z.string() }).nullable(),
  secrets: z.array(
    z.object({ secretId: z.string(), createdAt: z.string(), expiresAt: z.string().nullable() }),
  ),
});

export const endpointsAnswer = z.object({ endpoints: z.array(endpointRow), most: z.int() });
export const endpointParams = z.object({ endpointId: z.string().regex(/^ep_[0-9a-f]{12}$/) });

export const endpointBody = z.object({
  url: z.string().trim().min(8).max(2_000),
  description: z.string().trim().max(200).default(''),
  filter: filter.default({ types: [...DEFAULT_TYPES], npis: [], minimumCents: 0 }),
  fields: z.array(z.enum(PAYLOAD_FIELDS)).default([...PAYLOAD_FIELDS]),
  /** Which business associate agreement lets it receive PHI; null: none. */
  baaNote: words.nullable().default(null),
});

export const endpointChangeBody = z.discriminatedUnion('change', [
  z.object({ change: z.literal('enable') }),
  z.object({ change: z.literal('disable') }),
  z.object({ change: z.literal('baa'), note: words }),
  z.object({ change: z.literal('baa_withdrawn') }),
  z.object({ change: z.literal('filter'), filter }),
]);

export const rotationBody = z.object({
  overlapHours: z.int().min(0).max(OVERLAP_HOURS_MAX).default(24),
});

export const endpointWithSecret = z.object({
  endpoint: endpointRow,
  /** Shown in this answer and never again. */
  secret: z.string(),
});

export const endpointTestAnswer = z.object({
  kind: z.enum(['delivered', 'gone', 'failed']),
  status: z.int().nullable(),
  reason: z.string().nullable(),
});

export type EndpointRow = z.infer<typeof endpointRow>;
export type EndpointsAnswer = z.infer<typeof endpointsAnswer>;
export type EndpointBody = z.infer<typeof endpointBody>;
export type EndpointChange = z.infer<typeof endpointChangeBody>;
export type EndpointWithSecret = z.infer<typeof endpointWithSecret>;
export type EndpointTestAnswer = z.infer<typeof endpointTestAnswer>;
