// A share over twelve months: points sized by their denominator, gaps where it is zero, the mean of
// all months as a dotted line and three-sigma limits that widen where counts are small (p-chart).

import { scaleBand, scaleLinear, scaleSqrt } from 'd3-scale';
import { BLUE, element, INK, line, MUTED, ORANGE, percentTick, svg, text } from './svg.js';

export interface TrendPoint {
  readonly label: string;
  readonly hits: number;
  readonly n: number;
}

const SIZE = { width: 720, height: 240 };
const PLOT = { left: 52, right: 700, top: 14, bottom: 196 };
const SIGMAS = 3;

export function trendChart(points: readonly TrendPoint[], unit: string): string {
  const mean = meanShare(points);
  const highest = Math.max(
    0.05,
    ...points.flatMap((point) => [shareOf(point), upper(point, mean)]),
  );
  const x = scaleBand()
    .domain(points.map(({ label }) => label))
    .range([PLOT.left, PLOT.right]);
  const y = scaleLinear()
    .domain([0, Math.min(1, highest * 1.1)])
    .nice()
    .range([PLOT.bottom, PLOT.top]);
  const size = scaleSqrt()
    .domain([0, Math.max(1, ...points.map(({ n }) => n))])
    .range([2, 8]);
  const middle = (label: string): number => (x(label) ?? 0) + x.bandwidth() / 2;
  const body: string[] = [];
  for (const tick of y.ticks(4)) {
    body.push(line([PLOT.left, y(tick)], [PLOT.right, y(tick)]));
    const place = { x: PLOT.left - 6, y: y(tick) + 3, anchor: 'end', fill: MUTED } as const;
    body.push(text(percentTick(tick), place));
  }
  body.push(line([PLOT.left, y(mean)], [PLOT.right, y(mean)], DOTTED));
  points.forEach((point, at) => {
    const place = { x: middle(point.label), y: PLOT.bottom + 14, anchor: 'middle' } as const;
    body.push(text(point.label.slice(2), { ...place, fill: MUTED }));
    body.push(text(`n ${point.n}`, { ...place, y: PLOT.bottom + 28, fill: MUTED, size: 8 }));
    if (point.n === 0) return;
    const limit = y(upper(point, mean));
    const half = x.bandwidth() / 2;
    const cx = middle(point.label);
    body.push(line([cx - half, limit], [cx + half, limit], { stroke: INK, opacity: 0.35 }));
    const before = points[at - 1];
    if (before !== undefined && before.n > 0) {
      const from: readonly [number, number] = [middle(before.label), y(shareOf(before))];
      body.push(line(from, [cx, y(shareOf(point))], { stroke: BLUE, 'stroke-width': 1.5 }));
    }
    const isOut = shareOf(point) > upper(point, mean);
    const look = isOut ? { fill: '#ffffff', stroke: ORANGE, 'stroke-width': 2.5 } : { fill: BLUE };
    body.push(element('circle', { cx, cy: y(shareOf(point)), r: size(point.n), ...look }));
  });
  const limits = 'bars: upper three-sigma limit of each month';
  const legend = `dotted: mean ${(mean * 100).toFixed(1)}%; ${limits}; n: ${unit}`;
  body.push(text(legend, { x: PLOT.left, y: SIZE.height - 2, fill: MUTED }));
  return svg(SIZE, body);
}

const DOTTED = { stroke: INK, 'stroke-dasharray': '2 3' };

function meanShare(points: readonly TrendPoint[]): number {
  const n = points.reduce((sum, point) => sum + point.n, 0);
  return n === 0 ? 0 : points.reduce((sum, point) => sum + point.hits, 0) / n;
}

function shareOf({ hits, n }: TrendPoint): number {
  return n === 0 ? 0 : hits / n;
}

function upper({ n }: TrendPoint, mean: number): number {
  return n === 0 ? mean : Math.min(1, mean + SIGMAS * Math.sqrt((mean * (1 - mean)) / n));
}
