// When to stop reading, so that what was read can still be staged before the function is ended:
// a minute of the fifteen, or half of whatever time there is when that is little.

import type { DoorContext } from './door.js';

const RESERVE_MS = 60_000;

export function timeIsUp(context: DoorContext): () => boolean {
  const reserve = Math.min(RESERVE_MS, context.getRemainingTimeInMillis() / 2);
  return () => context.getRemainingTimeInMillis() <= reserve;
}
