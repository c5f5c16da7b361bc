// Many findings, few causes: causes with one mend each, a heat map, changes of habit, a funnel.

import { Link } from 'wouter';
import type { PatternsPage } from '../../../../lib/api/contract/rows.js';
import { useApi, useMe } from '../../api/use-api.js';
import { DistanceChart } from '../../charts/distance-chart.js';
import { FunnelChart } from '../../charts/funnel-chart.js';
import { ParetoChart, type Cause } from '../../charts/pareto-chart.js';
import { DataTable, type Column } from '../../parts/data-table.js';
import { dollars, idWords, plural } from '../../parts/format.js';
import { PageTitle } from '../../parts/page-title.js';
import { Panel } from '../../parts/panel.js';
import { QueryState } from '../../parts/query-state.js';
import { HeatMap } from './heat-map.js';

export function Patterns() {
  const page = useApi<PatternsPage | null>('/api/patterns');
  return (
    <>
      <PageTitle
        kind="Patterns"
        below="Lines grouped by what may cause them; each line falls under exactly one cause."
      />
      <QueryState query={page}>
        {(answer) =>
          answer === null ? (
            <p>The ledger holds no therapy to compare.</p>
          ) : (
            <Content page={answer} />
          )
        }
      </QueryState>
    </>
  );
}

function Content({ page }: { readonly page: PatternsPage }) {
  const me = useMe();
  const isMasked = me.data?.isMasked === true;
  const { total, causes } = page.causes;
  return (
    <>
      <Panel
        title="Causes by dollars"
        description="Paid and exposed; what was charged and denied is apart, in the table"
      >
        <ParetoChart causes={causes} />
      </Panel>
      <DataTable
        name="causes"
        title="Causes"
        description={totalWords(total)}
        columns={CAUSES}
        rows={causes}
        rowKey={({ kind, npi, payerId, role }) => `${kind} ${role} ${npi} ${payerId}`}
        pageRows={25}
        empty="No line needs attention."
      />
      <Panel
        title="Early KX by therapist and month"
        description="Early, of lines that called for no KX; blank under 11. Rows by dollars."
      >
        {isMasked ? <p>Masked for your role.</p> : <HeatMap heat={page.heat} />}
      </Panel>
      <Panel
        title="Changes of habit"
        description="Days from which a biller's KX share changed at once with a payer"
      >
        {page.changePoints.length === 0 ? (
          <p>{isMasked ? 'Masked for your role.' : 'None was found.'}</p>
        ) : (
          <ul>
            {page.changePoints.map((finding) => (
              <li key={`${finding.role} ${finding.npi}`}>
                <Link href={`/providers/${finding.role}/${finding.npi}`}>{finding.npi}</Link>:{' '}
                {finding.sentence}
              </li>
            ))}
          </ul>
        )}
      </Panel>
      <Panel
        title="Share beside volume"
        description="Early KX of therapists; with few lines a high share may be chance"
      >
        {isMasked ? <p>Masked for your role.</p> : <FunnelChart points={page.funnel} />}
      </Panel>
      <Panel
        title="Distance from the amount to the first KX"
        description="Of each total of a beneficiary, year and group, whole calendar years"
      >
        {isMasked && page.firstKx.length === 0 ? (
          <p>Masked for your role.</p>
        ) : (
          <DistanceChart bins={page.firstKx} />
        )}
      </Panel>
      <DataTable
        name="patterns"
        title="All patterns"
        columns={PATTERNS}
        rows={page.byPattern}
        rowKey={({ pattern }) => pattern}
        empty="No pattern was asked."
      />
    </>
  );
}

const CAUSES: readonly Column<Cause>[] = [
  {
    id: 'cause',
    header: 'Cause',
    isRowHeader: true,
    value: ({ kind }) => idWords(kind),
  },
  {
    id: 'provider',
    header: 'Provider',
    value: ({ npi }) => npi,
    cell: ({ npi, role }) =>
      npi === null ? (
        'several'
      ) : (
        <Link href={`/providers/${role ?? 'rendering'}/${npi}`}>{npi}</Link>
      ),
  },
  { id: 'lines', header: 'Lines', isNumber: true, value: ({ lines }) => lines },
  {
    id: 'exposed',
    header: 'Paid and exposed',
    isNumber: true,
    value: ({ exposedPaidCents }) => exposedPaidCents / 100,
    cell: ({ exposedPaidCents }) => dollars(exposedPaidCents),
  },
  {
    id: 'unbilled',
    header: 'Charged and denied',
    isNumber: true,
    value: ({ underBilledChargeCents }) => underBilledChargeCents / 100,
    cell: ({ underBilledChargeCents }) => dollars(underBilledChargeCents),
  },
  { id: 'mend', header: 'Suggested mend', value: ({ mend }) => mend },
];

function totalWords(total: PatternsPage['causes']['total']): string {
  const exposed = `${dollars(total.exposedPaidCents)} paid and exposed`;
  const denied = `${dollars(total.underBilledChargeCents)} charged and denied`;
  return `${plural(total.lines, 'line')} in all: ${exposed}; apart from it ${denied}`;
}

type Pattern = PatternsPage['byPattern'][number];

const PATTERNS: readonly Column<Pattern>[] = [
  { id: 'title', header: 'Pattern', isRowHeader: true, value: ({ title }) => title },
  { id: 'detected', header: 'Stands out', isNumber: true, value: ({ detected }) => detected },
  { id: 'clear', header: 'Clear', isNumber: true, value: ({ clear }) => clear },
  { id: 'not', header: 'Not judged', isNumber: true, value: ({ notJudged }) => notJudged },
];
