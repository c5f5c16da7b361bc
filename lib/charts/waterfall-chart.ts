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
    body.push(text(label, { ...middle, y: PLOT.bottom + 16, fill: MUTED }));
    if (at + 1 < bars.length) {
      const right = left + x.bandwidth();
      body.push(line([right, y(to)], [x(at + 1) ?? right, y(to)], { 'stroke-dasharray': '2 2' }));
    }
  });
  return svg(SIZE, body);
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
