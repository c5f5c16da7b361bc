// One publisher at a time: what a publish in progress has written belongs to no snapshot yet, and
// the clearing up at the end of another's would take it away. The turn is an object with a
// condition, so that two processes never hold it; a dead holder's turn goes to the next.

import { setTimeout as sleep } from 'node:timers/promises';
import type { ObjectStore } from '../lib/ports/object-store.js';
import { isRunning } from './running-process.js';

export interface Turn {
  readonly objects: ObjectStore;
  readonly tenantId: string;
}

const POLL_MS = 50;
/** The holder may have died and its number be another process's: nobody waits for ever. */
const LONGEST_TURN_MS = 2 * 60 * 60 * 1000;

export async function inPublishTurn<Answer>(
  { objects, tenantId }: Turn,
  action: () => Promise<Answer>,
): Promise<Answer> {
  const key = `tenant=${tenantId}/publishing.json`;
  let own = await take(objects, key);
  while (own === null) {
    await sleep(POLL_MS);
    own = await take(objects, key);
  }
  try {
    return await action();
  } finally {
    const held = await objects.get(key);
    if (held?.etag === own) await objects.remove(key);
  }
}

/** The mark of the turn that is now ours; null while another has it. */
async function take(objects: ObjectStore, key: string): Promise<string | null> {
  const body = Buffer.from(JSON.stringify({ pid: process.pid, since: Date.now() }));
  const first = await objects.put(key, body, { ifAbsent: true });
  if (first.kind === 'stored') return first.etag;
  const held = await objects.get(key);
  if (held === null || isHeld(held.body)) return null;
  // Of several that see a dead holder, the one whose condition still holds is next.
  const next = await objects.put(key, body, { ifMatch: held.etag });
  return next.kind === 'stored' ? next.etag : null;
}

function isHeld(body: Uint8Array): boolean {
  const { pid, since } = JSON.parse(Buffer.from(body).toString('utf8')) as {
    readonly pid: number;
    readonly since: number;
  };
  return isRunning(pid) && Date.now() - since < LONGEST_TURN_MS;
}
