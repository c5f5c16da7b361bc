// The embedded host's side of the monthly report: ledger, lake and record of the workspace handed
// to the one step that builds it.

import { openReviewReference } from '../lib/adapters/common/open-reference.js';
import { expiringSoon } from '../lib/adapters/common/reference-expiry.js';
import { openParquetTable } from '../lib/adapters/common/lake/parquet-table-writer.js';
import { loadBenchmarks } from '../lib/pipeline/benchmarks.js';
import { caseClocks } from '../lib/pipeline/cases/case-clocks.js';
import { recordCollector } from '../lib/pipeline/documents/record-collector.js';
import {
  buildMonthlyReport,
  type ReportPorts,
} from '../lib/pipeline/reports/build-monthly-report.js';
import { reportQuarantine } from '../lib/pipeline/reports/report-quarantine.js';
import { readDecisions } from '../lib/pipeline/reports/month-decisions.js';
import { earlyNotices, type ReportMonth } from '../lib/pipeline/reports/report-month.js';
import type { StoredReport } from '../lib/pipeline/reports/report-store.js';
import { reconcileLake } from './commands/reconcile.js';
import { withLake, type OpenLake } from './lake.js';
import { inPublishTurn } from './publish-turn.js';
import { TENANT_ID, type Session } from './session.js';

export interface ReportWish {
  readonly month: ReportMonth;
  readonly organisation: string | null;
  readonly isNewEdition: boolean;
}

export function monthlyReport(session: Session, wish: ReportWish): Promise<StoredReport> {
  const { reference } = session.tools.context;
  const notices = [
    ...earlyNotices(wish.month, session.clock.today()),
    ...expiringSoon(reference, wish.month.to).map(({ sentence }) => sentence),
  ];
  return withLake(session, async (lake) =>
    buildMonthlyReport(await reportPorts(session, lake), {
      ...wish,
      tenantId: TENANT_ID,
      notices,
    }),
  );
}

async function reportPorts(session: Session, lake: OpenLake): Promise<ReportPorts> {
  const { tools, workspace } = session;
  const { objects } = workspace;
  const review = await openReviewReference();
  return {
    tools,
    objects,
    openTable: openParquetTable,
    versions: lake.manifest.versions,
    queriesOf: (snapshotId) => ({ ...lake.queries, snapshotId }),
    inTurn: (action) => inPublishTurn({ objects, tenantId: TENANT_ID }, action),
    quarantine: () => reportQuarantine(workspace.quarantine, TENANT_ID),
    benchmarks: await loadBenchmarks({ tenantId: TENANT_ID, objects }),
    records: (month) => recordCollector({ tools, objects, ...review }, month),
    decisions: () => readDecisions(workspace.cases, TENANT_ID, caseClocks(review.clocks)),
    reconcile: () => reconcileLake(session, lake),
  };
}
