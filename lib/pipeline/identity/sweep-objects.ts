// After a deletion: looks into every other object of the tenant for the person's tokens. Pages are
// made anew from the ledger, so those that name the person go; of what a person made or entered
// (reports, documents), and of claims on their way, the caller is told instead.

import { gunzipSync } from 'node:zlib';
import type { ObjectStore } from '../../ports/object-store.js';

export interface SweptObjects {
  readonly removed: number;
  /** Objects that still name the person, by the folder that they lie in. */
  readonly left: ReadonlyMap<string, number>;
}

/** The lake has a step of its own; the note of the deletion goes last. */
const APART = ['lake', 'deletions'];
const MADE_ANEW = ['pages'];

export async function sweepObjects(
  place: { readonly tenantId: string; readonly objects: ObjectStore },
  tokens: readonly string[],
): Promise<SweptObjects> {
  const prefix = `tenant=${place.tenantId}/`;
  const left = new Map<string, number>();
  let removed = 0;
  for (const key of await place.objects.list(prefix)) {
    const [folder = ''] = key.slice(prefix.length).split('/');
    if (APART.includes(folder)) continue;
    const stored = await place.objects.get(key);
    if (stored === null || !isNaming(stored.body, tokens)) continue;
    if (MADE_ANEW.includes(folder)) {
      await place.objects.remove(key);
      removed += 1;
    } else left.set(folder, (left.get(folder) ?? 0) + 1);
  }
  return { removed, left };
}

function isNaming(body: Uint8Array, tokens: readonly string[]): boolean {
  const bytes = Buffer.from(body);
  const isZipped = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const plain = isZipped ? gunzipSync(bytes) : bytes;
  return tokens.some((token) => plain.includes(token));
}
