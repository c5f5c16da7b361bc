// A manifest is checked against its id.

import { beforeEach, describe, expect, it } from '@jest/globals';
import type { ObjectStore } from '../../../lib/ports/object-store.js';
import { memoryObjectStore } from './memory-object-store.js';
import { readManifest } from '../../../lib/pipeline/lake/manifest.js';
import { publishSnapshot } from '../../../lib/pipeline/lake/publish-snapshot.js';
import { TENANT } from './lake-on-disk.js';
import { BEFORE, publishInput } from './publish-support.js';

let objects: ObjectStore;

beforeEach(() => {
  objects = memoryObjectStore();
});

describe('readManifest', () => {
  it('refuses a manifest that is not what its id says', async () => {
    const manifest = await publishSnapshot(publishInput(objects, BEFORE));
    const { snapshotId } = manifest;
    const key = `tenant=${TENANT}/lake/snapshot=${snapshotId}/manifest.json`;
    const changed = { ...manifest, ledgerLines: manifest.ledgerLines.slice(1) };
    await objects.put(key, new TextEncoder().encode(JSON.stringify(changed)));

    await expect(readManifest({ tenantId: TENANT, objects, snapshotId })).rejects.toThrow(
      'does not match its id',
    );
  });
});
