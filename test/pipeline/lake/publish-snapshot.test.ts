// Publishing: what is written and what is shared, races, and a crash at every single write.

import { beforeEach, describe, expect, it } from '@jest/globals';
import type { JudgedYear } from '../../../lib/pipeline/lake/ledger-rows.js';
import { partsPrefix } from '../../../lib/pipeline/lake/lake-keys.js';
import type { Manifest } from '../../../lib/pipeline/lake/manifest.js';
import { openPublisher, publishSnapshot } from '../../../lib/pipeline/lake/publish-snapshot.js';
import { currentManifest, readPointer } from '../../../lib/pipeline/lake/snapshot-pointer.js';
import type { ObjectStore } from '../../../lib/ports/object-store.js';
import { statesOf, TENANT, VERSIONS } from './lake-on-disk.js';
import { memoryObjectStore } from './memory-object-store.js';
import {
  AFTER,
  appendFixture,
  BEFORE,
  countingInput,
  expectWhole,
  failingAfter,
  person,
  publishInput,
} from './publish-support.js';

/** Writes of the publish that takes BEFORE to AFTER. */
const WRITES = 10;

let objects: ObjectStore;

beforeEach(() => {
  objects = memoryObjectStore();
});

describe('publishSnapshot', () => {
  it('publishes nothing at all as an empty snapshot', async () => {
    const manifest = await publishSnapshot(publishInput(objects, []));

    expect(manifest.ledgerLines).toEqual([]);
    expect(await currentManifest({ tenantId: TENANT, objects })).toEqual(manifest);
  });

  it('writes what changed and shares the rest', async () => {
    const first = await publishSnapshot(publishInput(objects, BEFORE));
    const { asked, input: second } = countingInput(objects, AFTER);

    const manifest = await publishSnapshot(second);

    expect(asked).toHaveLength(2);
    expect(manifest.snapshotId).not.toBe(first.snapshotId);
    await expectWhole(objects, first);
    await expectWhole(objects, manifest);
    const shared = manifest.ledgerLines.filter((part) =>
      first.ledgerLines.some((each) => each.sha256 === part.sha256),
    );
    expect(shared).toHaveLength(manifest.ledgerLines.length - 2);
  });

  it('reads nothing and writes nothing when nothing changed', async () => {
    const first = await publishSnapshot(publishInput(objects, BEFORE));
    const before = await objects.list(`tenant=${TENANT}/`);
    const { asked, input: again } = countingInput(objects, BEFORE, { objects: refusing(objects) });

    const second = await publishSnapshot(again);

    expect(second).toEqual(first);
    expect(asked).toEqual([]);
    expect(await objects.list(`tenant=${TENANT}/`)).toEqual(before);
  });

  it('gives equal content an equal id, whatever the states and the way there', async () => {
    const first = await publishSnapshot(publishInput(objects, BEFORE));
    await publishSnapshot(publishInput(objects, AFTER));
    const otherStates = statesOf(BEFORE).map((shard) => ({ ...shard, state: `${shard.state}x` }));

    const back = await publishSnapshot(
      publishInput(objects, BEFORE, { listShards: async () => otherStates }),
    );

    expect(back).toEqual(first);
    const stored = await readPointer({ tenantId: TENANT, objects });
    expect(stored?.pointer.recent[0]).toBe(first.snapshotId);
    expect(stored?.pointer.recent).toHaveLength(2);
  });

  it.each(['rules', 'reference', 'settings', 'schema'] as const)(
    'writes every shard anew when the %s change',
    async (part) => {
      await publishSnapshot(publishInput(objects, BEFORE));
      const { asked, input: next } = countingInput(objects, BEFORE, {
        versions: { ...VERSIONS, [part]: '2' },
      });

      const manifest = await publishSnapshot(next);

      expect(asked).toHaveLength(statesOf(BEFORE).length);
      expect(manifest.versions[part]).toBe('2');
    },
  );

  it('takes what was written ahead, and reads only what is new since', async () => {
    const { asked, input } = countingInput(objects, BEFORE);
    const shards = [...new Set(statesOf(BEFORE).map(({ shard }) => shard))];
    const publisher = openPublisher(input);

    await publisher.writeAhead(shards.slice(0, 2));
    expect(asked).toHaveLength(2);
    expect(await currentManifest({ tenantId: TENANT, objects })).toBeNull();

    const manifest = await publisher.publish();
    expect(asked).toHaveLength(statesOf(BEFORE).length);
    expect(manifest).toEqual(await publishSnapshot(publishInput(memoryObjectStore(), BEFORE)));
    await expectWhole(objects, manifest);
  });

  it('writes nothing ahead of what is published already', async () => {
    await publishSnapshot(publishInput(objects, BEFORE));
    const { asked, input } = countingInput(objects, BEFORE);

    await openPublisher(input).writeAhead(statesOf(BEFORE).map(({ shard }) => shard));

    expect(asked).toEqual([]);
  });

  it('writes again what changed, or was pruned, after it was written ahead', async () => {
    const states = [...statesOf(BEFORE)];
    const { asked, input } = countingInput(objects, BEFORE, { listShards: async () => states });
    const publisher = openPublisher(input);
    await publisher.writeAhead(states.map(({ shard }) => shard));
    const [first, second] = states;
    if (first === undefined || second === undefined) throw new Error('two shards are needed');
    states[0] = { ...first, state: `${first.state}x` };
    const prefix = `${partsPrefix(TENANT)}${second.year}-${String(second.shard).padStart(2, '0')}-`;
    for (const key of await objects.list(prefix)) await objects.remove(key);

    const manifest = await publisher.publish();

    expect(asked.slice(states.length)).toEqual([
      `${first.year} ${first.shard}`,
      `${second.year} ${second.shard}`,
    ]);
    await expectWhole(objects, manifest);
  });

  it('forgets a shard that is no more', async () => {
    await publishSnapshot(publishInput(objects, AFTER));
    const manifest = await publishSnapshot(publishInput(objects, BEFORE.slice(0, 1)));

    expect(manifest.ledgerLines).toHaveLength(1);
    await expectWhole(objects, manifest);
  });

  it('refuses rows that do not come by token', async () => {
    const twice = {
      ...publishInput(objects, BEFORE),
      readRows: () => streamOf([BEFORE[1], BEFORE[0]]),
    };

    await expect(publishSnapshot(twice)).rejects.toThrow('ascending token');
  });

  it('names the log as far as it has come', async () => {
    await appendFixture(objects);
    const manifest = await publishSnapshot(publishInput(objects, BEFORE));

    expect(manifest.claimLines).toHaveLength(1);
    expect(manifest.claimLines[0]?.rows).toBe(6);
    await expectWhole(objects, manifest);
  });

  it('lets the loser of a race take up what the winner did', async () => {
    await publishSnapshot(publishInput(objects, BEFORE.slice(0, 2)));
    let isFirst = true;
    const overtaken = meddled(objects, async (key) => {
      if (!key.endsWith('current.json') || !isFirst) return;
      isFirst = false;
      await publishSnapshot(publishInput(objects, BEFORE));
    });
    const { asked, input: slow } = countingInput(objects, AFTER, { objects: overtaken });

    const manifest = await publishSnapshot(slow);

    expect(manifest.ledgerLines.reduce((rows, part) => rows + part.rows, 0)).toBe(6);
    expect(await currentManifest({ tenantId: TENANT, objects })).toEqual(manifest);
    expect(new Set(asked).size).toBe(asked.length);
    const stored = await readPointer({ tenantId: TENANT, objects });
    expect(stored?.pointer.recent).toHaveLength(3);
  });

  it('gives up when it never wins', async () => {
    let turn = 0;
    const overtaken = meddled(objects, async (key) => {
      if (!key.endsWith('current.json')) return;
      turn += 1;
      await publishSnapshot(publishInput(objects, [person('k1_a', turn)]));
    });

    await expect(
      publishSnapshot(publishInput(objects, AFTER, { objects: overtaken })),
    ).rejects.toThrow('gave up');
  });

  // One turn for each write of that publish: shard files, links, manifest, pointer.
  it.each(Array.from({ length: WRITES }, (_, at) => at))(
    'heals after a crash after %d writes, and never shows half a snapshot',
    async (writes) => {
      const old = await publishSnapshot(publishInput(objects, BEFORE));
      await appendFixture(objects);
      const clean = await publishClean();

      const crashing = publishInput(objects, AFTER, { objects: failingAfter(objects, writes) });
      await expect(publishSnapshot(crashing)).rejects.toThrow('the machine stopped');
      const seen = await currentManifest({ tenantId: TENANT, objects });
      await expectWhole(objects, seen ?? old);
      const healed = await publishSnapshot(publishInput(objects, AFTER));

      expect([old.snapshotId, clean.snapshotId]).toContain(seen?.snapshotId);
      expect(healed).toEqual(clean);
      await expectWhole(objects, healed);
    },
  );

  it('was stopped at every one of its writes', async () => {
    await publishSnapshot(publishInput(objects, BEFORE));
    await appendFixture(objects);

    const enough = publishInput(objects, AFTER, { objects: failingAfter(objects, WRITES) });

    expect(await publishSnapshot(enough)).toEqual(await publishClean());
  });
});

/** The same publish where nothing goes wrong. */
async function publishClean(): Promise<Manifest> {
  const elsewhere = memoryObjectStore();
  await publishSnapshot(publishInput(elsewhere, BEFORE));
  await appendFixture(elsewhere);
  return publishSnapshot(publishInput(elsewhere, AFTER));
}

async function* streamOf(years: readonly (JudgedYear | undefined)[]): AsyncGenerator<JudgedYear> {
  for (const year of years) if (year !== undefined) yield year;
}

/** Acts before each put. */
function meddled(store: ObjectStore, before: (key: string) => Promise<void>): ObjectStore {
  return {
    get: (key) => store.get(key),
    list: (prefix) => store.list(prefix),
    copy: (from, to) => store.copy(from, to),
    remove: (key) => store.remove(key),
    async put(key, body, condition) {
      await before(key);
      return store.put(key, body, condition);
    },
  };
}

function refusing(store: ObjectStore): ObjectStore {
  return failingAfter(store, 0);
}
