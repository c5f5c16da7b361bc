// The log is written by content: once, whatever the order.

import { beforeEach, describe, expect, it } from '@jest/globals';
import type { ObjectStore } from '../../../lib/ports/object-store.js';
import { memoryObjectStore } from './memory-object-store.js';
import { TENANT } from './lake-on-disk.js';
import { appendFixture } from './publish-support.js';

let objects: ObjectStore;

beforeEach(() => {
  objects = memoryObjectStore();
});

describe('appendClaimLines', () => {
  it('makes the same object of the same versions in any order, once', async () => {
    const keys = await appendFixture(objects);
    const again = await appendFixture(objects, (versions) => versions.toReversed());

    expect(again).toEqual(keys);
    expect(await objects.list(`tenant=${TENANT}/lake/claim_lines/`)).toEqual(keys);
    expect(keys[0]).toMatch(/claim_lines\/service_year=2026\/[0-9a-f]{64}-6\.parquet$/);
  });
});
