// Reports that were made, and the files of each.

import { z } from '@hono/zod-openapi';

export const reportRow = z.object({
  /** Month and edition: `2026-05.1`. */
  reportId: z.string(),
  month: z.string(),
  edition: z.int(),
  files: z.array(z.string()),
});

export const reportsAnswer = z.object({ reports: z.array(reportRow) });
export const makeReportBody = z.object({ month: z.string().regex(/^\d{4}-\d{2}$/) });
export const madeReport = reportRow.extend({ sha256: z.string() });

export const reportFileParams = z.object({
  reportId: z.string().regex(/^\d{4}-\d{2}\.\d{1,4}$/),
  file: z.string().regex(/^kxray-report-\d{4}-\d{2}\.(pdf|xlsx|html|json)$/),
});

export const reportLink = z.object({
  /** To be opened as it is, without a token: an address of this API, or of where the file lies. */
  url: z.string(),
  /** Begin the download before; null: it stays. */
  expiresAt: z.string().nullable(),
});

export type ReportLink = z.infer<typeof reportLink>;
export type ReportRow = z.infer<typeof reportRow>;
export type MadeReport = z.infer<typeof madeReport>;
