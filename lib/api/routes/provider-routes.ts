// Providers and patterns from page objects; the lines behind a part, which may take a moment.

import type { OpenAPIHono } from '@hono/zod-openapi';
import type { PatternsPage, ProvidersPage } from '../../pipeline/pages/page-contents.js';
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
import { NOT_BUILT } from './not-built.js';
import { partLines, providerOf } from './part-lines.js';

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
      const provider = await providerOf(context, set, { tenantId: principal.tenantId, ...params });
      return provider === null ? fail(NOT_FOUND) : ok(provider);
    },
  });
  addPatternRoutes(app, context);
}

function addPatternRoutes(app: OpenAPIHono, context: ApiContext): void {
  defineRoute(app, context, {
    id: 'partLines',
    shapes: { params: partParams, answer: partLinesAnswer },
    handler: async ({ principal, params }) => {
      const lines = await partLines(context, principal.tenantId, params);
      if (lines === 'later') return { kind: 'later' };
      if ('problem' in lines) return fail(lines.problem);
      const subject = `${params.role} ${params.npi} ${params.pattern}`;
      return ok(lines, { subject, rows: lines.lines.length });
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
