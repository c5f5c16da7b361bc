// Pruning keeps what is recent or named, whole, and clears what a crash left.

import { beforeEach, describe, expect, it } from '@jest/globals';
import type { ObjectStore } from '../../../lib/ports/object-store.js';
import { memoryObjectStore } from './memory-object-store.js';
import type { Manifest } from '../../../lib/pipeline/lake/manifest.js';
import { readManifest } from '../../../lib/pipeline/lake/manifest.js';
import { pruneSnapshots } from '../../../lib/pipeline/lake/prune-snapshots.js';
import { publishSnapshot } from '../../../lib/pipeline/lake/publish-snapshot.js';
import { nameSnapshot } from '../../../lib/pipeline/lake/snapshot-pointer.js';
import { TENANT } from './lake-on-disk.js';
import {
  AFTER,
  BEFORE,
  countingInput,
  expectWhole,
  failingAfter,
  person,
  publishInput,
} from './publish-support.js';

let objects: ObjectStore;

beforeEach(() => {
  objects = memoryObjectStore();
});

describe('pruneSnapshots', () => {
  it('keeps the latest and the named, and shard files that they hold', async () => {
    const made: Manifest[] = [];
    for (let turn = 0; turn < 5; turn += 1) {
      made.push(
        await publishSnapshot(publishInput(objects, [...BEFORE.slice(1), person('k1_a', turn)])),
      );
    }
    const ids = made.map(({ snapshotId }) => snapshotId);
    await nameSnapshot({ tenantId: TENANT, objects }, 'report-2026-01', ids[0] ?? '');

    const result = await pruneSnapshots({ tenantId: TENANT, objects }, 2);

    expect(new Set(result.kept)).toEqual(new Set([ids[0], ids[3], ids[4]]));
    expect(new Set(result.removed)).toEqual(new Set([ids[1], ids[2]]));
    for (const at of [0, 3, 4]) await expectWhole(objects, made[at] as Manifest);
    for (const at of [1, 2]) {
      const snapshotId = ids[at] ?? '';
      expect(await readManifest({ tenantId: TENANT, objects, snapshotId })).toBeNull();
      expect(await objects.list(`tenant=${TENANT}/lake/snapshot=${snapshotId}/`)).toEqual([]);
    }
    const parts = await objects.list(`tenant=${TENANT}/lake/parts/`);
    expect(parts).toHaveLength(new Set(held([made[0], made[3], made[4]])).size);
    const { asked, input: next } = countingInput(objects, [...BEFORE.slice(1), person('k1_a', 4)]);
    expect(await publishSnapshot(next)).toEqual(made[4]);
    expect(asked).toEqual([]);
  });

  it('removes what a crash left', async () => {
    const manifest = await publishSnapshot(publishInput(objects, BEFORE));
    await publishSnapshot(
      publishInput(objects, AFTER, { objects: failingAfter(objects, 4) }),
    ).catch(() => null);
    const before = await objects.list(`tenant=${TENANT}/lake/`);

    await pruneSnapshots({ tenantId: TENANT, objects });

    const after = await objects.list(`tenant=${TENANT}/lake/`);
    expect(after.length).toBeLessThan(before.length);
    expect(after).toHaveLength(2 * manifest.ledgerLines.length + 2);
    await expectWhole(objects, manifest);
  });

  it('does nothing where nothing was ever published', async () => {
    expect(await pruneSnapshots({ tenantId: TENANT, objects })).toEqual({ kept: [], removed: [] });
  });
});

function held(manifests: readonly (Manifest | undefined)[]): readonly string[] {
  return manifests.flatMap((manifest) =>
    (manifest?.ledgerLines ?? []).map((part) => `${part.year} ${part.shard} ${part.sha256}`),
  );
}
