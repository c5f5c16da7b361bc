// A publish that is ended between shards: the next one goes on, and the end is the same.

import { beforeEach, describe, expect, it } from '@jest/globals';
import { partsPrefix, lakePrefix } from '../../../lib/pipeline/lake/lake-keys.js';
import { publishSnapshot, type PublishInput } from '../../../lib/pipeline/lake/publish-snapshot.js';
import { currentManifest } from '../../../lib/pipeline/lake/snapshot-pointer.js';
import type { Manifest } from '../../../lib/pipeline/lake/manifest.js';
import { statesOf, TENANT } from './lake-on-disk.js';
import { memoryObjectStore } from './memory-object-store.js';
import { AFTER, BEFORE, publishInput } from './publish-support.js';

const NOTE = `${lakePrefix(TENANT)}unfinished.json`;
const SHARDS = statesOf(BEFORE).length;
let objects: ReturnType<typeof memoryObjectStore>;

beforeEach(() => {
  objects = memoryObjectStore();
});

/** Ended after each shard; what was read, and how many calls it took. */
async function inPieces(given: PublishInput) {
  const asked: string[] = [];
  const input: PublishInput = {
    ...given,
    isTimeUp: () => true,
    readRows: (year, shard) => {
      asked.push(`${year} ${shard}`);
      return given.readRows(year, shard);
    },
  };
  for (let calls = 1; calls <= 2 * SHARDS; calls += 1) {
    const end: Manifest | Error = await publishSnapshot(input).catch((error: Error) => error);
    if (!(end instanceof Error)) return { asked, calls, manifest: end };
    expect(end.name).toBe('PublishUnfinishedError');
    expect(await currentManifest({ tenantId: TENANT, objects: given.objects })).toBeNull();
  }
  throw new Error('publishes without end');
}

describe('a publish whose time is up', () => {
  it('is finished by as many as it takes, each shard read once', async () => {
    const whole = await publishSnapshot(publishInput(memoryObjectStore(), BEFORE));
    const { asked, calls, manifest } = await inPieces(publishInput(objects, BEFORE));

    expect(manifest).toEqual(whole);
    // The last one writes no shard: it lays out what the others wrote.
    expect(calls).toBe(SHARDS + 1);
    expect(new Set(asked).size).toBe(SHARDS);
    expect(asked).toHaveLength(SHARDS);
    expect(await objects.get(NOTE)).toBeNull();
  });

  it('notes all where the last shard took the time that laying out would need', async () => {
    let written = 0;
    const input: PublishInput = {
      ...publishInput(objects, BEFORE),
      isTimeUp: () => written === SHARDS,
      async *readRows(year, shard) {
        yield* publishInput(objects, BEFORE).readRows(year, shard);
        written += 1;
      },
    };

    await expect(publishSnapshot(input)).rejects.toThrow('not finished');
    expect(await objects.get(NOTE)).not.toBeNull();
    await publishSnapshot(input);
    expect(written).toBe(SHARDS);
  });

  it('begins anew where other rows are to be published now', async () => {
    const first = { ...publishInput(objects, BEFORE), isTimeUp: () => true };
    await expect(publishSnapshot(first)).rejects.toThrow('not finished');
    const versions = { ...first.versions, rules: 'others' };
    const { asked, manifest } = await inPieces({ ...publishInput(objects, BEFORE), versions });

    expect(asked).toHaveLength(SHARDS);
    expect(manifest.versions.rules).toBe('others');
  });

  it('writes again what changed, or was pruned, meanwhile', async () => {
    const first = { ...publishInput(objects, BEFORE), isTimeUp: () => true };
    await expect(publishSnapshot(first)).rejects.toThrow('not finished');
    for (const key of await objects.list(partsPrefix(TENANT))) await objects.remove(key);
    const { manifest } = await inPieces(publishInput(objects, AFTER));

    expect(manifest).toEqual(await publishSnapshot(publishInput(memoryObjectStore(), AFTER)));
  });

  it('is noted by nobody who has the time', async () => {
    await publishSnapshot({ ...publishInput(objects, BEFORE), isTimeUp: () => false });

    expect(await objects.get(NOTE)).toBeNull();
    expect(await objects.list(lakePrefix(TENANT))).not.toEqual([]);
  });
});
