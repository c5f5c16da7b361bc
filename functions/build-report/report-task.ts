// Builds the report of one tenant and month, and lays its files beside each other. A month that has
// its report keeps it: doing the task again renders the same bytes. A new edition is asked for by
// its number, so that asking twice makes one.

import { openReviewReference } from '../../lib/adapters/common/open-reference.js';
import { expiringSoon } from '../../lib/adapters/common/reference-expiry.js';
import { lakeVersions } from '../../lib/adapters/common/lake/lake-versions.js';
import { openParquetTable } from '../../lib/adapters/common/lake/parquet-table-writer.js';
import { previewOfReport } from '../../lib/api/preview-of-report.js';
import { loadBenchmarks } from '../../lib/pipeline/benchmarks.js';
import { caseClocks } from '../../lib/pipeline/cases/case-clocks.js';
import { recordCollector } from '../../lib/pipeline/documents/record-collector.js';
import type { LedgerTools } from '../../lib/pipeline/ledger-tools.js';
import { publishLedger, type LedgerPublishing } from '../../lib/pipeline/publish-ledger.js';
import { inPublishTurn, PublishBusyError } from '../../lib/pipeline/publish-turn.js';
import { reconcileCurrent, type CurrentReconciling } from '../../lib/pipeline/reconcile-current.js';
import type { ReconcileResult } from '../../lib/pipeline/reconcile.js';
import {
  buildMonthlyReport,
  type ReportPorts,
} from '../../lib/pipeline/reports/build-monthly-report.js';
import { reportQuarantine } from '../../lib/pipeline/reports/report-quarantine.js';
import { readDecisions } from '../../lib/pipeline/reports/month-decisions.js';
import { reportDocument } from '../../lib/pipeline/reports/document/report-document.js';
import {
  earlyNotices,
  monthBefore,
  parseReportMonth,
  type ReportMonth,
} from '../../lib/pipeline/reports/report-month.js';
import {
  editionsOf,
  readReport,
  reportJson,
  type StoredReport,
} from '../../lib/pipeline/reports/report-store.js';
import type { Clock } from '../../lib/ports/clock.js';
import type { ObjectStore } from '../../lib/ports/object-store.js';
import type { NamedQuery, QueryEngine } from '../../lib/ports/query-engine.js';
import type { ReportRenderer } from '../../lib/ports/report-renderer.js';
import type { AskingStores } from '../common/asking-stores.js';
import type { Door } from '../common/door.js';
import { withEngine } from '../common/open-queries.js';
import { openReadingTools } from '../common/publisher-stores.js';
import { parseTask } from '../common/tenant-task.js';
import type { ReportAnswer, TaskInput } from '../task-answers.js';

export interface ReportHost {
  readonly stores: (tenantId: string) => AskingStores & { readonly reports: ObjectStore };
  readonly query: (name: string) => NamedQuery;
  readonly clock: Clock;
  readonly renderers: readonly ReportRenderer[];
}

export async function reportTask(
  host: ReportHost,
  door: Door,
  event: unknown,
): Promise<ReportAnswer> {
  const task = parseTask(event);
  const { tenantId } = task;
  const stores = host.stores(tenantId);
  const wish = { tenantId, month: monthOf(task, host.clock), edition: task.edition ?? null };
  const report = (await storedEdition(stores, wish)) ?? (await build(host, stores, wish));
  const { month, edition } = report.model;
  const document = reportDocument(report.model, { sha256: report.sha256, isForCounsel: false });
  const folder = `tenant=${tenantId}/${month}/edition-${edition}`;
  await stores.reports.put(`${folder}/report.json`, Buffer.from(reportJson(report.model)));
  const preview = JSON.stringify(previewOfReport(document));
  await stores.reports.put(`${folder}/preview.json`, Buffer.from(preview));
  for (const renderer of host.renderers) {
    const body = await renderer.render(document);
    await stores.reports.put(`${folder}/report.${renderer.extension}`, body);
  }
  door.logger.info('reported', { step: 'build-report', tenantId, reason: month });
  return { tenantId, month, edition, sha256: report.sha256 };
}

interface Wish {
  readonly tenantId: string;
  readonly month: ReportMonth;
  /** Null: the latest, or the first. */
  readonly edition: number | null;
}

/** Null where it is to be made: the next of its month, and no later one. */
async function storedEdition(
  { objects }: AskingStores,
  { tenantId, month: { month }, edition }: Wish,
): Promise<StoredReport | null> {
  if (edition === null) return null;
  const place = { tenantId, objects };
  const stored = await readReport(place, month, edition);
  if (stored !== null) return stored;
  const latest = (await editionsOf(place, month)).at(-1) ?? 0;
  if (edition === latest + 1) return null;
  throw new TypeError('the edition of the task is neither there nor the next one');
}

async function build(
  host: ReportHost,
  stores: AskingStores,
  { tenantId, month, edition }: Wish,
): Promise<StoredReport> {
  const { tools, rules } = await openReadingTools(tenantId, stores);
  const { reference } = tools.context;
  const versions = lakeVersions({
    reference: reference.version,
    settings: rules.settingsVersion,
  });
  const { objects } = stores;
  const publishing = { tools, objects, openTable: openParquetTable, versions, clock: host.clock };
  return withEngine(stores.openEngine, async (engine) => {
    const ports = await reportPorts({ publishing, engine, stores, query: host.query });
    return buildMonthlyReport(ports, {
      tenantId,
      month,
      organisation: null,
      isNewEdition: edition !== null,
      notices: [
        ...earlyNotices(month, host.clock.today()),
        ...expiringSoon(reference, month.to).map(({ sentence }) => sentence),
      ],
    });
  });
}

async function reportPorts(opened: {
  readonly publishing: LedgerPublishing & { readonly tools: LedgerTools };
  readonly engine: QueryEngine;
  readonly stores: AskingStores;
  readonly query: ReportHost['query'];
}): Promise<ReportPorts> {
  const { publishing, engine, query } = opened;
  const { tools, objects, clock } = publishing;
  const { tenantId } = tools;
  const review = await openReviewReference();
  return {
    ...publishing,
    queriesOf: (snapshotId) => ({ engine, query, tenantId, snapshotId }),
    inTurn: (action) => inPublishTurn({ objects, tenantId, clock }, action),
    quarantine: () => reportQuarantine(opened.stores.quarantine, tenantId),
    benchmarks: await loadBenchmarks({ tenantId, objects }),
    records: (of) => recordCollector({ tools, objects, ...review }, of),
    decisions: () => readDecisions(opened.stores.cases, tenantId, caseClocks(review.clocks)),
    reconcile: () => reconcileNow(publishing, { engine, query }),
  };
}

/** Published first, as the command does. Null where it cannot be told, and the report says so. */
async function reconcileNow(
  publishing: LedgerPublishing,
  asking: Pick<CurrentReconciling, 'engine' | 'query'>,
): Promise<ReconcileResult | null> {
  try {
    await publishLedger(publishing);
  } catch (error) {
    // Whoever publishes now may have done all of it.
    if (!(error instanceof PublishBusyError)) throw error;
  }
  const compared = await reconcileCurrent({ ...publishing, ...asking });
  return compared.kind === 'compared' ? compared.result : null;
}

/** The one that the input names, or the month before the one in which it was scheduled. */
function monthOf({ month, scheduledTime }: TaskInput, clock: Clock): ReportMonth {
  const named = parseReportMonth(month ?? (scheduledTime ?? clock.now()).slice(0, 7));
  if (named === null) throw new TypeError('the input of the task names no month');
  return month === undefined ? monthBefore(named) : named;
}
