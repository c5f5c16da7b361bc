// Who is signed in, what this host offers, and how fresh the pages are.

import type { OpenAPIHono } from '@hono/zod-openapi';
import { readPointer } from '../../pipeline/lake/snapshot-pointer.js';
import { mayCall, ROUTE_IDS } from '../access-table.js';
import type { ApiContext } from '../api-context.js';
import { meAnswer, type Freshness } from '../contract/session.js';
import { defineRoute, ok } from '../define-route.js';
import { isMasked } from '../masking.js';

export const MAX_UPLOAD_BYTES = 64 * 1024 * 1024;

export function addSessionRoutes(app: OpenAPIHono, context: ApiContext): void {
  defineRoute(app, context, {
    id: 'me',
    shapes: { answer: meAnswer },
    handler: async ({ principal }) => {
      const { actions } = context.ports;
      const freshness = await freshnessOf(context, principal.tenantId);
      // Somebody published beside this process: whoever looks first has the pages built.
      const isOld = freshness.state === 'stale' || freshness.state === 'building';
      if (isOld) actions.pagesAreOld?.(principal.tenantId);
      return ok({
        ...principal,
        host: context.options.host,
        isMasked: isMasked(principal),
        features: {
          ingest: actions.ingest !== undefined,
          uploads: actions.ingest?.uploads !== undefined,
          alerts: actions.alerts !== undefined,
          reports: actions.reports !== undefined,
          makeReport: actions.reports?.make !== undefined,
          partLines: actions.partLines !== undefined,
          endpoints: actions.endpoints !== undefined,
          cases: context.ports.cases !== undefined,
          mend: actions.acceptMended !== undefined,
        },
        maxUploadBytes: context.options.maxUploadBytes ?? MAX_UPLOAD_BYTES,
        routes: ROUTE_IDS.filter((id) => mayCall(id, principal.role)),
        freshness,
      });
    },
  });
}

async function freshnessOf({ ports, pages }: ApiContext, tenantId: string): Promise<Freshness> {
  const set = await pages.set(tenantId);
  const stored = await readPointer({ tenantId, objects: ports.objects });
  const snapshotId = stored?.pointer.snapshotId ?? null;
  if (set === null) {
    const state = snapshotId === null ? 'empty' : 'building';
    return {
      state,
      snapshotId,
      asOf: null,
      dataThrough: null,
      builtAt: null,
      years: [],
      months: [],
    };
  }
  const { asOf, dataThrough, builtAt, years, claimParts } = set;
  return {
    state: set.snapshotId === snapshotId ? (years.length === 0 ? 'empty' : 'current') : 'stale',
    snapshotId: set.snapshotId,
    asOf,
    dataThrough,
    builtAt,
    years: [...years],
    months: [...new Set(claimParts.map(({ month }) => month))],
  };
}
