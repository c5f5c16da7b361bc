// Reports as their run left them in their bucket: which there are, one file of one, a link to it,
// one as a page shows it. Making one takes minutes: it is started here, and there for whoever asks
// again.

import { createHash } from 'node:crypto';
import type { ReportActions } from '../../lib/api/api-ports.js';
import type { PreviewAnswer } from '../../lib/api/contract/report-preview.js';
import type { MadeReport, ReportRow } from '../../lib/api/contract/reports.js';
import { addDays } from '../../lib/domain/day.js';
import { parseReportMonth, type ReportMonth } from '../../lib/pipeline/reports/report-month.js';
import type { ActionTools } from './action-tools.js';

const TYPES: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  html: 'text/html; charset=utf-8',
  json: 'application/json',
};
const FILES_OF_A_REPORT = Object.keys(TYPES).length;

const KEY = /^tenant=[^/]+\/(\d{4}-\d{2})\/edition-(\d+)\/report\.(pdf|xlsx|html|json)$/;

const PREVIEW = 'preview.json';

/** Of a month and day: one that failed is started again, and again. */
const MOST_RUNS = 3;

export function reportFiles(tools: ActionTools): ReportActions {
  const { tenantId, stores } = tools;
  const { reports, reportLinks } = stores;
  return {
    list: () => listReports(tools),
    make: ({ month }) => makeReport(tools, month),
    file: async ({ reportId, file }) => {
      const place = placeOf(tenantId, { reportId, file });
      const stored = place === null ? null : await reports.get(place.key);
      return stored === null || place === null
        ? null
        : { body: stored.body, type: place.type, name: file };
    },
    preview: ({ reportId }) => previewOf(tools, reportId),
    link: async ({ reportId, file }) => {
      const place = placeOf(tenantId, { reportId, file });
      if (place === null) throw new TypeError('a link to a file that no report has');
      return reportLinks.sign({ ...place, name: file });
    },
  };
}

async function listReports({ tenantId, stores }: ActionTools): Promise<readonly ReportRow[]> {
  const rows = new Map<string, ReportRow>();
  for (const key of await stores.reports.list(`tenant=${tenantId}/`)) {
    const [, month = '', edition = '', extension = ''] = KEY.exec(key) ?? [];
    if (month === '') continue;
    const reportId = `${month}.${edition}`;
    const files = [...(rows.get(reportId)?.files ?? []), `kxray-report-${month}.${extension}`];
    rows.set(reportId, { reportId, month, edition: Number(edition), files });
  }
  return [...rows.values()];
}

/** Null where a report has no such file; whether this one has it is not said. */
function placeOf(
  tenantId: string,
  { reportId, file }: { readonly reportId: string; readonly file: string },
): { readonly key: string; readonly type: string } | null {
  const [month = '', edition = ''] = reportId.split('.');
  const extension = file.split('.').at(-1) ?? '';
  const type = TYPES[extension];
  if (type === undefined || file !== `kxray-report-${month}.${extension}`) return null;
  return { key: `tenant=${tenantId}/${month}/edition-${edition}/report.${extension}`, type };
}

async function previewOf(
  { tenantId, stores }: ActionTools,
  reportId: string,
): Promise<PreviewAnswer | null> {
  const [month = '', edition = ''] = reportId.split('.');
  const stored = await stores.reports.get(
    `tenant=${tenantId}/${month}/edition-${edition}/${PREVIEW}`,
  );
  if (stored === null) return null;
  // Written by the run that renders reports (functions/build-report), in this very form.
  return JSON.parse(Buffer.from(stored.body).toString('utf8')) as PreviewAnswer;
}

async function makeReport(
  tools: ActionTools,
  monthText: string,
): Promise<MadeReport | 'pending' | null> {
  const wanted = parseReportMonth(monthText);
  if (wanted === null) return null;
  const made = await madeReport(tools, wanted.month);
  if (made !== null) return made;
  await startRun(tools, wanted);
  return 'pending';
}

/** Whoever asks while a run goes on joins it: one name is one run, however long it takes. */
async function startRun(tools: ActionTools, { month, to }: ReportMonth): Promise<void> {
  const { tenantId, clock, reportRuns } = tools;
  const tenant = createHash('sha256').update(tenantId).digest('hex').slice(0, 32);
  // The run makes the report of the month before the day for which it was scheduled.
  const input = { tenantIds: [tenantId], scheduledTime: `${addDays(to, 1)}T00:00:00Z` };
  for (let run = 1; run <= MOST_RUNS; run += 1) {
    const name = `${month}-${tenant}-${clock.today()}-${run}`;
    if ((await reportRuns.start({ name, input })) === 'running') return;
  }
}

/** The latest edition with all of its files, of which the last is laid down when it is whole. */
async function madeReport(tools: ActionTools, month: string): Promise<MadeReport | null> {
  const all = await listReports(tools);
  const [latest] = all
    .filter((row) => row.month === month)
    .sort((left, right) => right.edition - left.edition);
  if (latest === undefined || latest.files.length < FILES_OF_A_REPORT) return null;
  // One of a release that wrote none is rendered anew.
  if ((await previewOf(tools, latest.reportId)) === null) return null;
  const file = `kxray-report-${month}.json`;
  const place = placeOf(tools.tenantId, { reportId: latest.reportId, file });
  const json = place === null ? null : await tools.stores.reports.get(place.key);
  if (json === null) return null;
  return { ...latest, sha256: createHash('sha256').update(json.body).digest('hex') };
}
