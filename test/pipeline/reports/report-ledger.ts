// A ledger in memory with its lake on disk, from which months are reported: claims come in when a
// test says so, and every report goes through the real step.

import { openParquetTable } from '../../../lib/adapters/common/lake/parquet-table-writer.js';
import type { ClaimVersion } from '../../../lib/domain/claim.js';
import { commitPerson } from '../../../lib/pipeline/commit-person.js';
import { emptyChange } from '../../../lib/pipeline/person-change.js';
import {
  buildMonthlyReport,
  type ReportPorts,
} from '../../../lib/pipeline/reports/build-monthly-report.js';
import { collectNoRecords } from '../../../lib/pipeline/reports/record-figures.js';
import { parseReportMonth, type ReportMonth } from '../../../lib/pipeline/reports/report-month.js';
import type { StoredReport } from '../../../lib/pipeline/reports/report-store.js';
import { testReference } from '../../support/test-reference.js';
import { testTools, type TestTools } from '../../support/test-tools.js';
import { lakeOnDisk, TENANT, VERSIONS, type LakeOnDisk } from '../lake/lake-on-disk.js';

export interface ReportLedger {
  readonly tools: TestTools;
  readonly lake: LakeOnDisk;
  take(token: string, versions: readonly ClaimVersion[]): Promise<void>;
  report(month: string, more?: ReportWish): Promise<StoredReport>;
}

export interface ReportWish {
  readonly isNewEdition?: boolean;
  readonly ports?: Partial<ReportPorts>;
  readonly notices?: readonly string[];
}

export function reportMonth(name: string): ReportMonth {
  const month = parseReportMonth(name);
  if (month === null) throw new Error('a month of a test');
  return month;
}

export async function reportLedger(): Promise<ReportLedger> {
  const lake = await lakeOnDisk();
  const tools = testTools(await testReference());
  const ports: ReportPorts = {
    tools,
    objects: lake.objects,
    openTable: openParquetTable,
    versions: VERSIONS,
    queriesOf: (snapshotId) => ({
      engine: lake.engine,
      query: (name) => lake.queries.get(name).query,
      tenantId: TENANT,
      snapshotId,
    }),
    inTurn: (action) => action(),
    quarantine: () => Promise.resolve({ claims: 0, lines: 0, files: 0, refusedLists: [] }),
    benchmarks: [],
    records: () => Promise.resolve(collectNoRecords()),
    reconcile: null,
  };
  return {
    tools,
    lake,
    async take(token, versions) {
      await commitPerson(tools, emptyChange(token, { versions }));
    },
    report: (month, { isNewEdition = false, ports: other = {}, notices = [] } = {}) =>
      buildMonthlyReport(
        { ...ports, ...other },
        {
          tenantId: TENANT,
          month: reportMonth(month),
          organisation: null,
          isNewEdition,
          notices,
        },
      ),
  };
}
