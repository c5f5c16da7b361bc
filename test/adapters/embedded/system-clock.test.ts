// The clock of the embedded host tells UTC.

import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { SystemClock } from '../../../lib/adapters/embedded/system-clock.js';

describe('SystemClock', () => {
  afterEach(() => {
    jest.useRealTimers();
  });

  it.each([
    { instant: '2026-01-01T00:00:00.000Z', day: '2026-01-01' },
    { instant: '2026-12-31T23:59:59.999Z', day: '2026-12-31' },
    { instant: '2028-02-29T12:00:00.000Z', day: '2028-02-29' },
  ])('at $instant it is $day', ({ instant, day }) => {
    jest.useFakeTimers();
    jest.setSystemTime(new Date(instant));
    const clock = new SystemClock();
    expect(clock.now()).toBe(instant);
    expect(clock.today()).toBe(day);
  });
});
