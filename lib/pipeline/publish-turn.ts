// One publisher a tenant at a time, on a host where nobody can ask whether another still lives: a
// turn is an object with an end. What a publish in progress has written belongs to no snapshot yet,
// and the clearing up at the end of another's would take it away.

import * as z from 'zod';
import type { Clock } from '../ports/clock.js';
import type { ObjectStore } from '../ports/object-store.js';

export interface PublishTurn {
  readonly objects: ObjectStore;
  readonly tenantId: string;
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
export async function inPublishTurn<Answer>(
  turn: PublishTurn,
  action: () => Promise<Answer>,
): Promise<Answer> {
  const { objects, tenantId } = turn;
  const key = `tenant=${tenantId}/publishing.json`;
  const own = await take(turn, key);
  if (own === null) throw new PublishBusyError();
  try {
    return await action();
  } finally {
    const held = await objects.get(key);
    if (held?.etag === own) await objects.remove(key);
  }
}

/** The mark of the turn that is now ours; null while another has it. */
async function take({ objects, clock }: PublishTurn, key: string): Promise<string | null> {
  const now = Date.parse(clock.now());
  const body = Buffer.from(JSON.stringify({ until: new Date(now + TURN_MS).toISOString() }));
  const first = await objects.put(key, body, { ifAbsent: true });
  if (first.kind === 'stored') return first.etag;
  const held = await objects.get(key);
  if (held === null) return null;
  const { until } = TURN.parse(JSON.parse(Buffer.from(held.body).toString('utf8')));
  if (Date.parse(until) > now) return null;
  // Of several that see a dead holder, the one whose condition still holds is next.
  const next = await objects.put(key, body, { ifMatch: held.etag });
  return next.kind === 'stored' ? next.etag : null;
}
