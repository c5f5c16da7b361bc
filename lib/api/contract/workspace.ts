// What people keep: saved views, settings, and the trail of who did what.

import { z } from '@hono/zod-openapi';
import type { AuditEntry } from '../audit-trail.js';
import { typed } from './shape.js';

export const savedView = z.object({
  viewId: z.string().regex(/^[a-z0-9-]{1,40}$/),
  title: z.string().trim().min(1).max(80),
  page: z.enum(['beneficiaries', 'claims', 'providers', 'patterns', 'alerts', 'reports']),
  /** Filters as they stand in the address: words and numbers of ours, nothing that was typed. */
  query: z.record(z.string().regex(/^[a-z]{1,20}$/), z.string().regex(/^[\w.-]{1,40}$/)),
  savedBy: z.string(),
});

export const viewParams = savedView.pick({ viewId: true });
export const viewBody = savedView.pick({ title: true, page: true, query: true });
export const viewsAnswer = z.object({ views: z.array(savedView) });
export const removedAnswer = z.object({ removed: z.boolean() });

export const exportBody = z.object({
  table: z.string().regex(/^[\w-]{1,40}$/),
  format: z.enum(['csv', 'xlsx']),
  rows: z.int().min(0).max(1_000_000),
});
export const notedAnswer = z.object({ noted: z.literal(true) });

export const settingsAnswer = z.object({
  nearMinimumCents: z.int().nullable(),
  correctionPlacement: z.string(),
  mspAccrual: z.string(),
  changes: z.array(
    z.object({
      kind: z.string(),
      key: z.string(),
      value: z.string(),
      source: z.string(),
      enteredBy: z.string(),
      enteredAt: z.string(),
    }),
  ),
});

export const settingBody = z.discriminatedUnion('name', [
  z.object({
    name: z.literal('nearMinimumCents'),
    value: z.int().min(0).max(100_000),
    source: z.string().min(3).max(200),
  }),
  z.object({
    name: z.literal('correctionPlacement'),
    value: z.enum(['original', 'append']),
    source: z.string().min(3).max(200),
  }),
]);

export const auditQuery = z.object({
  day: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .optional(),
  /** So many of the newest are passed over. */
  from: z.coerce.number().int().min(0).max(1_000_000).default(0),
});
export const auditAnswer = z.object({
  day: z.string(),
  /** Of the day; a page of them is shown. */
  total: z.int(),
  entries: z.array(
    typed<AuditEntry>('Who did what', {
      at: z.string(),
      userId: z.string(),
      role: z.string(),
      action: z.string(),
      route: z.string(),
      subject: z.string().nullable(),
      status: z.int(),
      rows: z.int().nullable(),
    }),
  ),
});

export type SavedView = z.infer<typeof savedView>;
export type SettingsAnswer = z.infer<typeof settingsAnswer>;
export type AuditAnswer = z.infer<typeof auditAnswer>;
