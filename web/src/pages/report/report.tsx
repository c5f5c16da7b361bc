// One report before it is downloaded: the text, figures, charts and tables that paper gets. Nothing
// of it is opened as a file: the page draws it, under the policy of every page.

import { Link, useParams } from 'wouter';
import type { PreviewAnswer } from '../../../../lib/api/contract/report-preview.js';
import type { ReportRow } from '../../../../lib/api/contract/reports.js';
import { useApi } from '../../api/use-api.js';
import { PageTitle } from '../../parts/page-title.js';
import { Panel } from '../../parts/panel.js';
import { QueryState } from '../../parts/query-state.js';
import { Block } from './block.js';
import { ReportFiles } from './report-files.js';

export function Report() {
  // In two parts: an address with a dot at its end is a file to a server of files.
  const { month = '', edition = '' } = useParams();
  const reportId = `${month}.${edition}`;
  const report = useApi<PreviewAnswer>(`/api/reports/${reportId}/preview`);
  const reports = useApi<{ readonly reports: readonly ReportRow[] }>('/api/reports');
  const files = reports.data?.reports.find((each) => each.reportId === reportId)?.files ?? [];
  return (
    <>
      <PageTitle kind="Report" below={report.data?.subtitle}>
        {report.data?.title ?? 'Report'}
      </PageTitle>
      <p className="kx-actions">
        <Link href="/reports">All reports</Link>
        <ReportFiles reportId={reportId} files={files} />
      </p>
      <QueryState query={report}>{(answer) => <Content report={answer} />}</QueryState>
    </>
  );
}

function Content({ report }: { readonly report: PreviewAnswer }) {
  return (
    <>
      <dl className="kx-facts">
        {report.facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {report.sections.map(({ id, title, blocks }) => (
        <Panel key={id} title={title}>
          <div className="kx-stack">
            {blocks.map((block, at) => (
              <Block key={`${id} ${at}`} block={block} />
            ))}
          </div>
        </Panel>
      ))}
      <p className="kx-quiet">{report.footer}</p>
    </>
  );
}
