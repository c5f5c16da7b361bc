// The API of both hosts: `createApi` makes one Hono app from ports and options. Embedded:
// @hono/node-server; aws: hono/aws-lambda. Whatever has no row in the access table is refused.

import { OpenAPIHono } from '@hono/zod-openapi';
import { ACCESS_TABLE } from './access-table.js';
import type { ApiContext } from './api-context.js';
import type { ApiOptions, ApiPorts } from './api-ports.js';
import { createAuditTrail } from './audit-trail.js';
import { pageReaderOf } from './page-reader.js';
import { NOT_FOUND, problemResponse } from './problem.js';
import { createRateLimit } from './rate-limit.js';
import { addBeneficiaryRoutes } from './routes/beneficiary-routes.js';
import { addCaseRoutes } from './routes/case-routes.js';
import { addClaimRoutes } from './routes/claim-routes.js';
import { addEndpointRoutes } from './routes/endpoint-routes.js';
import { addEventRoutes } from './routes/event-routes.js';
import { addEvidenceRoutes } from './routes/evidence-routes.js';
import { addIngestRoutes } from './routes/ingest-routes.js';
import { addMendRoutes } from './routes/mend-routes.js';
import { addOverviewRoutes } from './routes/overview-routes.js';
import { addProviderRoutes } from './routes/provider-routes.js';
import { addReferenceRoutes } from './routes/reference-routes.js';
import { addSessionRoutes } from './routes/session-routes.js';
import { addUploadRoutes } from './routes/upload-routes.js';
import { addWorkspaceRoutes } from './routes/workspace-routes.js';
import { API_POLICY, SECURITY_HEADERS } from './security-headers.js';

/** A person clicks a few times a second at most; a page asks for a handful of things. */
const CALLS_PER_MINUTE = 1_200;
const LOOK_UPS_PER_MINUTE = 60;

export function createApi(ports: ApiPorts, options: ApiOptions): OpenAPIHono {
  const app = new OpenAPIHono();
  const context: ApiContext = {
    ports,
    options,
    pages: pageReaderOf(ports.objects),
    audit: createAuditTrail(ports.objects),
    callLimit: createRateLimit(options.callsPerMinute ?? CALLS_PER_MINUTE),
    lookUpLimit: createRateLimit(options.lookUpsPerMinute ?? LOOK_UPS_PER_MINUTE),
  };
  app.use('*', async (c, next) => {
    await next();
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) c.res.headers.set(name, value);
    c.res.headers.set('content-security-policy', API_POLICY);
  });
  app.get(ACCESS_TABLE.health.path, (c) => c.json({ status: 'ok' as const }));
  app.get(ACCESS_TABLE.document.path, (c) => c.json(apiDocument(app)));
  addSessionRoutes(app, context);
  addOverviewRoutes(app, context);
  addBeneficiaryRoutes(app, context);
  addEvidenceRoutes(app, context);
  addClaimRoutes(app, context);
  addCaseRoutes(app, context);
  addProviderRoutes(app, context);
  addReferenceRoutes(app, context);
  addIngestRoutes(app, context);
  addMendRoutes(app, context);
  addUploadRoutes(app, context);
  addEventRoutes(app, context);
  addEndpointRoutes(app, context);
  addWorkspaceRoutes(app, context);
  app.notFound(() => problemResponse(NOT_FOUND));
  app.onError((error) => {
    // The name alone: a message may hold what was sent.
    ports.logger.error('the API failed', { step: 'api', reason: error.name });
    const detail = 'Something failed on our side; nothing was changed that the ledger depends on.';
    return problemResponse({ status: 500, code: 'failed', detail });
  });
  return app;
}

function apiDocument(app: OpenAPIHono): unknown {
  return app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'KXRay',
      version: '0.1.0',
      description:
        'Audit-risk analytics for Medicare Part B outpatient therapy. Amounts are cents. ' +
        'Figures are screening results, not findings of error.',
    },
  });
}
