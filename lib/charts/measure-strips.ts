// One row per measure, in the measure's own unit from zero: a dot for the provider, and a tick for
// each published or computed value beside it (peers, state, nation). What nobody has put in has no
// tick. Ticks differ by length and by their letter, not by color alone.

import { scaleLinear } from 'd3-scale';
import { BLUE, element, INK, line, MUTED, RULE, svg, text } from './svg.js';

export interface MeasureTick {
  /** One letter on the strip: `P`, `S`, `N`. */
  readonly letter: string;
  /** What it stands for: `state`. */
  readonly words: string;
  readonly value: number;
}

export interface MeasureStrip {
  readonly label: string;
  readonly value: number;
  /** As people read it: `23.4%`, `$812.10`. */
  readonly valueWords: string;
  readonly ticks: readonly MeasureTick[];
}

const WIDTH = 720;
const ROW = 44;
const LEFT = 390;
const RIGHT = 700;
const NEAR = 12;

export function measureStrips(strips: readonly MeasureStrip[]): string {
  const body = strips.flatMap((strip, at) => stripRow(strip, at * ROW + 22));
  const letters = new Map(
    strips.flatMap(({ ticks }) => ticks.map(({ letter, words }) => [letter, words] as const)),
  );
  const legend = ['dot: own', ...[...letters].map(([letter, words]) => `${letter}: ${words}`)];
  const bottom = strips.length * ROW + 16;
  body.push(text(legend.join('; '), { x: 0, y: bottom, fill: MUTED }));
  return svg({ width: WIDTH, height: bottom + 8 }, body);
}

function stripRow({ label, value, valueWords, ticks }: MeasureStrip, middle: number): string[] {
  const highest = Math.max(value, ...ticks.map((tick) => tick.value));
  const x = scaleLinear([0, highest === 0 ? 1 : highest * 1.05], [LEFT, RIGHT]);
  const row = [
    text(label, { x: 0, y: middle + 4 }),
    text(valueWords, { x: LEFT - 10, y: middle + 4, anchor: 'end', weight: 'bold' }),
    line([x.range()[0] ?? LEFT, middle], [RIGHT, middle], { stroke: RULE, 'stroke-width': 1.5 }),
  ];
  // Letters of near ticks stand above and below, so that none covers another.
  let before = Number.NEGATIVE_INFINITY;
  let isBelow = false;
  for (const tick of ticks.toSorted((one, other) => one.value - other.value)) {
    const place = x(tick.value);
    isBelow = place - before < NEAR ? !isBelow : false;
    before = place;
    row.push(line([place, middle - 8], [place, middle + 8], { stroke: INK, 'stroke-width': 2 }));
    const y = isBelow ? middle + 19 : middle - 11;
    row.push(text(tick.letter, { x: place, y, anchor: 'middle' }));
  }
  row.push(element('circle', { cx: x(value), cy: middle, r: 6, fill: BLUE }));
  return row;
}
