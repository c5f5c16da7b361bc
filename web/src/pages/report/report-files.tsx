// The files of a report to download. On one machine the address of the file is enough; on aws a
// click asks for a short-lived address first: a plain link would carry no token.

import type { MouseEvent } from 'react';
import type { ReportLink, ReportRow } from '../../../../lib/api/contract/reports.js';
import { getJson } from '../../api/client.js';
import { useMay, useMe } from '../../api/use-api.js';
import { useAction } from '../../parts/use-action.js';

export function ReportFiles({ reportId, files }: Pick<ReportRow, 'reportId' | 'files'>) {
  const isByLink = useMe().data?.host === 'aws';
  const mayAsk = useMay('reportLink');
  const { message, start } = useAction();
  const open = (event: MouseEvent, name: string): void => {
    if (!isByLink || !mayAsk) return;
    event.preventDefault();
    start(async () => {
      const { url } = await getJson<ReportLink>(`/api/reports/${reportId}/links/${name}`);
      window.location.assign(url);
      return '';
    });
  };
  return (
    <>
      {files.map((name) => (
        <span key={name}>
          <a
            href={`/api/reports/${reportId}/files/${name}`}
            download
            onClick={(event) => open(event, name)}
          >
            {name.split('.').at(-1)?.toUpperCase()}
          </a>{' '}
        </span>
      ))}
      <span role="status">{message}</span>
    </>
  );
}
