// The pointer to the current snapshot: the one object of the lake that moves, by compare-and-swap.
// Beside the id it keeps which ledger states the snapshot shows, so that the next publish can tell
// from keys alone what changed, and the order of recent snapshots, which no clock tells.

import * as z from 'zod';
import type { ObjectStore } from '../../ports/object-store.js';
import { parseJson, readJson } from '../read-json.js';
import { nameKey, namesPrefix, pointerKey } from './lake-keys.js';
import { readManifest, type Manifest } from './manifest.js';

const POINTER = z.strictObject({
  format: z.literal(1),
  snapshotId: z.string(),
  states: z.array(z.strictObject({ year: z.int(), shard: z.int(), state: z.string() })),
  recent: z.array(z.string()),
});

export interface ShardOfPointer {
  readonly year: number;
  readonly shard: number;
  /** Opaque: equal as long as no document of the shard changed. */
  readonly state: string;
}

export interface SnapshotPointer {
  readonly format: 1;
  readonly snapshotId: string;
  readonly states: readonly ShardOfPointer[];
  /** Newest first; the first one is `snapshotId`. */
  readonly recent: readonly string[];
}

export interface LakeRef {
  readonly tenantId: string;
  readonly objects: ObjectStore;
}

export async function readPointer(
  lake: LakeRef,
): Promise<{ readonly pointer: SnapshotPointer; readonly etag: string } | null> {
  const stored = await lake.objects.get(pointerKey(lake.tenantId));
  if (stored === null) return null;
  return { pointer: parseJson(stored.body, POINTER), etag: stored.etag };
}

/** False when somebody else moved it since `etag` was read (null: since it was absent). */
export async function movePointer(
  lake: LakeRef,
  pointer: SnapshotPointer,
  etag: string | null,
): Promise<boolean> {
  const body = new TextEncoder().encode(JSON.stringify(pointer));
  const condition = etag === null ? ({ ifAbsent: true } as const) : { ifMatch: etag };
  const result = await lake.objects.put(pointerKey(lake.tenantId), body, condition);
  return result.kind === 'stored';
}

/** The snapshot that readers see now; null before the first publish. */
export async function currentManifest(lake: LakeRef): Promise<Manifest | null> {
  const stored = await readPointer(lake);
  if (stored === null) return null;
  const manifest = await readManifest({ ...lake, snapshotId: stored.pointer.snapshotId });
  if (manifest === null) throw new Error('the current snapshot has no manifest');
  return manifest;
}

/** Lets a snapshot live as long as the name does: a report names the one it was made from. */
export async function nameSnapshot(lake: LakeRef, name: string, snapshotId: string): Promise<void> {
  if (!/^[a-z0-9][a-z0-9._-]{0,99}$/.test(name)) throw new RangeError('not a snapshot name');
  const body = new TextEncoder().encode(JSON.stringify({ snapshotId }));
  await lake.objects.put(nameKey(lake.tenantId, name), body);
}

export async function namedSnapshots(lake: LakeRef): Promise<ReadonlyMap<string, string>> {
  const prefix = namesPrefix(lake.tenantId);
  const names = new Map<string, string>();
  for (const key of await lake.objects.list(prefix)) {
    const stored = await readJson(lake.objects, key, NAME);
    if (stored === null) continue;
    names.set(key.slice(prefix.length, -'.json'.length), stored.snapshotId);
  }
  return names;
}

const NAME = z.strictObject({ snapshotId: z.string() });
