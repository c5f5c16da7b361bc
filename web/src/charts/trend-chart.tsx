// A share by month with the limits that chance alone would keep to (three standard deviations of a
// share of that size); points grow with the number of lines. Peers as steps where they are known.

import { scaleLinear } from 'd3-scale';
import { curveStepAfter, line as lineOf } from 'd3-shape';
import { percent } from '../parts/format.js';
import { monthLabel } from './ticks.js';

export interface MonthPoint {
  readonly month: string;
  readonly hits: number;
  readonly n: number;
}

export interface TrendChartProps {
  readonly label: string;
  readonly points: readonly MonthPoint[];
  readonly peers?: readonly MonthPoint[];
}

const WIDTH = 860;
const HEIGHT = 240;
const LEFT = 52;
const RIGHT = 90;
const TOP = 16;
const BOTTOM = 32;

export function TrendChart({ label, points, peers = [] }: TrendChartProps) {
  const shown = points.filter(({ n }) => n > 0);
  if (shown.length === 0) return <p>No month has such a line.</p>;
  const months = [...new Set([...points, ...peers].map(({ month }) => month))].sort();
  const mean = sum(shown.map(({ hits }) => hits)) / sum(shown.map(({ n }) => n));
  const limitOf = (n: number): number => 3 * Math.sqrt((mean * (1 - mean)) / n);
  const top = Math.min(
    1,
    Math.max(0.1, ...shown.map(({ hits, n }) => Math.max(hits / n, mean + limitOf(n)))),
  );
  const x = scaleLinear([0, Math.max(1, months.length - 1)], [LEFT + 16, WIDTH - RIGHT]);
  const y = scaleLinear([0, top], [HEIGHT - BOTTOM, TOP]);
  const placeOf = (month: string): number => x(months.indexOf(month));
  const largest = Math.max(...shown.map(({ n }) => n));
  const step = lineOf<MonthPoint>(
    ({ month }) => placeOf(month),
    ({ hits, n }) => y(Math.min(top, n === 0 ? 0 : hits / n)),
  ).curve(curveStepAfter);
  const plain = lineOf<MonthPoint>(
    ({ month }) => placeOf(month),
    ({ hits, n }) => y(hits / n),
  );
  const limit = lineOf<MonthPoint>(
    ({ month }) => placeOf(month),
    ({ n }) => y(Math.min(top, mean + limitOf(n))),
  ).curve(curveStepAfter);
  return (
    <div className="kx-chart" tabIndex={0} role="region" aria-label={label}>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={`${label}: ${percent(mean)} in all.`}
      >
        {y.ticks(4).map((share) => (
          <g key={share}>
            <line
              x1={LEFT}
              x2={WIDTH - RIGHT}
              y1={y(share)}
              y2={y(share)}
              stroke="var(--kx-line)"
              strokeWidth="0.5"
            />
            <text className="kx-axis" x={LEFT - 6} y={y(share) + 4} textAnchor="end">
              {percent(share)}
            </text>
          </g>
        ))}
        {months.map((month, at) => (
          <text key={month} className="kx-axis" x={x(at)} y={HEIGHT - 10} textAnchor="middle">
            {months.length > 14 && at % 3 !== 0 ? '' : monthLabel(month)}
          </text>
        ))}
        <path d={limit(shown) ?? ''} fill="none" stroke="var(--kx-kx-line)" strokeDasharray="3 4" />
        <text x={WIDTH - RIGHT + 8} y={y(Math.min(top, mean + limitOf(shown.at(-1)?.n ?? 1))) + 4}>
          limit
        </text>
        {peers.length > 0 && (
          <path d={step(peers) ?? ''} fill="none" stroke="var(--kx-peer)" strokeWidth="2" />
        )}
        <path d={plain(shown) ?? ''} fill="none" stroke="var(--kx-own)" strokeWidth="1.5" />
        {shown.map(({ month, hits, n }) => (
          <circle
            key={month}
            cx={placeOf(month)}
            cy={y(hits / n)}
            r={3 + 5 * Math.sqrt(n / largest)}
            fill="var(--kx-own)"
            stroke="var(--kx-panel)"
          >
            <title>
              {month.slice(0, 7)}: {hits} of {n} ({percent(hits / n)})
            </title>
          </circle>
        ))}
      </svg>
      <p className="kx-quiet">
        Dotted: what chance alone keeps to.{peers.length > 0 ? ' Gray steps: all of the role.' : ''}
      </p>
    </div>
  );
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
