// Waiting alerts while the dashboard runs: one run after the other, through trouble, until stopped.

import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { startAlertTimer } from '../../cli/serve/alert-timer.js';
import type { LogFields } from '../../lib/ports/logger.js';

const logger = (said: unknown[]) => ({
  error: (message: string, fields?: LogFields) => void said.push([message, fields]),
});

/** Resolves when `count` runs have begun. */
function runs(count: number) {
  let begun = 0;
  let reached = (): void => undefined;
  const enough = new Promise<void>((resolve) => (reached = resolve));
  const begin = (): void => {
    begun += 1;
    if (begun === count) reached();
  };
  return { begin, enough, begun: () => begun };
}

describe('the timer of alerts', () => {
  it('runs again and again, and never twice at once', async () => {
    const { begin, enough } = runs(3);
    let atOnce = 0;
    let most = 0;
    const timer = startAlertTimer({
      everyMs: 1,
      logger: logger([]),
      async run() {
        atOnce += 1;
        most = Math.max(most, atOnce);
        begin();
        await setTimeout(5);
        atOnce -= 1;
      },
    });

    await enough;
    await timer.stop();
    expect({ most, atOnce }).toEqual({ most: 1, atOnce: 0 });
  });

  it('goes on after a failure, and logs its name and none of its words', async () => {
    const said: unknown[] = [];
    const { begin, enough } = runs(2);
    const timer = startAlertTimer({
      everyMs: 1,
      logger: logger(said),
      run() {
        begin();
        return Promise.reject(new TypeError('claim 2526400419707 of 1EG4TE5MK73'));
      },
    });

    await enough;
    await timer.stop();
    expect(said[0]).toEqual([
      'alerts were not sent; tried again in a minute',
      { step: 'alerts', reason: 'TypeError' },
    ]);
    expect(JSON.stringify(said)).not.toMatch(/2526400419707|1EG4/);
  });

  it('tells the run under way that its time is over, waits for it, and starts no other', async () => {
    const { begin, enough, begun } = runs(1);
    const timer = startAlertTimer({
      everyMs: 1,
      logger: logger([]),
      async run(isTimeLeft) {
        begin();
        while (isTimeLeft()) await setTimeout(1);
      },
    });

    await enough;
    await timer.stop();
    await setTimeout(5);
    expect(begun()).toBe(1);
  });

  it('runs nothing when it is stopped at once', async () => {
    const { begin, begun } = runs(1);
    const run = () => Promise.resolve(begin());
    const timer = startAlertTimer({ everyMs: 1, logger: logger([]), run });

    await timer.stop();
    await setTimeout(5);
    expect(begun()).toBe(0);
  });
});
