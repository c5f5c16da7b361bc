// How far from the KX amount totals stood when KX first appeared: bars left of the line are before
// the amount was reached, bars right of it after.

import { scaleBand, scaleLinear } from 'd3-scale';
import { BLUE, dollarTick, element, INK, line, MUTED, ORANGE, svg, text } from './svg.js';

export interface DistanceBin {
  readonly fromCents: number;
  readonly toCents: number;
  readonly totals: number;
}

const SIZE = { width: 720, height: 220 };
const PLOT = { left: 40, right: 700, top: 14, bottom: 168 };

export function distanceChart(bins: readonly DistanceBin[]): string {
  const x = scaleBand<number>()
    .domain(bins.map(({ fromCents }) => fromCents))
    .range([PLOT.left, PLOT.right])
    .padding(0.08);
  const y = scaleLinear()
    .domain([0, Math.max(1, ...bins.map(({ totals }) => totals))])
    .nice()
    .range([PLOT.bottom, PLOT.top]);
  const every = Math.max(1, Math.ceil(bins.length / 9));
  const body: string[] = [line([PLOT.left, PLOT.bottom], [PLOT.right, PLOT.bottom])];
  bins.forEach(({ fromCents, toCents, totals }, at) => {
    const left = x(fromCents) ?? 0;
    const height = PLOT.bottom - y(totals);
    const fill = toCents <= 0 ? ORANGE : BLUE;
    if (totals > 0) {
      body.push(element('rect', { x: left, y: y(totals), width: x.bandwidth(), height, fill }));
      const place = { x: left + x.bandwidth() / 2, y: y(totals) - 3, anchor: 'middle' } as const;
      body.push(text(String(totals), place));
    }
    if (at % every === 0) {
      body.push(text(dollarTick(fromCents), { x: left, y: PLOT.bottom + 14, fill: MUTED }));
    }
    if (fromCents === 0) {
      const zero = left - (x.step() - x.bandwidth()) / 2;
      body.push(line([zero, PLOT.top], [zero, PLOT.bottom], { stroke: INK, 'stroke-width': 1.5 }));
    }
  });
  const words =
    'total after the first line with KX, less the KX amount (outermost bars: and beyond); ' +
    'left of zero: before it';
  body.push(text(words, { x: PLOT.left, y: SIZE.height - 8, fill: MUTED }));
  return svg(SIZE, body);
}
