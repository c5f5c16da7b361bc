// Share of early KX beside volume; a click on a mark leads to the therapist, as does the table.

import { Link, useLocation } from 'wouter';
import { chanceLimits, FUNNEL_SIGMAS, meanShare } from '../../../lib/charts/chance-limits.js';
import { funnelChart } from '../../../lib/charts/funnel-chart.js';
import type { PatternsPage } from '../../../lib/api/contract/rows.js';
import { count, percent } from '../parts/format.js';
import { Drawing } from './drawing.js';

export interface FunnelChartProps {
  readonly points: PatternsPage['funnel'];
  /** NPI to be found among the others. */
  readonly own?: string;
}

const LISTED = 25;

export function FunnelChart({ points, own }: FunnelChartProps) {
  const [, go] = useLocation();
  const counted = points.filter(({ n }) => n > 0);
  if (counted.length === 0) return <p>No therapist has lines to compare.</p>;
  const marks = counted.map(({ npi, ...point }) => ({ key: npi, ...point }));
  const mean = meanShare(counted);
  const beyond = counted.filter(({ hits, n }) => hits / n > upper(mean, n));
  const listed = counted
    .toSorted((one, other) => rank(other, own) - rank(one, own) || ratio(other) - ratio(one))
    .slice(0, LISTED);
  const alt =
    `Early KX of ${count(counted.length)} therapists by volume, ${percent(mean)} in all; ` +
    `${count(beyond.length)} above the limit of 99.8%.`;
  return (
    <Drawing
      name="Early KX of therapists by volume"
      svg={funnelChart(marks, { unit: 'lines that called for no KX', own })}
      alt={alt}
      head={['Therapist', 'Early', 'Of', 'Share', 'Chance keeps below', 'Stands out']}
      rows={listed.map(({ npi, hits, n, isDetected }) => [
        <Link key={npi} href={`/providers/rendering/${npi}`}>
          {npi}
        </Link>,
        count(hits),
        count(n),
        percent(hits / n),
        percent(upper(mean, n)),
        isDetected ? 'yes' : 'no',
      ])}
      onPick={(npi) => go(`/providers/rendering/${npi}`)}
    />
  );
}

type Point = PatternsPage['funnel'][number];

function rank({ npi, isDetected }: Point, own: string | undefined): number {
  if (npi === own) return 2;
  return isDetected ? 1 : 0;
}

function ratio({ hits, n }: Point): number {
  return hits / n;
}

function upper(mean: number, n: number): number {
  return chanceLimits(mean, n, FUNNEL_SIGMAS[1]).high;
}
