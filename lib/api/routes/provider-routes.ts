// Providers and patterns from page objects; the lines behind a part from the host, which may need
// a moment for them.

import type { OpenAPIHono } from '@hono/zod-openapi';
import { claimRefOf } from '../../pipeline/pages/claim-ref.js';
import type {
  PatternsPage,
  ProviderPage,
  ProvidersPage,
} from '../../pipeline/pages/page-contents.js';
import { providerBucket, providerKey } from '../../pipeline/pages/provider-pages.js';
import type { ApiContext } from '../api-context.js';
import {
  partLinesAnswer,
  partParams,
  patternsAnswer,
  providerAnswer,
  providerParams,
  providersAnswer,
  providersQuery,
} from '../contract/providers.js';
import { defineRoute, fail, ok } from '../define-route.js';
import { isMasked, maskPatterns, maskProvider } from '../masking.js';
import { NOT_FOUND } from '../problem.js';
import { NOT_BUILT, NOT_HERE } from './not-built.js';

export function addProviderRoutes(app: OpenAPIHono, context: ApiContext): void {
  const { pages } = context;
  defineRoute(app, context, {
    id: 'listProviders',
    shapes: { query: providersQuery, answer: providersAnswer },
    handler: async ({ principal, query }) => {
      const set = await pages.set(principal.tenantId);
      if (set === null) return fail(NOT_BUILT);
      const page = await pages.page<ProvidersPage>(principal.tenantId, set.pagesId, 'providers');
      const masked = isMasked(principal);
      const own = (page?.providers ?? []).filter(({ role }) => role === query.role);
      return ok({
        runId: page?.runId ?? null,
        period: page?.period ?? null,
        isMasked: masked,
        rows: masked ? own.map(maskProvider) : [...own],
      });
    },
  });
  defineRoute(app, context, {
    id: 'provider',
    shapes: { params: providerParams, answer: providerAnswer },
    handler: async ({ principal, params }) => {
      const set = await pages.set(principal.tenantId);
      if (set === null) return fail(NOT_BUILT);
      type Bucket = Readonly<Record<string, ProviderPage>>;
      const bucket = await pages.page<Bucket>(
        principal.tenantId,
        set.pagesId,
        providerBucket(params.npi),
      );
      const provider = bucket?.[providerKey(params)];
      return provider === undefined ? fail(NOT_FOUND) : ok(provider);
    },
  });
  addPatternRoutes(app, context);
}

function addPatternRoutes(app: OpenAPIHono, context: ApiContext): void {
  defineRoute(app, context, {
    id: 'partLines',
    shapes: { params: partParams, answer: partLinesAnswer },
    handler: async ({ principal, params }) => {
      const { actions } = context.ports;
      if (actions.partLines === undefined) return fail(NOT_HERE);
      const { tenantId } = principal;
      const set = await context.pages.set(tenantId);
      if (set === null || set.runId === null) return fail(NOT_BUILT);
      const { snapshotId, runId } = set;
      const found = await actions.partLines({ tenantId, snapshotId, runId, ...params });
      if (found.kind === 'pending') return { kind: 'later' };
      if (found.kind === 'unknown') return fail(NOT_FOUND);
      const { tokens } = await context.ports.openTenant(tenantId);
      const lines = found.lines.map((line) => ({
        ...line,
        claimRef: claimRefOf(tokens, line.icn),
      }));
      const subject = `${params.role} ${params.npi} ${params.pattern}`;
      return ok({ total: lines.length, lines }, { subject, rows: lines.length });
    },
  });
  defineRoute(app, context, {
    id: 'patterns',
    shapes: { answer: patternsAnswer },
    handler: async ({ principal }) => {
      const set = await context.pages.set(principal.tenantId);
      if (set === null) return fail(NOT_BUILT);
      const page = await context.pages.page<PatternsPage>(
        principal.tenantId,
        set.pagesId,
        'patterns',
      );
      return ok(page !== null && isMasked(principal) ? maskPatterns(page) : page);
    },
  });
}
