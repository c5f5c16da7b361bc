// From a first amount over its changes to a last one: each bar hangs where the one before ended,
// with its figure and a sign, so that nothing rests on colour.

import { scaleBand, scaleLinear } from 'd3-scale';
import { BLUE, element, GREEN, line, MUTED, ORANGE, svg, text } from './svg.js';

export interface WaterfallBar {
  readonly label: string;
  /** Signed on changes; the level itself on totals. */
  readonly value: number;
  /** As people read it. */
  readonly words: string;
  readonly isTotal: boolean;
}

const SIZE = { width: 720, height: 220 };
/** Of the letters of labels, wide ones included. */
const LETTER_WIDTH = 5.8;
const ROW_HEIGHT = 12;
const MOST_ROWS = 2;
const PLOT = { left: 10, right: 710, top: 22, bottom: 186 };

export function waterfallChart(bars: readonly WaterfallBar[]): string {
  const spans = spansOf(bars);
  const lowest = Math.min(0, ...spans.flat());
  const highest = Math.max(1, ...spans.flat());
  const x = scaleBand<number>()
    .domain(bars.map((_, at) => at))
    .range([PLOT.left, PLOT.right])
    .padding(0.25);
  const y = scaleLinear().domain([lowest, highest]).range([PLOT.bottom, PLOT.top]);
  const body = [line([PLOT.left, y(0)], [PLOT.right, y(0)])];
  bars.forEach(({ label, value, words, isTotal }, at) => {
    const [from = 0, to = 0] = spans[at] ?? [];
    const left = x(at) ?? 0;
    const top = y(Math.max(from, to));
    const height = Math.max(1, y(Math.min(from, to)) - top);
    const fill = isTotal ? BLUE : value > 0 ? ORANGE : GREEN;
    body.push(element('rect', { x: left, y: top, width: x.bandwidth(), height, fill }));
    const middle = { x: left + x.bandwidth() / 2, anchor: 'middle' } as const;
    body.push(text(words, { ...middle, y: top - 5, weight: 'bold' }));
    rowsOf(label, x.step()).forEach((row, at) => {
      body.push(text(row, { ...middle, y: PLOT.bottom + 14 + at * ROW_HEIGHT, fill: MUTED }));
    });
    if (at + 1 < bars.length) {
      const right = left + x.bandwidth();
      body.push(line([right, y(to)], [x(at + 1) ?? right, y(to)], { 'stroke-dasharray': '2 2' }));
    }
  });
  return svg(SIZE, body);
}

/** Under the bar and not under its neighbours: two rows at most, what is more is left off. */
function rowsOf(label: string, width: number): readonly string[] {
  const most = Math.max(4, Math.floor(width / LETTER_WIDTH));
  const rows: string[] = [''];
  for (const word of label.split(' ')) {
    const row = rows.at(-1) ?? '';
    const longer = row === '' ? word : `${row} ${word}`;
    if (row === '' || longer.length <= most) rows[rows.length - 1] = longer;
    else rows.push(word);
  }
  return rows.slice(0, MOST_ROWS).map((row, at) => {
    const isCut = row.length > most || (at === MOST_ROWS - 1 && rows.length > MOST_ROWS);
    return isCut ? `${row.slice(0, most - 1)}…` : row;
  });
}

/** Where each bar begins and ends. */
function spansOf(bars: readonly WaterfallBar[]): readonly (readonly [number, number])[] {
  let level = 0;
  return bars.map(({ value, isTotal }) => {
    const from = isTotal ? 0 : level;
    level = isTotal ? value : level + value;
    return [from, level] as const;
  });
}
