// A deadline as a strip of days: from what started it to what ends it, today between or beyond, and
// the days that are left in words. Names stand above and below in turn, so that near days keep
// apart.

import { scaleLinear } from 'd3-scale';
import { dayNumber } from './day-axis.js';
import { BLUE, element, INK, line, MUTED, ORANGE, RULE, svg, text } from './svg.js';

export interface ClockMark {
  readonly day: string;
  /** `letter`, `due`. */
  readonly words: string;
}

export interface Clock {
  /** In their order; the first starts it, the last is the deadline. */
  readonly marks: readonly [ClockMark, ...ClockMark[]];
  readonly today: string;
}

const SIZE = { width: 720, height: 92 };
const LEFT = 60;
const RIGHT = 560;
const MIDDLE = 46;

export function clockStrip({ marks, today }: Clock): string {
  const days = [...marks.map(({ day }) => day), today].map(dayNumber);
  const x = scaleLinear(
    [Math.min(...days), Math.max(...days, Math.min(...days) + 1)],
    [LEFT, RIGHT],
  );
  const start = x(dayNumber(marks[0].day));
  const due = x(dayNumber(dueDay(marks)));
  const now = x(dayNumber(today));
  const isLate = today > dueDay(marks);
  const body = [
    line([LEFT, MIDDLE], [RIGHT, MIDDLE], { stroke: RULE, 'stroke-width': 4 }),
    line([start, MIDDLE], [Math.max(start, Math.min(now, due)), MIDDLE], {
      stroke: BLUE,
      'stroke-width': 4,
    }),
  ];
  if (isLate) {
    body.push(line([due, MIDDLE], [now, MIDDLE], { stroke: ORANGE, 'stroke-width': 4 }));
  }
  marks.forEach(({ day, words }, at) => {
    const place = x(dayNumber(day));
    const isAbove = at % 2 === 0;
    body.push(line([place, MIDDLE - 9], [place, MIDDLE + 9], { stroke: INK, 'stroke-width': 2 }));
    body.push(
      text(words, { x: place, y: isAbove ? 18 : MIDDLE + 24, anchor: 'middle', weight: 'bold' }),
      text(day, { x: place, y: isAbove ? 31 : MIDDLE + 37, anchor: 'middle', fill: MUTED }),
    );
  });
  // A triangle, and no name of its own: the words at the end tell what day it is.
  const arrow = `M${now - 6},${MIDDLE - 12}h12l-6 8z`;
  body.push(element('path', { d: arrow, fill: isLate ? ORANGE : BLUE }));
  body.push(text(daysLeft({ marks, today }), { x: RIGHT + 46, y: MIDDLE - 2, weight: 'bold' }));
  body.push(text(`on ${today}`, { x: RIGHT + 46, y: MIDDLE + 12, fill: MUTED }));
  return svg(SIZE, body);
}

/** `12 days left`, `1 day late`. */
export function daysLeft({ marks, today }: Clock): string {
  const left = dayNumber(dueDay(marks)) - dayNumber(today);
  if (left === 0) return 'due today';
  const days = Math.abs(left);
  return `${days} ${days === 1 ? 'day' : 'days'} ${left > 0 ? 'left' : 'late'}`;
}

function dueDay(marks: Clock['marks']): string {
  return (marks.at(-1) ?? marks[0]).day;
}
