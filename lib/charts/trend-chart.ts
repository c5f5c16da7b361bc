// A share over the months: points sized by their denominator, gaps where it is zero, the mean of
// all months and three-sigma limits that widen where counts are small (p-chart). What lies beyond
// the limits, or long on one side of the mean, has a shape of its own.

import { scaleBand, scaleLinear, scaleSqrt } from 'd3-scale';
import {
  chanceLimits,
  inLongRun,
  LONG_RUN,
  meanShare,
  shareOf,
  TREND_SIGMAS,
  type Share,
} from './chance-limits.js';
import { BLUE, element, INK, line, MUTED, ORANGE, percentTick, SHADE, svg, text } from './svg.js';

export interface TrendPoint extends Share {
  readonly label: string;
}

/** All of the role in the same month, and between which shares the middle three fifths lie. */
export interface TrendPeer extends TrendPoint {
  readonly band: { readonly low: number; readonly high: number } | null;
}

/** What happened in a month, such as a change of the system that writes the claims. */
export interface TrendChange {
  readonly label: string;
  readonly words: string;
}

export interface TrendWords {
  /** What the denominators count. */
  readonly unit: string;
  readonly peers?: readonly TrendPeer[];
  readonly changes?: readonly TrendChange[];
}

const SIZE = { width: 720, height: 258 };
const PLOT = { left: 52, right: 700, top: 14, bottom: 196 };

export function trendChart(points: readonly TrendPoint[], words: TrendWords): string {
  const { unit, peers = [], changes = [] } = words;
  const mean = meanShare(points);
  const plan = planOf(points, peers);
  const runs = inLongRun(points);
  const meanLine = line([PLOT.left, plan.y(mean)], [PLOT.right, plan.y(mean)], DOTTED);
  const body = [...axis(plan), ...peers.map((peer) => peerStep(peer, plan)), meanLine];
  body.push(...changes.flatMap((change, row) => changeLine(change, plan, row)));
  points.forEach((point, at) => {
    const cx = plan.middle(point.label);
    const place = { x: cx, y: PLOT.bottom + 19, anchor: 'middle', fill: MUTED } as const;
    const isShown = points.length <= 14 || at % 3 === 0;
    if (isShown) body.push(text(point.label.slice(2), place));
    if (points.length <= 14) {
      body.push(text(`n ${point.n}`, { ...place, y: PLOT.bottom + 31, size: 9 }));
    }
    if (point.n === 0) return;
    const { low, high } = chanceLimits(mean, point.n, TREND_SIGMAS);
    for (const limit of [low, high]) body.push(limitBar(cx, plan.y(limit), plan.half));
    const before = points[at - 1];
    if (before !== undefined && before.n > 0) {
      const from = [plan.middle(before.label), plan.y(shareOf(before))] as const;
      body.push(line(from, [cx, plan.y(shareOf(point))], { stroke: BLUE, 'stroke-width': 1.5 }));
    }
    const share = shareOf(point);
    const isOut = share > high || share < low;
    body.push(mark({ cx, cy: plan.y(share), r: plan.size(point.n) }, isOut, runs[at] === true));
  });
  const legend = `dotted: mean ${(mean * 100).toFixed(1)}%; bars: three-sigma limits; n: ${unit}`;
  body.push(text(legend, { x: PLOT.left, y: SIZE.height - 16, fill: MUTED }));
  const marks = `ring: beyond the limits; square: ${LONG_RUN} or more in a row on one side`;
  const peerWords = peers.length === 0 ? '' : '; gray: all of the role, shaded the middle fifths';
  body.push(text(marks + peerWords, { x: PLOT.left, y: SIZE.height - 3, fill: MUTED }));
  return svg(SIZE, body);
}

const CHANGE_ROW = 12;
const DOTTED = { stroke: INK, 'stroke-dasharray': '2 3' };

interface Plan {
  readonly y: ReturnType<typeof scaleLinear<number, number>>;
  readonly size: (n: number) => number;
  readonly middle: (label: string) => number;
  /** Half of a month's width. */
  readonly half: number;
}

function planOf(points: readonly TrendPoint[], peers: readonly TrendPeer[]): Plan {
  const mean = meanShare(points);
  const highest = Math.max(
    0.05,
    ...points.filter(({ n }) => n > 0).map(shareOf),
    ...points.map(({ n }) => (n === 0 ? 0 : chanceLimits(mean, n, TREND_SIGMAS).high)),
    ...peers.map((peer) => Math.max(shareOf(peer), peer.band?.high ?? 0)),
  );
  const labels = [...new Set([...points, ...peers].map(({ label }) => label))].toSorted();
  const x = scaleBand().domain(labels).range([PLOT.left, PLOT.right]);
  const y = scaleLinear()
    .domain([0, Math.min(1, highest * 1.1)])
    .nice()
    .range([PLOT.bottom, PLOT.top]);
  const size = scaleSqrt()
    .domain([0, Math.max(1, ...points.map(({ n }) => n))])
    .range([2, 8]);
  const half = x.bandwidth() / 2;
  return { y, size, half, middle: (label) => (x(label) ?? 0) + half };
}

function axis({ y }: Plan): readonly string[] {
  return y.ticks(4).flatMap((tick) => {
    const place = { x: PLOT.left - 6, y: y(tick) + 3, anchor: 'end', fill: MUTED } as const;
    return [line([PLOT.left, y(tick)], [PLOT.right, y(tick)]), text(percentTick(tick), place)];
  });
}

function peerStep({ label, band, ...share }: TrendPeer, { y, middle, half }: Plan): string {
  const left = middle(label) - half;
  const at = y(shareOf(share));
  const step = line([left, at], [left + 2 * half, at], { stroke: MUTED, 'stroke-width': 2 });
  if (band === null) return step;
  const top = y(band.high);
  const box = { x: left, y: top, width: 2 * half, height: y(band.low) - top, fill: SHADE };
  return element('rect', box) + step;
}

/** Across the plot, its words on the side where there is more room, each in a row of its own. */
function changeLine({ label, words }: TrendChange, { middle }: Plan, row: number): string[] {
  const x = middle(label);
  const isLeft = x < (PLOT.left + PLOT.right) / 2;
  const place = { x: isLeft ? x + 4 : x - 4, y: PLOT.top - 4 + row * CHANGE_ROW };
  return [
    line([x, PLOT.top - 12], [x, PLOT.bottom], { stroke: ORANGE, 'stroke-dasharray': '6 3' }),
    text(words, { ...place, anchor: isLeft ? 'start' : 'end' }),
  ];
}

function limitBar(cx: number, y: number, half: number): string {
  return line([cx - half, y], [cx + half, y], { stroke: INK, opacity: 0.35 });
}

function mark(
  { cx, cy, r }: { readonly cx: number; readonly cy: number; readonly r: number },
  isOut: boolean,
  isInRun: boolean,
): string {
  const dot = element('circle', { cx, cy, r, fill: BLUE });
  const around = { fill: 'none', stroke: ORANGE, 'stroke-width': 2.5 };
  const reach = r + 3;
  const box = { x: cx - reach, y: cy - reach, width: 2 * reach, height: 2 * reach };
  const ring = isOut ? element('circle', { cx, cy, r: reach, ...around }) : '';
  return dot + ring + (isInRun && !isOut ? element('rect', { ...box, ...around }) : '');
}
