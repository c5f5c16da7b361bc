// What people keep in a workspace: saved views, settings, the note of an export, the audit trail.

import type { OpenAPIHono } from '@hono/zod-openapi';
import { foldSettingsOf, SETTING_KINDS } from '../../pipeline/fold-settings-of.js';
import type { ApiContext } from '../api-context.js';
import {
  auditAnswer,
  auditQuery,
  exportBody,
  notedAnswer,
  removedAnswer,
  savedView,
  settingBody,
  settingsAnswer,
  viewBody,
  viewParams,
  viewsAnswer,
  type SettingsAnswer,
} from '../contract/workspace.js';
import { defineRoute, fail, ok } from '../define-route.js';
import { NOT_FOUND } from '../problem.js';
import { putView, readViews, removeView } from '../saved-views.js';

export function addWorkspaceRoutes(app: OpenAPIHono, context: ApiContext): void {
  const { objects } = context.ports;
  defineRoute(app, context, {
    id: 'listViews',
    shapes: { answer: viewsAnswer },
    handler: async ({ principal }) =>
      ok({ views: [...(await readViews(objects, principal.tenantId))] }),
  });
  defineRoute(app, context, {
    id: 'saveView',
    shapes: { params: viewParams, body: viewBody, answer: savedView },
    handler: async ({ principal, params, body }) => {
      const view = { ...params, ...body, savedBy: principal.userId };
      await putView(objects, principal.tenantId, view);
      return ok(view, { subject: params.viewId });
    },
  });
  defineRoute(app, context, {
    id: 'removeView',
    shapes: { params: viewParams, answer: removedAnswer },
    handler: async ({ principal, params }) => {
      const removed = await removeView(objects, principal.tenantId, params.viewId);
      return removed ? ok({ removed }, { subject: params.viewId }) : fail(NOT_FOUND);
    },
  });
  defineRoute(app, context, {
    id: 'noteExport',
    shapes: { body: exportBody, answer: notedAnswer },
    handler: ({ body }) =>
      Promise.resolve(
        ok({ noted: true as const }, { subject: `${body.table}.${body.format}`, rows: body.rows }),
      ),
  });
  defineRoute(app, context, {
    id: 'auditTrail',
    shapes: { query: auditQuery, answer: auditAnswer },
    handler: async ({ principal, query, now }) => {
      const day = query.day ?? now.slice(0, 10);
      const { total, entries } = await context.audit.pageOfDay(principal.tenantId, day, query.from);
      return ok({ day, total, entries: [...entries] });
    },
  });
  addSettingRoutes(app, context);
}

function addSettingRoutes(app: OpenAPIHono, context: ApiContext): void {
  defineRoute(app, context, {
    id: 'settings',
    shapes: { answer: settingsAnswer },
    handler: async ({ principal }) => ok(await settingsOf(context, principal.tenantId)),
  });
  defineRoute(app, context, {
    id: 'changeSetting',
    shapes: { body: settingBody, answer: settingsAnswer },
    handler: async ({ principal, body, now }) => {
      const { tenantId, userId } = principal;
      const { name, value, source } = body;
      await context.ports.settings.append(tenantId, {
        kind: SETTING_KINDS.fold,
        key: name,
        value,
        source,
        enteredBy: userId,
        enteredAt: now,
      });
      await context.ports.actions.ledgerChanged?.(tenantId);
      return ok(await settingsOf(context, tenantId), { subject: name });
    },
  });
}

async function settingsOf({ ports }: ApiContext, tenantId: string): Promise<SettingsAnswer> {
  const { changes } = await ports.settings.read(tenantId);
  const { nearTolerance, correctionPlacement, mspAccrual } = foldSettingsOf(changes);
  return {
    nearMinimumCents: nearTolerance.kind === 'visit' ? nearTolerance.minimumCents : null,
    correctionPlacement,
    mspAccrual,
    changes: [...changes].reverse().map(({ kind, key, value, source, enteredBy, enteredAt }) => {
      return { kind, key, value: JSON.stringify(value), source, enteredBy, enteredAt };
    }),
  };
}
