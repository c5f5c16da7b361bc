// Clock of the aws host: the system time in UTC.

import { toIsoDay } from '../../lib/domain/day.js';
import type { Clock } from '../../lib/ports/clock.js';

export const LAMBDA_CLOCK: Clock = {
  today: () => toIsoDay(LAMBDA_CLOCK.now().slice(0, 10)),
  now: () => new Date().toISOString(),
};
