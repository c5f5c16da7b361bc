// Under which rules a tenant's ledger is folded, and how far a fold under others has come: one
// small object, so that a step which is ended in the middle goes on where it was.

import * as z from 'zod';
import type { ObjectStore } from '../ports/object-store.js';
import { readJson } from './read-json.js';

const MARK = z.strictObject({
  format: z.literal(1),
  /** What every document is folded under; null: nobody has made sure yet. */
  folded: z.strictObject({ rules: z.string(), decisions: z.int() }).nullable(),
  /** A fold that is under way: shards before `shard` are done, and tokens up to `after` in it. */
  going: z.strictObject({ rules: z.string(), shard: z.int(), after: z.string() }).nullable(),
});

export type RefoldMark = Readonly<z.infer<typeof MARK>>;

export interface RefoldPlace {
  readonly tenantId: string;
  readonly objects: ObjectStore;
}

const NOTHING: RefoldMark = { format: 1, folded: null, going: null };

export async function readRefoldMark({ tenantId, objects }: RefoldPlace): Promise<RefoldMark> {
  return (await readJson(objects, markKey(tenantId), MARK)) ?? NOTHING;
}

export async function writeRefoldMark(
  { tenantId, objects }: RefoldPlace,
  mark: Omit<RefoldMark, 'format'>,
): Promise<void> {
  const body = new TextEncoder().encode(JSON.stringify({ format: 1, ...mark }));
  await objects.put(markKey(tenantId), body);
}

function markKey(tenantId: string): string {
  return `tenant=${tenantId}/refold.json`;
}
