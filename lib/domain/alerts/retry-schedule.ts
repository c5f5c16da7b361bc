// When a delivery that failed is tried again: soon at first, then ever more rarely, for about a day
// in all. The dice come from the caller; each wait moves by up to a tenth, so that deliveries which
// failed together do not come back together.

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** 21.7 hours; with a tenth more on each, 23.9. */
const WAITS: readonly number[] = [
  5 * SECOND,
  30 * SECOND,
  2 * MINUTE,
  10 * MINUTE,
  30 * MINUTE,
  1 * HOUR,
  2 * HOUR,
  4 * HOUR,
  6 * HOUR,
  8 * HOUR,
];

const JITTER = 0.1;
const LONGEST_WAIT = 8 * HOUR;

/** The first try and one after each wait. */
export const MAX_ATTEMPTS = WAITS.length + 1;

/**
 * Milliseconds until the next try after `attempts` failed ones; null when there is none.
 * `dice`: 0 to 1. `askedMilliseconds`: what the receiver asked for (Retry-After).
 */
export function waitBeforeRetry(
  attempts: number,
  dice: number,
  askedMilliseconds = 0,
): number | null {
  const wait = WAITS[attempts - 1];
  if (wait === undefined) return null;
  const jittered = Math.round(wait * (1 - JITTER + 2 * JITTER * dice));
  return Math.max(jittered, Math.min(askedMilliseconds, LONGEST_WAIT));
}
