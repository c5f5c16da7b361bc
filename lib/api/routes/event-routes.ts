// Alerts and reports, where the host has them.

import type { OpenAPIHono } from '@hono/zod-openapi';
import type { ApiContext } from '../api-context.js';
import { alertsAnswer, redriveAnswer } from '../contract/alerts.js';
import {
  madeReport,
  makeReportBody,
  reportFileParams,
  reportLink,
  reportRow,
  reportsAnswer,
} from '../contract/reports.js';
import { previewAnswer, previewParams } from '../contract/report-preview.js';
import { isMonthOver, parseReportMonth } from '../../pipeline/reports/report-month.js';
import { defineRoute, fail, ok } from '../define-route.js';
import { NOT_FOUND, type Problem } from '../problem.js';
import { NOT_HERE } from './not-built.js';

const NOT_OVER: Problem = {
  status: 409,
  code: 'month_not_over',
  detail: 'The month is not over: a report made now would stand for all of it.',
};

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
      const { month } = body;
      const wanted = parseReportMonth(month);
      if (wanted === null) return fail(NOT_FOUND);
      if (!isMonthOver(wanted, context.ports.clock.today())) return fail(NOT_OVER);
      const made = await actions.reports.make({ tenantId, month });
      if (made === 'pending') return { kind: 'later', retrySeconds: 5, subject: month };
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
      const preview = await actions.reports.preview({ tenantId: principal.tenantId, reportId });
      return preview === null ? fail(NOT_FOUND) : ok(preview, { subject: reportId });
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
      const isTooLarge = file.body.byteLength > (context.options.maxAnswerBytes ?? Infinity);
      const link = isTooLarge ? await actions.reports.link?.({ tenantId, ...params }) : undefined;
      const response =
        link === undefined ? fileResponse({ ...file, name: params.file }) : seeOther(link.url);
      return { kind: 'file', response, subject: `${params.reportId}/${params.file}` };
    },
  });
  defineRoute(app, context, {
    id: 'reportLink',
    shapes: { params: reportFileParams, answer: reportLink },
    handler: async ({ principal, params }) => {
      const { reports } = actions;
      if (reports === undefined) return fail(NOT_HERE);
      const { reportId, file } = params;
      const wanted = { tenantId: principal.tenantId, reportId, file };
      const listed = await reports.list(principal.tenantId);
      const isThere = listed.some((row) => row.reportId === reportId && row.files.includes(file));
      if (!isThere) return fail(NOT_FOUND);
      const own = { url: `/api/reports/${reportId}/files/${file}`, expiresAt: null };
      return ok((await reports.link?.(wanted)) ?? own, { subject: `${reportId}/${file}` });
    },
  });
}

function fileResponse(file: {
  readonly body: Uint8Array;
  readonly type: string;
  readonly name: string;
}): Response {
  return new Response(Buffer.from(file.body), {
    headers: {
      'content-type': file.type,
      // Never shown in place: a report opened as a page would run in our origin.
      'content-disposition': `attachment; filename="${file.name}"`,
      'cache-control': 'no-store',
    },
  });
}

function seeOther(location: string): Response {
  return new Response(null, { status: 303, headers: { location, 'cache-control': 'no-store' } });
}
