// The monthly reports: made once, kept as they were; the month leads to
// a page of it, files are downloaded and never opened in place.

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import type { MadeReport, ReportRow } from '../../../../lib/api/contract/reports.js';
import { ApiError, sendJson } from '../../api/client.js';
import { useApi, useMay, useMe, useOffers } from '../../api/use-api.js';
import { DataTable, type Column } from '../../parts/data-table.js';
import { PageTitle } from '../../parts/page-title.js';
import { QueryState } from '../../parts/query-state.js';
import { ReportFiles } from '../report/report-files.js';

export function Reports() {
  const me = useMe();
  const isOffered = useOffers('reports');
  const reports = useApi<{ readonly reports: readonly ReportRow[] }>(
    isOffered ? '/api/reports' : null,
  );
  const mayOpen = useMay('reportFile');
  const isMade = useOffers('makeReport');
  const mayMake = useMay('makeReport');
  return (
    <>
      <PageTitle
        kind="Reports"
        below="RAC-readiness, a month at a time; last month's stays as it was."
      />
      {me.data?.features.reports === false && <p>This host keeps no reports.</p>}
      {isMade && mayMake && <MakeReport months={me.data?.freshness.months ?? []} />}
      {isOffered && !isMade && <p>The monthly run makes them: nobody has to ask for one.</p>}
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
              empty="No report yet."
            />
          )}
        </QueryState>
      )}
    </>
  );
}

function MakeReport({ months: all }: { readonly months: readonly string[] }) {
  // One that goes on has no report yet.
  const present = new Date().toISOString().slice(0, 'yyyy-mm'.length);
  const months = all.filter((each) => each < present);
  const client = useQueryClient();
  const [month, setMonth] = useState('');
  const [message, setMessage] = useState('');
  const wanted = month === '' ? (months[0] ?? '') : month;
  const make = async (): Promise<void> => {
    setMessage('The report is being made.');
    try {
      const made = await sendJson<MadeReport>('POST', '/api/reports', { month: wanted });
      setMessage(`Report of ${made.month}, edition ${made.edition}: ${made.sha256.slice(0, 12)}.`);
      await client.invalidateQueries({ queryKey: ['/api/reports'] });
    } catch (error) {
      setMessage(error instanceof ApiError ? error.message : 'The report could not be made.');
    }
  };
  return (
    <div className="kx-filters">
      <label>
        Month
        <select value={wanted} onChange={(event) => setMonth(event.target.value)}>
          {months.map((each) => (
            <option key={each} value={each}>
              {each}
            </option>
          ))}
        </select>
      </label>
      <button
        type="button"
        className="kx-plain"
        disabled={wanted === ''}
        onClick={() => void make()}
      >
        Make the report
      </button>
      <span role="status">{message}</span>
    </div>
  );
}

function columnsOf(mayOpen: boolean): readonly Column<ReportRow>[] {
  return [
    {
      id: 'month',
      isWhole: true,
      header: 'Month',
      isRowHeader: true,
      value: ({ month }) => month,
      cell: ({ month, edition }) =>
        mayOpen ? <Link href={`/reports/${month}/${edition}`}>{month}</Link> : month,
    },
    { id: 'edition', header: 'Edition', isNumber: true, value: ({ edition }) => edition },
    {
      id: 'files',
      header: 'Files',
      value: ({ files }) => files.join(', '),
      cell: ({ reportId, files }) =>
        mayOpen ? <ReportFiles reportId={reportId} files={files} /> : 'not for your role',
    },
  ];
}
