// One row per measure, from the lowest to the highest of all compared: the outer fifths shaded, a
// dot for the provider, and the words "higher than 91 of 100", because percent and percentile are
// easily mixed up.

import { scaleLinear } from 'd3-scale';
import { BLUE, element, line, MUTED, RULE, SHADE, svg, text } from './svg.js';

export interface Strip {
  readonly label: string;
  /** As people read it: `23.4%`, `$812.10`. */
  readonly value: string;
  /** How many of the others are lower; null: too few to place. */
  readonly lower: number | null;
  readonly others: number | null;
}

const WIDTH = 720;
const ROW = 34;
const LEFT = 250;
const RIGHT = 560;

export function percentileStrips(strips: readonly Strip[]): string {
  const x = scaleLinear().domain([0, 1]).range([LEFT, RIGHT]);
  const body = strips.flatMap(({ label, value, lower, others }, at) => {
    const y = at * ROW + 8;
    const middle = y + 9;
    const row = [
      text(label, { x: 0, y: middle + 4 }),
      text(value, { x: LEFT - 10, y: middle + 4, anchor: 'end', weight: 'bold' }),
      element('rect', { x: x(0), y, width: x(0.2) - x(0), height: 18, fill: SHADE }),
      element('rect', { x: x(0.8), y, width: x(1) - x(0.8), height: 18, fill: SHADE }),
      line([x(0), middle], [x(1), middle], { stroke: RULE, 'stroke-width': 1.5 }),
    ];
    if (lower === null || others === null || others === 0) {
      row.push(text('too few to place', { x: RIGHT + 12, y: middle + 4, fill: MUTED }));
      return row;
    }
    row.push(element('circle', { cx: x(lower / others), cy: middle, r: 6, fill: BLUE }));
    row.push(text(`higher than ${lower} of ${others}`, { x: RIGHT + 12, y: middle + 4 }));
    return row;
  });
  return svg({ width: WIDTH, height: strips.length * ROW + 6 }, body);
}
