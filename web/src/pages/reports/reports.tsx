// Reports that were made: their month, hash and files. Files are downloaded, never opened in place.

import type { ReportRow } from '../../../../lib/api/contract/reports.js';
import { useApi, useMay, useMe } from '../../api/use-api.js';
import { DataTable, type Column } from '../../parts/data-table.js';
import { PageTitle } from '../../parts/page-title.js';
import { QueryState } from '../../parts/query-state.js';

export function Reports() {
  const me = useMe();
  const isOffered = me.data?.features.reports === true;
  const reports = useApi<{ readonly reports: readonly ReportRow[] }>(
    isOffered ? '/api/reports' : null,
  );
  const mayOpen = useMay('reportFile');
  return (
    <>
      <PageTitle kind="Reports" below="RAC-readiness, a month at a time; made by kxray report." />
      {me.data?.features.reports === false && <p>This host keeps no reports.</p>}
      {isOffered && (
        <QueryState query={reports}>
          {(answer) => (
            <DataTable
              name="reports"
              title="Reports"
              columns={columnsOf(mayOpen)}
              rows={answer.reports}
              rowKey={({ reportId }) => reportId}
              sortBy={{ id: 'month', isDescending: true }}
              empty="No report yet: kxray report --month YYYY-MM makes one."
            />
          )}
        </QueryState>
      )}
    </>
  );
}

function columnsOf(mayOpen: boolean): readonly Column<ReportRow>[] {
  return [
    { id: 'month', header: 'Month', isRowHeader: true, value: ({ month }) => month },
    { id: 'title', header: 'Report', value: ({ title }) => title },
    { id: 'status', header: 'Status', value: ({ status }) => status },
    { id: 'made', header: 'Made', value: ({ madeAt }) => madeAt.slice(0, 16).replace('T', ' ') },
    {
      id: 'files',
      header: 'Files',
      value: ({ files }) => files.map(({ name }) => name).join(', '),
      cell: ({ reportId, files }) => (
        <>
          {files.map(({ name }) =>
            mayOpen ? (
              <a key={name} href={`/api/reports/${reportId}/files/${name}`} download>
                {name}{' '}
              </a>
            ) : (
              <span key={name}>{name} </span>
            ),
          )}
        </>
      ),
    },
    { id: 'hash', header: 'SHA-256', value: ({ sha256 }) => sha256?.slice(0, 16) ?? '' },
  ];
}
