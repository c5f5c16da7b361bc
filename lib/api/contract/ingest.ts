// Files sent in, how far each is, and what could not be accepted.

import { z } from '@hono/zod-openapi';
import type { FilePosition } from '../../domain/file-position.js';
import type { QuarantineRecord } from '../../ports/quarantine-store.js';
import { typed } from './shape.js';

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
      /** Of a list of documents; refused rows are messages, with the row as their place. */
      documents: z
        .object({ rows: z.int(), added: z.int(), known: z.int(), refused: z.int() })
        .optional(),
    })
    .nullable(),
  failure: z.string().nullable(),
});

export const jobsAnswer = z.object({ jobs: z.array(ingestJob) });

export type QuarantineRow = Omit<QuarantineRecord, 'tenantId' | 'payment'> & {
  readonly isMendable: boolean;
};

export const quarantineAnswer = z.object({
  records: z.array(
    typed<QuarantineRow>('What could not be accepted, why, and whether a person may mend it', {
      quarantineKey: z.string(),
      kind: z.enum(['claim', 'file', 'list']),
      reason: z.string(),
      field: z.string().nullable(),
      message: z.string(),
      lines: z.int(),
      chargeCents: z.int(),
      position: typed<FilePosition>('Where it stood in its file', {
        file: z.string(),
        interchange: z.int(),
        transaction: z.string().nullable(),
        segment: z.int(),
        byteOffset: z.int(),
      }),
      isMendable: z.boolean(),
    }),
  ),
});
export const receiveQuery = z.object({
  name: z.string().min(1).max(200),
  test: z.enum(['yes', 'no']).default('no'),
});

export const announcedFile = z.object({
  bytes: z.int().min(1).max(5_000_000_000),
  /** SHA-256 of the content: what arrives is what was announced. */
  sha256: z.string().regex(/^[A-Za-z0-9+/]{43}=$/),
});

export const uploadForm = z.object({
  uploadId: z.string(),
  /** Of the inbox, which takes the form and nothing else from a browser. */
  url: z.string(),
  /** Fields of the form, to be sent before the file. */
  fields: z.record(z.string(), z.string()),
  /** ISO instant. */
  expiresAt: z.string(),
});

export const uploadParams = z.object({
  uploadId: z.string().regex(/^\d{4}-\d{2}-\d{2}\.[0-9a-f-]{36}$/),
});
export const sentBody = z.object({
  bytes: announcedFile.shape.bytes,
  etag: z.string().regex(/^[\w-]{1,80}$/),
});

export type UploadForm = z.infer<typeof uploadForm>;
export type IngestJob = z.infer<typeof ingestJob>;
export type QuarantineAnswer = z.infer<typeof quarantineAnswer>;
