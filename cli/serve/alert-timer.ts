// While the dashboard runs, alerts that wait for their next try are sent every minute: nobody has
// to set up a scheduler of the system for that.

import { StderrLogger } from '../../lib/adapters/embedded/stderr-logger.js';
import { deliverDue } from '../../lib/pipeline/alerts/deliver-due.js';
import type { Logger } from '../../lib/ports/logger.js';
import { alertTools } from '../commands/alerts-tools.js';
import type { Session } from '../session.js';

export interface AlertTimer {
  /** Resolves when nothing is sent any more; what is left waits for the next run. */
  stop(): Promise<void>;
}

export interface TimedWork {
  /** `isTimeLeft` turns false when the timer is stopped. */
  readonly run: (isTimeLeft: () => boolean) => Promise<unknown>;
  readonly logger: Pick<Logger, 'error'>;
  readonly everyMs?: number;
}

const MINUTE_MS = 60_000;

export function dueDeliveries(session: Session): TimedWork {
  return {
    run: (isTimeLeft) => deliverDue(alertTools(session), { isTimeLeft }),
    logger: new StderrLogger({ format: 'human', clock: session.clock }),
  };
}

/** A minute lies between the end of one run and the next: two never overlap. */
export function startAlertTimer({ run, logger, everyMs = MINUTE_MS }: TimedWork): AlertTimer {
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  let current: Promise<void> = Promise.resolve();
  const tick = async (): Promise<void> => {
    try {
      await run(() => !isStopped);
    } catch (error) {
      // The name of the fault alone: its words may hold an address or a number.
      const reason = error instanceof Error ? error.name : 'unknown';
      logger.error('alerts were not sent; tried again in a minute', { step: 'alerts', reason });
    }
    plan();
  };
  const plan = (): void => {
    if (isStopped) return;
    timer = setTimeout(() => {
      current = tick();
    }, everyMs);
    // A process that has nothing else to do may end.
    timer.unref();
  };
  plan();
  return {
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await current;
    },
  };
}
