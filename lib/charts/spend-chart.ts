// Cumulative spend of one total: steps line by line, the part spent elsewhere hatched below, both
// amounts as labelled lines. A triangle is KX present, a ring a line whose KX needs attention.

import { scaleLinear, scalePoint } from 'd3-scale';
import { curveStepAfter, line as linePath } from 'd3-shape';
import {
  BLUE,
  dollarTick,
  element,
  INK,
  line,
  MUTED,
  ORANGE,
  SHADE,
  svg,
  text,
  type SvgValue,
} from './svg.js';

export interface SpendStep {
  readonly day: string;
  readonly afterCents: number;
  readonly hasKx: boolean;
  readonly isWrong: boolean;
}

export interface SpendChart {
  readonly year: number;
  readonly outsideCents: number;
  readonly kxAmountCents: number | null;
  readonly reviewAmountCents: number | null;
  readonly steps: readonly SpendStep[];
}

const SIZE = { width: 720, height: 300 };
const PLOT = { left: 64, right: 700, top: 16, bottom: 262 };

export function spendChart(chart: SpendChart): string {
  const { steps, kxAmountCents, reviewAmountCents } = chart;
  const days = [...new Set(steps.map(({ day }) => day))].toSorted();
  const highest = Math.max(
    ...steps.map(({ afterCents }) => afterCents),
    kxAmountCents ?? 0,
    reviewAmountCents ?? 0,
  );
  const x = scalePoint<number>()
    .domain(steps.map((_, at) => at))
    .range([PLOT.left, PLOT.right]);
  const y = scaleLinear()
    .domain([0, highest * 1.06])
    .range([PLOT.bottom, PLOT.top]);
  const at = (index: number): number => x(index) ?? PLOT.left;
  const path = linePath<SpendStep>()
    .x((_, index) => at(index))
    .y(({ afterCents }) => y(afterCents))
    .curve(curveStepAfter)([...steps]);
  return svg(SIZE, [
    ...axis(y),
    outside(y(chart.outsideCents)),
    ...amountLine(kxAmountCents, y, { label: `KX amount ${chart.year}`, dashes: '6 4' }),
    ...amountLine(reviewAmountCents, y, { label: `review amount ${chart.year}`, dashes: '2 3' }),
    element('path', { d: path ?? '', fill: 'none', stroke: BLUE, 'stroke-width': 2 }),
    ...steps.map((step, index) => marker(step, at(index), y(step.afterCents))),
    text(days[0] ?? '', { x: PLOT.left, y: PLOT.bottom + 16, fill: MUTED }),
    text(days.at(-1) ?? '', { x: PLOT.right, y: PLOT.bottom + 16, anchor: 'end', fill: MUTED }),
    text('lines in the order in which they accrue; triangle: with KX; ring: needs attention', {
      x: PLOT.left,
      y: SIZE.height - 4,
      fill: MUTED,
    }),
  ]);
}

type Scale = ReturnType<typeof scaleLinear<number, number>>;

function axis(y: Scale): readonly string[] {
  return y
    .ticks(5)
    .flatMap((tick) => [
      line([PLOT.left, y(tick)], [PLOT.right, y(tick)]),
      text(dollarTick(tick), { x: PLOT.left - 6, y: y(tick) + 3, anchor: 'end', fill: MUTED }),
    ]);
}

function outside(top: number): string {
  const height = PLOT.bottom - top;
  if (height <= 0) return '';
  const box = { x: PLOT.left, y: top, width: PLOT.right - PLOT.left, height };
  return element('rect', { ...box, fill: SHADE });
}

function amountLine(
  cents: number | null,
  y: Scale,
  { label, dashes }: { readonly label: string; readonly dashes: string },
): readonly string[] {
  if (cents === null) return [];
  const style = { stroke: INK, 'stroke-dasharray': dashes, 'stroke-width': 1.2 };
  return [
    line([PLOT.left, y(cents)], [PLOT.right, y(cents)], style),
    text(`${label}: ${dollarTick(cents)}`, { x: PLOT.left + 4, y: y(cents) - 4 }),
  ];
}

function marker({ hasKx, isWrong }: SpendStep, x: number, y: number): string {
  const shape: Readonly<Record<string, SvgValue>> = isWrong
    ? { fill: 'none', stroke: ORANGE, 'stroke-width': 2 }
    : { fill: hasKx ? BLUE : 'none', stroke: 'none' };
  const triangle = `M${round(x)} ${round(y - 4)}l4 7h-8z`;
  if (isWrong) {
    const ring = element('circle', { cx: x, cy: y, r: 5, ...shape });
    return hasKx ? `${ring}${element('path', { d: triangle, fill: BLUE })}` : ring;
  }
  return hasKx ? element('path', { d: triangle, ...shape }) : '';
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
