// The publisher's turn on a host where nobody can ask whether another still lives: a turn has an
// end, and who finds it taken leaves the publishing to the holder.

import * as z from 'zod';
import type { Clock } from '../ports/clock.js';
import { inTurn, type TurnPlace } from './in-turn.js';

export interface PublishTurn extends TurnPlace {
  readonly clock: Clock;
}

/** Somebody else is publishing: try again later, or leave it to them. */
export class PublishBusyError extends Error {
  override readonly name = 'PublishBusyError';

  constructor() {
    super('the tenant is being published by somebody else');
  }
}

const TURN = z.object({ until: z.iso.datetime() });
/** Longer than any function may run: whoever holds an older turn is dead. */
const TURN_MS = 20 * 60 * 1_000;

/** Throws PublishBusyError while another has the turn. */
export function inPublishTurn<Answer>(
  { clock, ...place }: PublishTurn,
  action: () => Promise<Answer>,
): Promise<Answer> {
  const now = (): number => Date.parse(clock.now());
  const rules = {
    schema: TURN,
    mark: () => ({ until: new Date(now() + TURN_MS).toISOString() }),
    isHeld: ({ until }: z.infer<typeof TURN>) => Date.parse(until) > now(),
    onBusy: () => Promise.reject(new PublishBusyError()),
  };
  return inTurn(place, rules, action);
}
