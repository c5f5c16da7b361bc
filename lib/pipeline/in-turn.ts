// One publisher a tenant at a time: what a publish in progress has written belongs to no snapshot
// yet, and the clearing up at the end of another's would take it away. A turn is an object with a
// condition, so that two never hold it; how a dead holder is known, each host says for itself.

import type * as z from 'zod';
import type { ObjectStore } from '../ports/object-store.js';
import { parseJson } from './read-json.js';

export interface TurnPlace {
  readonly objects: ObjectStore;
  readonly tenantId: string;
}

export interface TurnRules<Mark> {
  readonly schema: z.ZodType<Mark>;
  /** What the holder says of itself, from now on. */
  readonly mark: () => Mark;
  /** Whether whoever left this mark still has the turn. */
  readonly isHeld: (mark: Mark) => boolean;
  /** Returns when it is time to ask again, or throws. */
  readonly onBusy: () => Promise<void>;
}

export async function inTurn<Mark, Answer>(
  { objects, tenantId }: TurnPlace,
  rules: TurnRules<Mark>,
  action: () => Promise<Answer>,
): Promise<Answer> {
  const key = `tenant=${tenantId}/publishing.json`;
  let own = await take(objects, key, rules);
  while (own === null) {
    await rules.onBusy();
    own = await take(objects, key, rules);
  }
  try {
    return await action();
  } finally {
    const held = await objects.get(key);
    if (held?.etag === own) await objects.remove(key);
  }
}

/** The mark of the turn that is now ours; null while another has it. */
async function take<Mark>(
  objects: ObjectStore,
  key: string,
  { schema, mark, isHeld }: TurnRules<Mark>,
): Promise<string | null> {
  const body = Buffer.from(JSON.stringify(mark()));
  const first = await objects.put(key, body, { ifAbsent: true });
  if (first.kind === 'stored') return first.etag;
  const held = await objects.get(key);
  if (held === null) return null;
  if (isHeld(parseJson(held.body, schema))) return null;
  // Of several that see a dead holder, the one whose condition still holds is next.
  const next = await objects.put(key, body, { ifMatch: held.etag });
  return next.kind === 'stored' ? next.etag : null;
}
