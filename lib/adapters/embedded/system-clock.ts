// Clock of the embedded host: the system time in UTC, so that a day is the same day on every host.

import { toIsoDay, type IsoDay } from '../../domain/day.js';
import type { Clock } from '../../ports/clock.js';

export class SystemClock implements Clock {
  today(): IsoDay {
    return toIsoDay(this.now().slice(0, 10));
  }

  now(): string {
    return new Date().toISOString();
  }
}
