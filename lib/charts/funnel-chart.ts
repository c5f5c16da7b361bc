// Share beside volume, with the limits that chance keeps to (95 and 99.8 percent): what looks high
// at a small practice may be nothing. A square: stands out beside peers; ring: who was asked for.

import { scaleLinear, scaleLog } from 'd3-scale';
import { line as lineOf } from 'd3-shape';
import { chanceLimits, FUNNEL_SIGMAS, meanShare, shareOf } from './chance-limits.js';
import {
  BLUE,
  element,
  INK,
  LABEL_SIZE,
  line,
  MUTED,
  ORANGE,
  percentTick,
  svg,
  text,
  title,
} from './svg.js';

export interface FunnelPoint {
  /** Told when pointed at, and what a click leads to. */
  readonly key: string;
  readonly hits: number;
  readonly n: number;
  readonly isDetected: boolean;
}

export interface FunnelWords {
  /** What is counted along the axis. */
  readonly unit: string;
  /** Key of the point with a ring around it. */
  readonly own?: string;
}

const SIZE = { width: 720, height: 280 };
const PLOT = { left: 48, right: 640, top: 14, bottom: 230 };
const MOST_POINTS = 500;
const CURVE_STEPS = 60;
const DASHES = ['6 4', '1 4'];
const LIMIT_WORDS = ['95%', '99.8%'];

/** Thousands of points hide each other: all that stand out, then those with most lines. */
export function funnelShown(points: readonly FunnelPoint[], own?: string): readonly FunnelPoint[] {
  const counted = points.filter(({ n }) => n > 0);
  if (counted.length <= MOST_POINTS) return counted;
  const rank = ({ key, isDetected }: FunnelPoint): number => (key === own ? 2 : isDetected ? 1 : 0);
  return counted
    .toSorted((one, other) => rank(other) - rank(one) || other.n - one.n)
    .slice(0, MOST_POINTS);
}

export function funnelChart(points: readonly FunnelPoint[], { unit, own }: FunnelWords): string {
  const mean = meanShare(points);
  const shown = funnelShown(points, own);
  const largest = Math.max(10, ...shown.map(({ n }) => n)) * 1.1;
  const highest = Math.max(0.05, ...shown.map(shareOf), chanceLimits(mean, 30, 3.09).high);
  const x = scaleLog().domain([1, largest]).range([PLOT.left, PLOT.right]);
  const y = scaleLinear()
    .domain([0, Math.min(1, highest * 1.05)])
    .range([PLOT.bottom, PLOT.top])
    .clamp(true);
  const sizes = Array.from({ length: CURVE_STEPS }, (_, at) =>
    Math.exp((Math.log(largest) * at) / (CURVE_STEPS - 1)),
  );
  const ends = FUNNEL_SIGMAS.map((sigmas) => y(chanceLimits(mean, largest, sigmas).high));
  // One above the other, and both above the word for all, however near the curves end.
  const labelAt = (at: number): number => {
    const below = at === 0 ? y(mean) : labelAt(at - 1);
    return Math.min((ends[at] ?? below) - 2, below - (at === 0 ? 2 : LABEL_SIZE));
  };
  const limits = FUNNEL_SIGMAS.flatMap((sigmas, at) => {
    const curve = lineOf<number>()
      .x((size) => x(size))
      .y((size) => y(chanceLimits(mean, size, sigmas).high))([...sizes]);
    const style = { fill: 'none', stroke: INK, 'stroke-dasharray': DASHES[at] ?? '' };
    return [
      element('path', { d: curve ?? '', ...style }),
      text(LIMIT_WORDS[at] ?? '', { x: PLOT.right + 6, y: labelAt(at), fill: MUTED }),
    ];
  });
  const all = `all ${(mean * 100).toFixed(1)}%`;
  return svg(SIZE, [
    ...y.ticks(4).flatMap((share) => {
      const place = { x: PLOT.left - 6, y: y(share) + 3, anchor: 'end', fill: MUTED } as const;
      return [line([PLOT.left, y(share)], [PLOT.right, y(share)]), text(tick(share), place)];
    }),
    ...[1, 10, 100, 1_000, 10_000, 100_000]
      .filter((size) => size <= largest)
      .map((size) => {
        const place = { x: x(size), y: PLOT.bottom + 14, anchor: 'middle', fill: MUTED } as const;
        return text(size.toLocaleString('en-US'), place);
      }),
    ...limits,
    line([PLOT.left, y(mean)], [PLOT.right, y(mean)], { stroke: MUTED, 'stroke-width': 1.5 }),
    text(all, { x: PLOT.right + 6, y: y(mean) + 10 }),
    ...shown.map((point) => mark(point, { cx: x(point.n), cy: y(shareOf(point)), own })),
    text(`${unit}; square: stands out beside peers; dashed and dotted: limits of chance`, {
      x: PLOT.left,
      y: SIZE.height - 8,
      fill: MUTED,
    }),
  ]);
}

function tick(share: number): string {
  return share < 0.1 && share > 0 ? `${(share * 100).toFixed(1)}%` : percentTick(share);
}

function mark(
  { key, hits, n, isDetected }: FunnelPoint,
  { cx, cy, own }: { readonly cx: number; readonly cy: number; readonly own: string | undefined },
): string {
  const shape = isDetected
    ? element('rect', { x: cx - 4, y: cy - 4, width: 8, height: 8, fill: ORANGE })
    : element('circle', { cx, cy, r: 3.5, fill: BLUE, opacity: 0.75 });
  const ring = { cx, cy, r: 9, fill: 'none', stroke: INK, 'stroke-width': 2 };
  const words = title(`${key}: ${hits} of ${n}`);
  return element(
    'g',
    { 'data-key': key },
    words,
    shape,
    key === own ? element('circle', ring) : '',
  );
}
