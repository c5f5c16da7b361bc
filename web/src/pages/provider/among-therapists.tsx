// A therapist among all others: the funnel of the page of patterns with a ring around this one.

import type { PatternsPage } from '../../../../lib/api/contract/rows.js';
import { useApi } from '../../api/use-api.js';
import { FunnelChart } from '../../charts/funnel-chart.js';
import { Panel } from '../../parts/panel.js';
import { QueryState } from '../../parts/query-state.js';

export function AmongTherapists({ npi }: { readonly npi: string }) {
  const patterns = useApi<PatternsPage | null>('/api/patterns');
  return (
    <Panel
      title="Share beside volume"
      description="Early KX; the ring is this therapist, and with few lines much is chance"
    >
      <QueryState query={patterns}>
        {(page) => <FunnelChart points={page?.funnel ?? []} own={npi} />}
      </QueryState>
    </Panel>
  );
}
