// Files: sent in as they are, streamed and capped; what became of each; what could not be accepted.

import type { OpenAPIHono } from '@hono/zod-openapi';
import { mendFieldOf } from '../../pipeline/quarantine/mend-fields.js';
import type { QuarantineRecord } from '../../ports/quarantine-store.js';
import type { ApiContext } from '../api-context.js';
import { ingestJob, jobsAnswer, quarantineAnswer, receiveQuery } from '../contract/ingest.js';
import { defineRoute, fail, ok } from '../define-route.js';
import type { Problem } from '../problem.js';
import { NOT_HERE } from './not-built.js';
import { MAX_UPLOAD_BYTES } from './session-routes.js';

const RECORDS_SHOWN = 1_000;

export const TOO_LARGE: Problem = {
  status: 413,
  code: 'file_too_large',
  detail: 'The file is larger than may be sent here: use kxray ingest, or the inbox.',
};

const NO_CONTENT: Problem = {
  status: 415,
  code: 'not_a_file',
  detail: 'Send the file as application/octet-stream.',
};

export function addIngestRoutes(app: OpenAPIHono, context: ApiContext): void {
  const { ports, options } = context;
  defineRoute(app, context, {
    id: 'receiveFile',
    shapes: { query: receiveQuery, answer: ingestJob },
    handler: async ({ principal, query, request }) => {
      const { ingest } = ports.actions;
      if (ingest?.receive === undefined) return fail(NOT_HERE);
      const isFile = request.headers.get('content-type') === 'application/octet-stream';
      if (!isFile || request.body === null) return fail(NO_CONTENT);
      const maxBytes = options.maxUploadBytes ?? MAX_UPLOAD_BYTES;
      if (Number(request.headers.get('content-length') ?? 0) > maxBytes) return fail(TOO_LARGE);
      const job = await ingest.receive({
        principal,
        name: plainName(query.name),
        body: request.body,
        maxBytes,
        includeTest: query.test === 'yes',
      });
      return 'kind' in job ? fail(TOO_LARGE) : ok(job, { subject: job.jobId });
    },
  });
  defineRoute(app, context, {
    id: 'listJobs',
    shapes: { answer: jobsAnswer },
    handler: async ({ principal }) => {
      const jobs = (await ports.actions.ingest?.jobs(principal.tenantId)) ?? [];
      return ok({ jobs: [...jobs] });
    },
  });
  defineRoute(app, context, {
    id: 'quarantine',
    shapes: { answer: quarantineAnswer },
    handler: async ({ principal }) => {
      const all = await ports.quarantine.list(principal.tenantId);
      const records = all.slice(0, RECORDS_SHOWN).map(quarantineRow);
      return ok({ records }, { rows: records.length });
    },
  });
}

function quarantineRow({ tenantId: _, payment: _payment, ...record }: QuarantineRecord) {
  return { ...record, isMendable: record.kind === 'claim' && mendFieldOf(record) !== null };
}

/** The last part of a path, of plain characters: it is shown, and never opened. */
export function plainName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? '';
  const plain = last
    .replaceAll(/[^\w.() -]/g, '_')
    .replace(/^\.+/, '')
    .trim();
  return plain === '' ? 'file' : plain.slice(0, 100);
}
