// How far from the KX amount totals stood at their first KX: the report's chart and bins.

import { distanceChart } from '../../../lib/charts/distance-chart.js';
import type { PatternsPage } from '../../../lib/api/contract/rows.js';
import { count, dollars, plural } from '../parts/format.js';
import { Drawing } from './drawing.js';

export function DistanceChart({ bins }: { readonly bins: PatternsPage['firstKx'] }) {
  const totals = bins.reduce((sum, bin) => sum + bin.totals, 0);
  if (totals === 0) return <p>No total has a first KX that can be judged.</p>;
  const before = bins
    .filter(({ toCents }) => toCents <= 0)
    .reduce((sum, bin) => sum + bin.totals, 0);
  const alt =
    `Histogram of ${plural(totals, 'total')} by their distance from the KX amount at the first ` +
    `line with KX: ${count(before)} before it was reached, ` +
    `${count(totals - before)} at or after it.`;
  return (
    <>
      <p>{alt.replace('Histogram of ', '')}</p>
      <Drawing
        name="Distance from the KX amount at the first KX"
        svg={distanceChart(bins)}
        alt={alt}
        head={['From', 'Below', 'Totals']}
        rows={bins.map((bin) => [dollars(bin.fromCents), dollars(bin.toCents), count(bin.totals)])}
      />
    </>
  );
}
