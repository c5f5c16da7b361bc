// Reports that were made, and the files of each.

import { z } from '@hono/zod-openapi';

export const reportRow = z.object({
  reportId: z.string(),
  title: z.string(),
  month: z.string(),
  madeAt: z.string(),
  status: z.string(),
  sha256: z.string().nullable(),
  files: z.array(z.object({ name: z.string(), type: z.string(), bytes: z.int() })),
});

export const reportsAnswer = z.object({ reports: z.array(reportRow) });
export const reportFileParams = z.object({
  reportId: z.string().regex(/^[\w.-]{1,80}$/),
  file: z.string().regex(/^[\w][\w.-]{0,100}$/),
});
export type ReportRow = z.infer<typeof reportRow>;
