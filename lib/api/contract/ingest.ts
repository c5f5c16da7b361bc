// Files sent in, how far each is, and what could not be accepted.

import { z } from '@hono/zod-openapi';
import type { QuarantineRecord } from '../../ports/quarantine-store.js';
import { shapeOf } from './shape.js';

export const ingestJob = z.object({
  jobId: z.string(),
  name: z.string(),
  state: z.enum(['waiting', 'reading', 'publishing', 'done', 'failed']),
  receivedAt: z.string(),
  bytes: z.int(),
  bytesRead: z.int(),
  /** Sentences for people; null until the file is read. */
  summary: z
    .object({
      isBalanced: z.boolean(),
      isReadWhole: z.boolean(),
      rows: z.array(
        z.object({ fate: z.string(), claims: z.int(), lines: z.int(), chargeCents: z.int() }),
      ),
      messages: z.array(
        z.object({
          severity: z.string(),
          reason: z.string(),
          message: z.string(),
          place: z.string(),
        }),
      ),
      payersToConfirm: z.array(z.object({ payerId: z.string(), claims: z.int() })),
    })
    .nullable(),
  failure: z.string().nullable(),
});

export const jobsAnswer = z.object({ jobs: z.array(ingestJob) });
export const quarantineAnswer = z.object({
  records: z.array(
    shapeOf<Omit<QuarantineRecord, 'tenantId'>>('What could not be accepted, and why'),
  ),
});
export const receiveQuery = z.object({
  name: z.string().min(1).max(200),
  test: z.enum(['yes', 'no']).default('no'),
});

export type IngestJob = z.infer<typeof ingestJob>;
export type QuarantineAnswer = z.infer<typeof quarantineAnswer>;
