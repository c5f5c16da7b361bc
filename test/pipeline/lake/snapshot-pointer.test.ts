// Names that let a snapshot live.

import { beforeEach, describe, expect, it } from '@jest/globals';
import type { ObjectStore } from '../../../lib/ports/object-store.js';
import { memoryObjectStore } from './memory-object-store.js';
import { namedSnapshots, nameSnapshot } from '../../../lib/pipeline/lake/snapshot-pointer.js';
import { TENANT } from './lake-on-disk.js';

let objects: ObjectStore;

beforeEach(() => {
  objects = memoryObjectStore();
});

describe('nameSnapshot', () => {
  it('gives a name to one snapshot at a time', async () => {
    const lake = { tenantId: TENANT, objects };
    await nameSnapshot(lake, 'report-2026-01', 'aa');
    await nameSnapshot(lake, 'report-2026-01', 'bb');
    await nameSnapshot(lake, 'x', 'aa');

    expect(await namedSnapshots(lake)).toEqual(
      new Map([
        ['report-2026-01', 'bb'],
        ['x', 'aa'],
      ]),
    );
    await expect(nameSnapshot(lake, '../x', 'aa')).rejects.toThrow('not a snapshot name');
  });
});
