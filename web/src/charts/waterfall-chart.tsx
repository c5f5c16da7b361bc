// A score as the sum of its parts: each bar starts where the one before it ended. Points, counts
// and the peers' share stand beside it; a part leads to exactly its lines.

import { scaleLinear } from 'd3-scale';
import type { ProviderPage } from '../../../lib/api/contract/rows.js';
import { percent } from '../parts/format.js';

export interface WaterfallChartProps {
  readonly score: number;
  readonly parts: ProviderPage['parts'];
}

const WIDTH = 860;
const ROW = 26;
const LEFT = 300;
const RIGHT = 210;

export function WaterfallChart({ score, parts }: WaterfallChartProps) {
  const shown = parts.filter(({ points }) => points > 0);
  const height = ROW * (shown.length + 2);
  const x = scaleLinear([0, Math.max(10, Math.ceil(score / 10) * 10)], [LEFT, WIDTH - RIGHT]);
  const starts = shown.map((_, at) =>
    shown.slice(0, at).reduce((sum, part) => sum + part.points, 0),
  );
  const words = shown.map(({ title, points }) => `${title} ${points.toFixed(2)}`).join(', ');
  return (
    <div className="kx-chart" tabIndex={0} role="region" aria-label="Chart of the score">
      <svg
        viewBox={`0 0 ${WIDTH} ${height}`}
        role="img"
        aria-label={`Score ${score.toFixed(2)} of 100: ${words || 'no part gives points'}.`}
      >
        {shown.map(({ pattern, title, points, share, peerShare, weightPoints }, at) => {
          const start = starts[at] ?? 0;
          return (
            <g key={pattern} transform={`translate(0, ${at * ROW})`}>
              <text x={LEFT - 10} y={17} textAnchor="end">
                {title.length > 44 ? `${title.slice(0, 42)}…` : title}
              </text>
              <rect
                x={x(start)}
                y={4}
                width={Math.max(1, x(start + points) - x(start))}
                height={ROW - 10}
                fill="var(--kx-own)"
              >
                <title>
                  {title}: {points.toFixed(2)} of at most {weightPoints}
                </title>
              </rect>
              <line
                x1={x(start + points)}
                x2={x(start + points)}
                y1={4}
                y2={ROW + 4}
                stroke="var(--kx-peer)"
                strokeDasharray="2 3"
              />
              <text x={WIDTH - RIGHT + 10} y={17}>
                {points.toFixed(2)} of {weightPoints}; {percent(share)}, peers {percent(peerShare)}
              </text>
            </g>
          );
        })}
        <g transform={`translate(0, ${shown.length * ROW})`}>
          <text x={LEFT - 10} y={17} textAnchor="end" fontWeight="700">
            Score
          </text>
          <rect
            x={x(0)}
            y={4}
            width={Math.max(1, x(score) - x(0))}
            height={ROW - 10}
            fill="var(--kx-text)"
          />
          <text x={WIDTH - RIGHT + 10} y={17} fontWeight="700">
            {score.toFixed(2)} of 100
          </text>
        </g>
      </svg>
    </div>
  );
}
