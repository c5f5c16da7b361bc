// Who is signed in, how the service is, and how fresh what it shows is.

import { z } from '@hono/zod-openapi';

export const freshness = z.object({
  state: z.enum(['empty', 'building', 'current', 'stale']),
  snapshotId: z.string().nullable(),
  asOf: z.string().nullable(),
  dataThrough: z.string().nullable(),
  builtAt: z.string().nullable(),
  years: z.array(z.int()),
  months: z.array(z.string()),
});

export const meAnswer = z.object({
  userId: z.string(),
  role: z.enum(['viewer', 'analyst', 'reviewer', 'admin']),
  tenantId: z.string(),
  host: z.enum(['embedded', 'aws']),
  isMasked: z.boolean(),
  features: z.object({
    ingest: z.boolean(),
    /** Files go straight to the inbox, not through the API. */
    uploads: z.boolean(),
    alerts: z.boolean(),
    reports: z.boolean(),
    /** A report can be asked for here; else the monthly run makes it. */
    makeReport: z.boolean(),
    partLines: z.boolean(),
    endpoints: z.boolean(),
    cases: z.boolean(),
    mend: z.boolean(),
  }),
  maxUploadBytes: z.int(),
  routes: z.array(z.string()).openapi({ description: 'Routes that this role may call' }),
  freshness,
});

export type Me = z.infer<typeof meAnswer>;
export type Freshness = z.infer<typeof freshness>;
