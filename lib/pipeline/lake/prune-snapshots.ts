// Removes snapshots that nobody names and that are no longer recent, and shard files that no
// remaining snapshot holds. The log is never pruned. Run it in turn with publishing, as its last
// step: files of a publish in progress belong to no manifest yet.

import { manifestKey, partKey, partsPrefix, snapshotsPrefix } from './lake-keys.js';
import { readManifest } from './manifest.js';
import { namedSnapshots, readPointer, type LakeRef } from './snapshot-pointer.js';

export interface PruneResult {
  readonly kept: readonly string[];
  readonly removed: readonly string[];
}

const LATEST_KEPT = 5;

export async function pruneSnapshots(
  lake: LakeRef,
  latest: number = LATEST_KEPT,
): Promise<PruneResult> {
  if (!Number.isInteger(latest) || latest < 1) throw new RangeError('keep at least one snapshot');
  const stored = await readPointer(lake);
  if (stored === null) return { kept: [], removed: [] };
  const keep = new Set(stored.pointer.recent.slice(0, latest));
  for (const snapshotId of (await namedSnapshots(lake)).values()) keep.add(snapshotId);
  const removed = await removeSnapshots(lake, keep);
  await removeParts(lake, keep);
  return { kept: [...keep], removed };
}

async function removeSnapshots(lake: LakeRef, keep: ReadonlySet<string>) {
  const prefix = snapshotsPrefix(lake.tenantId);
  const removed = new Map<string, string[]>();
  for (const key of await lake.objects.list(prefix)) {
    const [snapshotId = ''] = key.slice(prefix.length).split('/', 1);
    if (keep.has(snapshotId)) continue;
    const keys = removed.get(snapshotId);
    if (keys === undefined) removed.set(snapshotId, [key]);
    else keys.push(key);
  }
  for (const [snapshotId, keys] of removed) {
    // The manifest first: without it the rest is no snapshot, whenever this stops.
    await lake.objects.remove(manifestKey(lake.tenantId, snapshotId));
    for (const key of keys) await lake.objects.remove(key);
  }
  return [...removed.keys()];
}

async function removeParts(lake: LakeRef, keep: ReadonlySet<string>): Promise<void> {
  const held = new Set<string>();
  for (const snapshotId of keep) {
    const manifest = await readManifest({ ...lake, snapshotId });
    for (const part of manifest?.ledgerLines ?? []) held.add(partKey(lake.tenantId, part));
  }
  for (const key of await lake.objects.list(partsPrefix(lake.tenantId))) {
    if (!held.has(key)) await lake.objects.remove(key);
  }
}
