// Port: the only place where time comes from.

import type { IsoDay } from '../domain/day.js';

export interface Clock {
  today(): IsoDay;
  /** ISO instant, UTC, milliseconds. */
  now(): string;
}
