// Share beside volume, with the limits that chance keeps to (95 and 99.8 percent): what looks high
// at a small practice may be nothing.

import { scaleLog, scaleLinear } from 'd3-scale';
import { line as lineOf } from 'd3-shape';
import { useLocation } from 'wouter';
import type { PatternsPage } from '../../../lib/api/contract/rows.js';
import { percent } from '../parts/format.js';

const WIDTH = 860;
const HEIGHT = 300;
const LEFT = 56;
const RIGHT = 80;
const TOP = 16;
const BOTTOM = 44;
const LIMITS = [
  [1.96, '95 %', '4 4'],
  [3.09, '99.8 %', '1 4'],
] as const;

export function FunnelChart({ points }: { readonly points: PatternsPage['funnel'] }) {
  const [, go] = useLocation();
  const hits = points.reduce((sum, point) => sum + point.hits, 0);
  const n = points.reduce((sum, point) => sum + point.n, 0);
  if (n === 0) return <p>No provider has KX lines to compare.</p>;
  const mean = hits / n;
  const largest = Math.max(10, ...points.map((point) => point.n));
  const x = scaleLog([1, largest * 1.1], [LEFT, WIDTH - RIGHT]);
  const y = scaleLinear([0, 1], [HEIGHT - BOTTOM, TOP]);
  const sizes = Array.from({ length: 60 }, (_, at) =>
    Math.exp((Math.log(largest * 1.1) * at) / 59),
  );
  const upper = (deviations: number) =>
    lineOf<number>(
      (size) => x(size),
      (size) => y(Math.min(1, mean + deviations * Math.sqrt((mean * (1 - mean)) / size))),
    )(sizes) ?? '';
  return (
    <div className="kx-chart" tabIndex={0} role="region" aria-label="Funnel of early KX">
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={`Early KX of ${points.length} therapists by volume; ${percent(mean)} in all.`}
      >
        {y.ticks(4).map((share) => (
          <text key={share} className="kx-axis" x={LEFT - 6} y={y(share) + 4} textAnchor="end">
            {percent(share)}
          </text>
        ))}
        {[1, 10, 100, 1000, 10000]
          .filter((size) => size <= largest)
          .map((size) => (
            <text
              key={size}
              className="kx-axis"
              x={x(size)}
              y={HEIGHT - BOTTOM + 18}
              textAnchor="middle"
            >
              {size}
            </text>
          ))}
        <text className="kx-axis" x={(LEFT + WIDTH - RIGHT) / 2} y={HEIGHT - 6} textAnchor="middle">
          KX lines that could be judged
        </text>
        <line
          x1={LEFT}
          x2={WIDTH - RIGHT}
          y1={y(mean)}
          y2={y(mean)}
          stroke="var(--kx-peer)"
          strokeWidth="2"
        />
        <text x={WIDTH - RIGHT + 6} y={y(mean) + 4}>
          all {percent(mean)}
        </text>
        {LIMITS.map(([deviations, words, dash]) => (
          <path
            key={words}
            d={upper(deviations)}
            fill="none"
            stroke="var(--kx-kx-line)"
            strokeDasharray={dash}
          >
            <title>{words} limit</title>
          </path>
        ))}
        {points.map((point) => (
          <g
            className="kx-mark"
            key={point.npi}
            transform={`translate(${x(point.n)}, ${y(point.hits / point.n)})`}
            onClick={() => go(`/providers/rendering/${point.npi}`)}
          >
            <title>
              {point.npi}: {point.hits} of {point.n}
            </title>
            {point.isDetected ? (
              <rect x="-5" y="-5" width="10" height="10" fill="var(--kx-wrong)" />
            ) : (
              <circle r="4.5" fill="var(--kx-own)" opacity="0.75" />
            )}
          </g>
        ))}
      </svg>
      <p className="kx-quiet">
        Square: the pattern stands out beside peers. Dashed and dotted: limits of chance.
      </p>
    </div>
  );
}
