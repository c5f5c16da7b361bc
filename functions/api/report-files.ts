// Reports as the monthly run left them in their bucket: which there are, and one file of one. They
// are made by that run alone, which a request would have to wait for.

import type { ReportActions } from '../../lib/api/api-ports.js';
import type { ReportRow } from '../../lib/api/contract/reports.js';
import type { ActionTools } from './action-tools.js';

const TYPES: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  html: 'text/html; charset=utf-8',
  json: 'application/json',
};

const KEY = /^tenant=[^/]+\/(\d{4}-\d{2})\/edition-(\d+)\/report\.(pdf|xlsx|html|json)$/;

export function reportFiles({ tenantId, stores }: ActionTools): ReportActions {
  const { reports } = stores;
  return {
    list: async () => {
      const rows = new Map<string, ReportRow>();
      for (const key of await reports.list(`tenant=${tenantId}/`)) {
        const [, month = '', edition = '', extension = ''] = KEY.exec(key) ?? [];
        if (month === '') continue;
        const reportId = `${month}.${edition}`;
        const files = [...(rows.get(reportId)?.files ?? []), `kxray-report-${month}.${extension}`];
        rows.set(reportId, { reportId, month, edition: Number(edition), files });
      }
      return [...rows.values()];
    },
    file: async ({ reportId, file }) => {
      const [month = '', edition = ''] = reportId.split('.');
      const extension = file.split('.').at(-1) ?? '';
      const type = TYPES[extension];
      if (type === undefined || file !== `kxray-report-${month}.${extension}`) return null;
      const key = `tenant=${tenantId}/${month}/edition-${edition}/report.${extension}`;
      const stored = await reports.get(key);
      return stored === null ? null : { body: stored.body, type, name: file };
    },
  };
}
