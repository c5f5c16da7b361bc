// The files of a report to download.

import type { ReportRow } from '../../../../lib/api/contract/reports.js';

export function ReportFiles({ reportId, files }: Pick<ReportRow, 'reportId' | 'files'>) {
  return files.map((name) => (
    <span key={name}>
      <a href={`/api/reports/${reportId}/files/${name}`} download>
        {name.split('.').at(-1)?.toUpperCase()}
      </a>{' '}
    </span>
  ));
}
