// Files that go from the browser straight to the inbox: the API signs a form for one content, and
// is told when it was sent. No name that a person gave a file comes here.

import type { OpenAPIHono } from '@hono/zod-openapi';
import type { ApiContext } from '../api-context.js';
import {
  announcedFile,
  ingestJob,
  sentBody,
  uploadForm,
  uploadParams,
} from '../contract/ingest.js';
import { defineRoute, fail, ok } from '../define-route.js';
import { TOO_LARGE } from './ingest-routes.js';
import { NOT_HERE } from './not-built.js';
import { MAX_UPLOAD_BYTES } from './session-routes.js';

export function addUploadRoutes(app: OpenAPIHono, context: ApiContext): void {
  const { ports, options } = context;
  const uploads = ports.actions.ingest?.uploads;
  defineRoute(app, context, {
    id: 'signUpload',
    shapes: { body: announcedFile, answer: uploadForm },
    handler: async ({ principal, body }) => {
      if (uploads === undefined) return fail(NOT_HERE);
      if (body.bytes > (options.maxUploadBytes ?? MAX_UPLOAD_BYTES)) return fail(TOO_LARGE);
      const form = await uploads.sign({ principal, ...body });
      return ok(form, { subject: form.uploadId });
    },
  });
  defineRoute(app, context, {
    id: 'noteUpload',
    shapes: { params: uploadParams, body: sentBody, answer: ingestJob },
    handler: async ({ principal, params, body }) => {
      if (uploads === undefined) return fail(NOT_HERE);
      const job = await uploads.noteSent({ principal, ...params, ...body });
      return ok(job, { subject: params.uploadId });
    },
  });
}
