// Causes by the dollars behind them, and how much the largest make together.

import { paretoChart, paretoRows } from '../../../lib/charts/pareto-chart.js';
import type { PatternsPage } from '../../../lib/api/contract/rows.js';
import { dollars, percent } from '../parts/format.js';
import { Drawing } from './drawing.js';

export type Cause = PatternsPage['causes']['causes'][number];

export function ParetoChart({ causes }: { readonly causes: readonly Cause[] }) {
  const bars = causes.map((cause) => ({
    label: causeName(cause),
    cents: cause.exposedPaidCents,
  }));
  const rows = paretoRows(bars);
  const [first] = rows;
  if (first === undefined) return <p>No paid dollar stands behind a cause.</p>;
  const amounts = rows.map(({ label, cents }) => `${label} ${dollars(cents)}`).join(', ');
  const alt =
    `Causes by dollars: ${amounts}; ` + `the first makes ${percent(first.cumulativeShare)} of all.`;
  return (
    <Drawing
      name="Causes by dollars"
      svg={paretoChart(bars)}
      alt={alt}
      head={['Cause', 'Paid and exposed', 'Of all, with those above']}
      rows={rows.map((row) => [row.label, dollars(row.cents), percent(row.cumulativeShare)])}
    />
  );
}

function causeName({ kind, npi }: Pick<Cause, 'kind' | 'npi'>): string {
  const words = kind.replaceAll('_', ' ').replaceAll('kx', 'KX');
  return npi === null ? words : `${words}, ${npi}`;
}
