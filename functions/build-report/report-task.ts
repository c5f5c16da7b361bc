// Builds the report of one tenant and month, and lays its files beside each other. A month that has
// its report keeps it: doing the task again renders the same bytes.

import { loadReviewReference } from '../../lib/adapters/common/load-review-reference.js';
import { referenceDirectory } from '../../lib/adapters/common/reference-directory.js';
import { expiringSoon } from '../../lib/adapters/common/reference-expiry.js';
import { LAKE_SCHEMA_VERSION } from '../../lib/adapters/common/lake/lake-schema.js';
import { openParquetTable } from '../../lib/adapters/common/lake/parquet-table-writer.js';
import { RULES_VERSION } from '../../lib/domain/rules-version.js';
import { loadBenchmarks } from '../../lib/pipeline/benchmarks.js';
import { recordCollector } from '../../lib/pipeline/documents/record-collector.js';
import { inPublishTurn } from '../../lib/pipeline/publish-turn.js';
import { buildMonthlyReport } from '../../lib/pipeline/reports/build-monthly-report.js';
import { reportDocument } from '../../lib/pipeline/reports/document/report-document.js';
import {
  monthBefore,
  parseReportMonth,
  type ReportMonth,
} from '../../lib/pipeline/reports/report-month.js';
import { reportJson, type StoredReport } from '../../lib/pipeline/reports/report-store.js';
import type { Clock } from '../../lib/ports/clock.js';
import type { ObjectStore } from '../../lib/ports/object-store.js';
import type { NamedQuery } from '../../lib/ports/query-engine.js';
import type { ReportRenderer } from '../../lib/ports/report-renderer.js';
import type { AskingStores } from '../common/asking-stores.js';
import type { Door } from '../common/door.js';
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
  const report = await build(host, stores, { tenantId, month: monthOf(task, host.clock) });
  const { month, edition } = report.model;
  const document = reportDocument(report.model, { sha256: report.sha256, isForCounsel: false });
  const folder = `tenant=${tenantId}/${month}/edition-${edition}`;
  await stores.reports.put(`${folder}/report.json`, Buffer.from(reportJson(report.model)));
  for (const renderer of host.renderers) {
    const body = await renderer.render(document);
    await stores.reports.put(`${folder}/report.${renderer.extension}`, body);
  }
  door.logger.info('reported', { step: 'build-report', tenantId, reason: month });
  return { tenantId, month, edition, sha256: report.sha256 };
}

async function build(
  { clock, query }: ReportHost,
  stores: AskingStores,
  { tenantId, month }: { readonly tenantId: string; readonly month: ReportMonth },
): Promise<StoredReport> {
  const { objects, quarantine, openEngine } = stores;
  const { tools, rules } = await openReadingTools(tenantId, stores);
  const { reference } = tools.context;
  const review = await loadReviewReference(referenceDirectory());
  const engine = openEngine();
  const report = await buildMonthlyReport(
    {
      tools,
      objects,
      openTable: openParquetTable,
      versions: {
        rules: RULES_VERSION,
        reference: reference.version,
        settings: rules.settingsVersion,
        schema: LAKE_SCHEMA_VERSION,
      },
      queriesOf: (snapshotId) => ({ engine, query, tenantId, snapshotId }),
      inTurn: (action) => inPublishTurn({ objects, tenantId, clock }, action),
      quarantine: () => quarantine.counts(tenantId),
      benchmarks: await loadBenchmarks({ tenantId, objects }),
      records: (of) => recordCollector({ tools, objects, ...review }, of),
      // The nightly run reconciles.
      reconcile: null,
    },
    {
      tenantId,
      month,
      organisation: null,
      isNewEdition: false,
      notices: expiringSoon(reference, month.to).map(({ sentence }) => sentence),
    },
  );
  await engine.close();
  return report;
}

/** The one that the input names, or the month before the one in which it was scheduled. */
function monthOf({ month, scheduledTime }: TaskInput, clock: Clock): ReportMonth {
  const named = parseReportMonth(month ?? (scheduledTime ?? clock.now()).slice(0, 7));
  if (named === null) throw new TypeError('the input of the task names no month');
  return month === undefined ? monthBefore(named) : named;
}
