// Attempts a call to a service again while the fault is one that passes: a throttle, a conflict
// between writers, a fault inside the service, a broken connection. Waits with full jitter, so that
// those who were turned away together do not come back together. Bounded, then a named error.

import { ServiceBusyError, ServiceRefusedError } from './aws-errors.js';
import { faultOf, isPassing } from './aws-fault.js';

export interface RetryPolicy {
  readonly attempts: number;
  /** The longest first wait; it doubles with every attempt up to `longestMs`. */
  readonly firstMs: number;
  readonly longestMs: number;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** At least 0, below 1. */
  readonly random: () => number;
}

/** Waits 6.5 s at most and half of it on average: well below what a queue allows a handler. */
export const DEFAULT_RETRY: RetryPolicy = {
  attempts: 10,
  firstMs: 20,
  longestMs: 2_000,
  sleep: (milliseconds) => new Promise((wake) => setTimeout(wake, milliseconds)),
  random: Math.random,
};

/** What the call became; `retry` when the fault passes, for faults that the call itself knows. */
export type Attempt<Answer> =
  { readonly kind: 'done'; readonly answer: Answer } | { readonly kind: 'retry' };

/**
 * Runs `attempt` until it is done. It gets the number of attempts that went before and may answer
 * `retry`; a fault that it throws is tried again when it passes, and named when it does not.
 */
export async function untilDone<Answer>(
  call: string,
  policy: RetryPolicy,
  attempt: (before: number) => Promise<Attempt<Answer>>,
): Promise<Answer> {
  let cause: unknown;
  for (let before = 0; before < policy.attempts; before += 1) {
    if (before > 0) await waitAfter(before, policy);
    try {
      const made = await attempt(before);
      if (made.kind === 'done') return made.answer;
    } catch (error) {
      const fault = faultOf(error);
      if (fault === null) throw error;
      if (!isPassing(fault)) throw new ServiceRefusedError(call, fault.name, { cause: error });
      cause = error;
    }
  }
  throw new ServiceBusyError(call, policy.attempts, { cause });
}

/** The plain case: the call either answers or throws. */
export function withRetries<Answer>(
  call: string,
  policy: RetryPolicy,
  action: () => Promise<Answer>,
): Promise<Answer> {
  return untilDone(call, policy, async () => ({ kind: 'done', answer: await action() }));
}

/** Full jitter: anything from no wait to the whole step. */
export async function waitAfter(attempts: number, policy: RetryPolicy): Promise<void> {
  const step = Math.min(policy.longestMs, policy.firstMs * 2 ** (attempts - 1));
  await policy.sleep(Math.floor(policy.random() * step));
}
