// Reports for the dashboard: made in the workspace's turn, stored once, rendered when asked for.

import { openHtmlRenderer } from '../../lib/adapters/common/reports/html-report-renderer.js';
import { openPdfRenderer } from '../../lib/adapters/common/reports/pdf-report-renderer.js';
import { openXlsxRenderer } from '../../lib/adapters/common/reports/xlsx-report-renderer.js';
import type { ReportActions } from '../../lib/api/api-ports.js';
import { previewOfReport } from '../../lib/api/preview-of-report.js';
import type { ReportRow } from '../../lib/api/contract/reports.js';
import { reportDocument } from '../../lib/pipeline/reports/document/report-document.js';
import { parseReportMonth } from '../../lib/pipeline/reports/report-month.js';
import {
  readReport,
  reportJson,
  type StoredReport,
} from '../../lib/pipeline/reports/report-store.js';
import type { ReportRenderer } from '../../lib/ports/report-renderer.js';
import { monthlyReport } from '../monthly-report.js';
import { TENANT_ID, type Session } from '../session.js';
import type { TurnQueue } from './turn-queue.js';

interface Format {
  readonly type: string;
  /** Null: the model itself. */
  readonly open: (() => ReportRenderer) | null;
}

const FORMATS: Readonly<Record<string, Format>> = {
  pdf: { type: 'application/pdf', open: openPdfRenderer },
  xlsx: {
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    open: openXlsxRenderer,
  },
  html: { type: 'text/html; charset=utf-8', open: openHtmlRenderer },
  json: { type: 'application/json', open: null },
};

const KEY = /\/reports\/(\d{4}-\d{2})\/edition-(\d+)\.json\.gz$/;

export function hostReports(turns: TurnQueue, current: () => Promise<Session>): ReportActions {
  return {
    list: async () => {
      const { workspace } = await current();
      const keys = await workspace.objects.list(`tenant=${TENANT_ID}/reports/`);
      return keys.flatMap((key) => {
        const [, month = '', edition = ''] = KEY.exec(key) ?? [];
        return month === '' ? [] : [reportRow(month, Number(edition))];
      });
    },
    make: async ({ month: text }) => {
      const month = parseReportMonth(text);
      if (month === null) return null;
      const wish = { month, organisation: null, isNewEdition: false };
      const report = await turns.run(async () => monthlyReport(await current(), wish));
      const { edition } = report.model;
      return { ...reportRow(text, edition), sha256: report.sha256 };
    },
    file: async ({ reportId, file }) => {
      const [month = '', edition = ''] = reportId.split('.');
      const format = FORMATS[file.split('.').at(-1) ?? ''];
      const { objects } = (await current()).workspace;
      const stored = await readReport({ tenantId: TENANT_ID, objects }, month, Number(edition));
      if (stored === null || format === undefined || !file.includes(month)) return null;
      return { body: await render(stored, format), type: format.type, name: file };
    },
    preview: async ({ reportId }) => {
      const [month = '', edition = ''] = reportId.split('.');
      const { objects } = (await current()).workspace;
      const stored = await readReport({ tenantId: TENANT_ID, objects }, month, Number(edition));
      if (stored === null) return null;
      const { model, sha256 } = stored;
      return previewOfReport(reportDocument(model, { sha256, isForCounsel: false }));
    },
  };
}

async function render({ model, sha256 }: StoredReport, { open }: Format): Promise<Uint8Array> {
  if (open === null) return Buffer.from(reportJson(model));
  return open().render(reportDocument(model, { sha256, isForCounsel: false }));
}

function reportRow(month: string, edition: number): ReportRow {
  const files = Object.keys(FORMATS).map((format) => `kxray-report-${month}.${format}`);
  return { reportId: `${month}.${edition}`, month, edition, files };
}
