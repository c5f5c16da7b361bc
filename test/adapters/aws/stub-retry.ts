// Retries that take no time and tell how long they would have waited.

import type { RetryPolicy } from '../../../lib/adapters/aws/aws-retry.js';

export interface RecordedRetry {
  readonly policy: RetryPolicy;
  /** The waits so far, in milliseconds. */
  readonly waits: number[];
}

/** `random` at its largest, so that the waits are the steps themselves. */
export function recordedRetry(attempts: number): RecordedRetry {
  const waits: number[] = [];
  const policy: RetryPolicy = {
    attempts,
    firstMs: 20,
    longestMs: 100,
    sleep: async (milliseconds) => {
      waits.push(milliseconds);
    },
    random: () => 0.999_999,
  };
  return { policy, waits };
}
