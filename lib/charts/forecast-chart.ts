// What a total comes to if visits go on as they are: the mean course as a dashed line, shaded where
// eight of ten courses lie, both amounts across it, and on each the days between which it is
// crossed. An estimate, and it says so.

import { scaleLinear } from 'd3-scale';
import { curveLinear, area, line as lineOf } from 'd3-shape';
import { BLUE, dollarTick, element, INK, line, MUTED, ORANGE, svg, text } from './svg.js';
import { dayNumber, monthStarts } from './day-axis.js';

/** After one more visit: the mean, and between what eight of ten courses lie. */
export interface ForecastPoint {
  readonly day: string;
  readonly lowCents: number;
  readonly meanCents: number;
  readonly highCents: number;
}

export interface ForecastAmount {
  /** `KX amount 2026`. */
  readonly words: string;
  readonly cents: number;
  /** Null: not before the end of the year; latest alone: it may be. */
  readonly earliest: string | null;
  readonly likely: string | null;
  readonly latest: string | null;
}

export interface ForecastDrawing {
  /** The first day and what the total is then. */
  readonly from: string;
  readonly fromCents: number;
  readonly lastDay: string;
  readonly points: readonly ForecastPoint[];
  readonly amounts: readonly ForecastAmount[];
}

const SIZE = { width: 720, height: 250 };
const PLOT = { left: 60, right: 540, top: 16, bottom: 190 };
/** Head room above the highest amount; a course that runs on is cut there. */
const ROOM = 1.12;
const DASHES = ['8 5', '2 4'];

export function forecastChart(drawing: ForecastDrawing): string {
  const { from, fromCents, lastDay, amounts } = drawing;
  const start = { day: from, lowCents: fromCents, meanCents: fromCents, highCents: fromCents };
  const highest = Math.max(fromCents, ...amounts.map(({ cents }) => cents));
  const points = [start, ...drawing.points];
  const reached = Math.max(...points.map(({ meanCents }) => meanCents));
  const top = Math.max(1, amounts.length === 0 ? reached : highest) * ROOM;
  const first = dayNumber(from);
  const last = Math.max(dayNumber(lastDay), first + 1);
  const x = scaleLinear([first, last], [PLOT.left, PLOT.right]);
  const y = scaleLinear([0, top], [PLOT.bottom, PLOT.top]).clamp(true);
  const at = ({ day }: ForecastPoint): number => x(dayNumber(day));
  // Where the mean is cut off the fan ends too: beyond it nothing is told.
  const end = points.findIndex(({ meanCents }) => meanCents > top);
  const shown = end === -1 ? points : points.slice(0, end + 1);
  const fan = area<ForecastPoint>(
    at,
    ({ lowCents }) => y(lowCents),
    ({ highCents }) => y(highCents),
  ).curve(curveLinear);
  const mean = lineOf<ForecastPoint>(at, ({ meanCents }) => y(meanCents));
  const body = [
    ...y
      .ticks(4)
      .flatMap((cents) => [
        line([PLOT.left, y(cents)], [PLOT.right, y(cents)]),
        text(dollarTick(cents), { x: PLOT.left - 6, y: y(cents) + 3, anchor: 'end', fill: MUTED }),
      ]),
    ...monthStarts(from, lastDay).map(({ day, name }) =>
      text(name, { x: x(dayNumber(day)), y: PLOT.bottom + 16, fill: MUTED }),
    ),
    element('path', { d: fan(shown) ?? '', fill: BLUE, opacity: 0.18 }),
    element('path', {
      d: mean(shown) ?? '',
      fill: 'none',
      stroke: BLUE,
      'stroke-width': 2,
      'stroke-dasharray': '5 4',
    }),
    ...amounts.flatMap((amount, order) => amountLine(amount, { x, y, last, order })),
    text(`an estimate from ${from}; dashed: the mean course; shaded: eight of ten courses`, {
      x: PLOT.left,
      y: SIZE.height - 22,
      fill: MUTED,
    }),
    text('bar across an amount: between which days it is crossed, dot: about when', {
      x: PLOT.left,
      y: SIZE.height - 8,
      fill: MUTED,
    }),
  ];
  return svg(SIZE, body);
}

interface Place {
  readonly x: (day: number) => number;
  readonly y: (cents: number) => number;
  readonly last: number;
  readonly order: number;
}

function amountLine(amount: ForecastAmount, { x, y, last, order }: Place): readonly string[] {
  const { words, cents, earliest, likely, latest } = amount;
  const height = y(cents);
  const dash = DASHES[order % DASHES.length] ?? '';
  const drawn = [
    line([PLOT.left, height], [PLOT.right, height], { stroke: ORANGE, 'stroke-dasharray': dash }),
    text(`${words}: ${dollarTick(cents)}`, { x: PLOT.right + 8, y: height + 4 }),
  ];
  const begin = earliest ?? likely;
  if (begin === null) return drawn;
  const [left, right] = [x(dayNumber(begin)), x(latest === null ? last : dayNumber(latest))];
  const bar = { stroke: INK, 'stroke-width': 2 };
  drawn.push(line([left, height], [right, height], bar));
  drawn.push(line([left, height - 5], [left, height + 5], bar));
  // Open at the end of the year: later is not told.
  if (latest !== null) drawn.push(line([right, height - 5], [right, height + 5], bar));
  if (likely !== null) {
    drawn.push(element('circle', { cx: x(dayNumber(likely)), cy: height, r: 4, fill: INK }));
  }
  return drawn;
}
