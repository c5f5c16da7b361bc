// Causes by dollars, largest first: bars with their amount, and beside each the share of all that
// it makes together with those above it, as a line and in figures.

import { scaleBand, scaleLinear } from 'd3-scale';
import { BLUE, dollarTick, element, line, MUTED, ORANGE, percentTick, svg, text } from './svg.js';

export interface ParetoBar {
  readonly label: string;
  readonly cents: number;
}

export interface ParetoRow extends ParetoBar {
  /** Of all dollars, with all larger ones. */
  readonly cumulativeShare: number;
}

const MOST_BARS = 10;
const WIDTH = 720;
const ROW = 24;
const LABEL_LETTERS = 42;
const PLOT = { left: 232, right: 520, top: 22 };
/** The line has a place of its own: across the bars it would strike out their amounts. */
const SHARE = { left: 548, right: 660, words: 712 };

/** What the chart draws and the table beside it says; the smallest of many are put together. */
export function paretoRows(bars: readonly ParetoBar[]): readonly ParetoRow[] {
  const ranked = bars
    .filter(({ cents }) => cents > 0)
    .toSorted((one, other) => other.cents - one.cents || (one.label < other.label ? -1 : 1));
  const all = ranked.reduce((sum, { cents }) => sum + cents, 0);
  let so = 0;
  return together(ranked).map((bar) => {
    so += bar.cents;
    return { ...bar, cumulativeShare: so / all };
  });
}

function together(ranked: readonly ParetoBar[]): readonly ParetoBar[] {
  if (ranked.length <= MOST_BARS) return ranked;
  const rest = ranked.slice(MOST_BARS - 1);
  const cents = rest.reduce((sum, bar) => sum + bar.cents, 0);
  return [...ranked.slice(0, MOST_BARS - 1), { label: `${rest.length} more`, cents }];
}

export function paretoChart(bars: readonly ParetoBar[]): string {
  const rows = paretoRows(bars);
  const bottom = PLOT.top + rows.length * ROW;
  const x = scaleLinear()
    .domain([0, Math.max(1, ...rows.map(({ cents }) => cents))])
    .range([PLOT.left, PLOT.right - 50]);
  const share = scaleLinear().domain([0, 1]).range([SHARE.left, SHARE.right]);
  const y = scaleBand<number>()
    .domain(rows.map((_, at) => at))
    .range([PLOT.top, bottom])
    .padding(0.3);
  const middle = (at: number): number => (y(at) ?? 0) + y.bandwidth() / 2;
  const body = [
    text('dollars', { x: PLOT.left, y: 12, fill: MUTED }),
    text('of all, with those above', { x: SHARE.words, y: 12, anchor: 'end', fill: MUTED }),
    line([PLOT.left, PLOT.top], [PLOT.left, bottom]),
    line([SHARE.left, PLOT.top], [SHARE.left, bottom]),
    line([SHARE.right, PLOT.top], [SHARE.right, bottom]),
  ];
  rows.forEach(({ label, cents, cumulativeShare }, at) => {
    const width = Math.max(1, x(cents) - PLOT.left);
    const box = { x: PLOT.left, y: y(at) ?? 0, width, height: y.bandwidth() };
    const base = middle(at) + 4;
    body.push(text(shortened(label), { x: PLOT.left - 8, y: base, anchor: 'end' }));
    body.push(element('rect', { ...box, fill: BLUE }));
    body.push(text(dollarTick(cents), { x: PLOT.left + width + 6, y: base }));
    const percent = { x: SHARE.words, y: base, anchor: 'end', weight: 'bold' } as const;
    body.push(text(percentTick(cumulativeShare), percent));
  });
  const points = rows.map((row, at) => [share(row.cumulativeShare), middle(at)] as const);
  points.forEach(([cx, cy], at) => {
    const before = points[at - 1];
    if (before !== undefined) body.push(line(before, [cx, cy], CURVE));
    body.push(element('circle', { cx, cy, r: 3, fill: ORANGE }));
  });
  return svg({ width: WIDTH, height: bottom + 6 }, body);
}

const CURVE = { stroke: ORANGE, 'stroke-width': 1.5 };

function shortened(label: string): string {
  return label.length > LABEL_LETTERS ? `${label.slice(0, LABEL_LETTERS - 1)}…` : label;
}
