// The publisher's turn on one machine: the holder is a process, which can be asked for. A dead
// holder's turn goes to the next, who waits until then.

import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { inTurn, type TurnPlace } from '../lib/pipeline/in-turn.js';
import { isRunning } from './running-process.js';

const TURN = z.object({ pid: z.int(), since: z.number() });
const POLL_MS = 50;
/** The holder may have died and its number be another process's: nobody waits for ever. */
const LONGEST_TURN_MS = 2 * 60 * 60 * 1000;

export function inPublishTurn<Answer>(
  place: TurnPlace,
  action: () => Promise<Answer>,
): Promise<Answer> {
  const rules = {
    schema: TURN,
    mark: () => ({ pid: process.pid, since: Date.now() }),
    isHeld: ({ pid, since }: z.infer<typeof TURN>) =>
      isRunning(pid) && Date.now() - since < LONGEST_TURN_MS,
    onBusy: () => sleep(POLL_MS),
  };
  return inTurn(place, rules, action);
}
