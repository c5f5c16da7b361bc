// Alerts and reports, where the host has them.

import type { OpenAPIHono } from '@hono/zod-openapi';
import type { ApiContext } from '../api-context.js';
import { alertsAnswer, redriveAnswer } from '../contract/alerts.js';
import {
  madeReport,
  makeReportBody,
  reportFileParams,
  reportRow,
  reportsAnswer,
} from '../contract/reports.js';
import { previewAnswer, previewParams } from '../contract/report-preview.js';
import { defineRoute, fail, ok } from '../define-route.js';
import { NOT_FOUND } from '../problem.js';
import { NOT_HERE } from './not-built.js';
import { reportPreview } from './report-preview.js';

export function addEventRoutes(app: OpenAPIHono, context: ApiContext): void {
  const { actions } = context.ports;
  defineRoute(app, context, {
    id: 'alerts',
    shapes: { answer: alertsAnswer },
    handler: async ({ principal }) => {
      if (actions.alerts === undefined) return fail(NOT_HERE);
      const alerts = await actions.alerts(principal.tenantId);
      return ok(alerts, { rows: alerts.events.length });
    },
  });
  defineRoute(app, context, {
    id: 'redriveAlerts',
    shapes: { answer: redriveAnswer },
    handler: async ({ principal }) =>
      actions.redriveAlerts === undefined
        ? fail(NOT_HERE)
        : ok(await actions.redriveAlerts(principal.tenantId)),
  });
  addReportRoutes(app, context);
}

function addReportRoutes(app: OpenAPIHono, context: ApiContext): void {
  const { actions } = context.ports;
  defineRoute(app, context, {
    id: 'makeReport',
    shapes: { body: makeReportBody, answer: madeReport },
    handler: async ({ principal, body }) => {
      if (actions.reports?.make === undefined) return fail(NOT_HERE);
      const { tenantId } = principal;
      const made = await actions.reports.make({ tenantId, month: body.month });
      return made === null ? fail(NOT_FOUND) : ok(made, { subject: made.reportId });
    },
  });
  defineRoute(app, context, {
    id: 'listReports',
    shapes: { answer: reportsAnswer },
    handler: async ({ principal }) => {
      if (actions.reports === undefined) return fail(NOT_HERE);
      const reports = await actions.reports.list(principal.tenantId);
      return ok({ reports: reports.map((report) => reportRow.parse(report)) });
    },
  });
  defineRoute(app, context, {
    id: 'reportPreview',
    shapes: { params: previewParams, answer: previewAnswer },
    handler: async ({ principal, params: { reportId } }) => {
      if (actions.reports === undefined) return fail(NOT_HERE);
      const { tenantId } = principal;
      const file = `kxray-report-${reportId.slice(0, 7)}.json`;
      const json = await actions.reports.file({ tenantId, reportId, file });
      return json === null ? fail(NOT_FOUND) : ok(reportPreview(json.body), { subject: reportId });
    },
  });
  defineRoute(app, context, {
    id: 'reportFile',
    shapes: { params: reportFileParams, answer: reportRow },
    handler: async ({ principal, params }) => {
      if (actions.reports === undefined) return fail(NOT_HERE);
      const { tenantId } = principal;
      const file = await actions.reports.file({ tenantId, ...params });
      if (file === null) return fail(NOT_FOUND);
      const response = new Response(Buffer.from(file.body), {
        headers: {
          'content-type': file.type,
          // Never shown in place: a report opened as a page would run in our origin.
          'content-disposition': `attachment; filename="${params.file}"`,
          'cache-control': 'no-store',
        },
      });
      return { kind: 'file', response, subject: `${params.reportId}/${params.file}` };
    },
  });
}
