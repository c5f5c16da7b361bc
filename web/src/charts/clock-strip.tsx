// A deadline as a strip of days, with the days that are left in words.

import { clockStrip, daysLeft, type Clock } from '../../../lib/charts/clock-strip.js';
import { Drawing } from './drawing.js';

export interface ClockStripProps extends Clock {
  readonly name: string;
}

export function ClockStrip({ name, ...clock }: ClockStripProps) {
  const { marks } = clock;
  const words = marks.map((mark) => `${mark.words} ${mark.day}`).join(', ');
  return (
    <Drawing
      name={name}
      svg={clockStrip(clock)}
      alt={`${name}: ${words}; ${daysLeft(clock)} on ${clock.today}.`}
      head={['What', 'Day']}
      rows={[...marks.map((mark) => [mark.words, mark.day]), ['today', clock.today]]}
    />
  );
}
