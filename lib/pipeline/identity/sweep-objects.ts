// After a deletion: looks into every other object of the tenant for the person's tokens. Pages are
// made anew from the ledger, so those that name the person go; of what is kept on purpose (who
// looked at what) and of what a person made (saved views) the caller is told instead.

import { gunzipSync } from 'node:zlib';
import type { ObjectStore } from '../../ports/object-store.js';

export interface SweptObjects {
  readonly removed: number;
  /** Objects that still name the person, by the folder that they lie in. */
  readonly left: ReadonlyMap<string, number>;
  /** The last key that was looked at, where time was up before the end; null: all were. */
  readonly to: string | null;
}

export interface SweepStep {
  /** Keys up to this one were looked at before. */
  readonly from?: string | undefined;
  /** Asked now and then; default: there is time. */
  readonly isTimeUp?: () => boolean;
}

/** The lake has a step of its own; the note of the deletion goes last. */
const APART = ['lake', 'deletions'];
const MADE_ANEW = ['pages'];
const AT_ONCE = 16;

export async function sweepObjects(
  place: { readonly tenantId: string; readonly objects: ObjectStore },
  tokens: readonly string[],
  { from = '', isTimeUp = () => false }: SweepStep = {},
): Promise<SweptObjects> {
  const prefix = `tenant=${place.tenantId}/`;
  const left = new Map<string, number>();
  let removed = 0;
  const folderOf = (key: string): string => key.slice(prefix.length).split('/')[0] ?? '';
  const all = (await place.objects.list(prefix)).toSorted((one, other) => (one < other ? -1 : 1));
  const keys = all.filter((key) => key > from && !APART.includes(folderOf(key)));
  const look = async (key: string): Promise<void> => {
    const folder = folderOf(key);
    const stored = await place.objects.get(key);
    if (stored === null || !isNaming(stored.body, tokens)) return;
    if (MADE_ANEW.includes(folder)) {
      await place.objects.remove(key);
      removed += 1;
    } else left.set(folder, (left.get(folder) ?? 0) + 1);
  };
  for (let at = 0; at < keys.length; at += AT_ONCE) {
    // Some at least, or the same again would not come further.
    if (at > 0 && isTimeUp()) return { removed, left, to: keys[at - 1] ?? null };
    await Promise.all(keys.slice(at, at + AT_ONCE).map(look));
  }
  return { removed, left, to: null };
}

function isNaming(body: Uint8Array, tokens: readonly string[]): boolean {
  const bytes = Buffer.from(body);
  const isZipped = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const plain = isZipped ? gunzipSync(bytes) : bytes;
  return tokens.some((token) => plain.includes(token));
}
