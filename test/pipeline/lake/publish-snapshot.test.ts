import { beforeEach, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { openParquetTable } from '../../../lib/adapters/common/lake/parquet-table-writer.js';
import { appendClaimLines } from '../../../lib/pipeline/lake/append-claim-lines.js';
import type { JudgedYear } from '../../../lib/pipeline/lake/ledger-rows.js';
import {
  readManifest,
  snapshotObjects,
  type Manifest,
} from '../../../lib/pipeline/lake/manifest.js';
import { pruneSnapshots } from '../../../lib/pipeline/lake/prune-snapshots.js';
import { publishSnapshot, type PublishInput } from '../../../lib/pipeline/lake/publish-snapshot.js';
import {
  currentManifest,
  namedSnapshots,
  nameSnapshot,
  readPointer,
} from '../../../lib/pipeline/lake/snapshot-pointer.js';
import type { ObjectStore } from '../../../lib/ports/object-store.js';
import { fixtureLog } from '../../queries/query-fixture.js';
import { fakeJudgedYear } from './fake-ledger.js';
import { memoryObjectStore } from './memory-object-store.js';
import { rowsOf, statesOf, TENANT, VERSIONS } from './lake-on-disk.js';

let objects: ObjectStore;

beforeEach(() => {
  objects = memoryObjectStore();
});

function person(token: string, cents: number, year = 2026): JudgedYear {
  const lines = [{ icn: `${token}1`, day: `${year}-01-05`, cents }];
  return fakeJudgedYear({ token, year, lines });
}

const BEFORE = ['k1_a', 'k1_b', 'k1_c', 'k1_d', 'k1_e'].map((token) => person(token, 1_000));
const AFTER = [...BEFORE.slice(1), person('k1_a', 2_000), person('k1_a', 5, 2025)];

function input(years: readonly JudgedYear[], more: Partial<PublishInput> = {}): PublishInput {
  return {
    tenantId: TENANT,
    objects,
    openTable: openParquetTable,
    versions: VERSIONS,
    listShards: async () => statesOf(years),
    readRows: (year, shard) => rowsOf(years, year, shard),
    ...more,
  };
}

/** Counts the shards whose rows are asked for. */
function counting(years: readonly JudgedYear[], more: Partial<PublishInput> = {}) {
  const asked: string[] = [];
  const counted = input(years, {
    readRows: (year, shard) => {
      asked.push(`${year} ${shard}`);
      return rowsOf(years, year, shard);
    },
    ...more,
  });
  return { asked, input: counted };
}

/** Every object of the snapshot is there and is what the manifest says. */
async function expectWhole(manifest: Manifest): Promise<void> {
  const keys = snapshotObjects(manifest);
  const hashes = [...manifest.ledgerLines, ...manifest.claimLines].map(({ sha256 }) => sha256);
  const found = await Promise.all(
    [...keys.ledger_lines, ...keys.claim_lines].map(async (key) => {
      const stored = await objects.get(key);
      return stored === null ? key : createHash('sha256').update(stored.body).digest('hex');
    }),
  );
  expect(found).toEqual(hashes);
}

describe('publishSnapshot', () => {
  it('publishes nothing at all as an empty snapshot', async () => {
    const manifest = await publishSnapshot(input([]));

    expect(manifest.ledgerLines).toEqual([]);
    expect(await currentManifest({ tenantId: TENANT, objects })).toEqual(manifest);
  });

  it('writes what changed and shares the rest', async () => {
    const first = await publishSnapshot(input(BEFORE));
    const { asked, input: second } = counting(AFTER);

    const manifest = await publishSnapshot(second);

    expect(asked).toHaveLength(2);
    expect(manifest.snapshotId).not.toBe(first.snapshotId);
    await expectWhole(first);
    await expectWhole(manifest);
    const shared = manifest.ledgerLines.filter((part) =>
      first.ledgerLines.some((each) => each.sha256 === part.sha256),
    );
    expect(shared).toHaveLength(manifest.ledgerLines.length - 2);
  });

  it('reads nothing and writes nothing when nothing changed', async () => {
    const first = await publishSnapshot(input(BEFORE));
    const before = await objects.list(`tenant=${TENANT}/`);
    const { asked, input: again } = counting(BEFORE, { objects: refusing(objects) });

    const second = await publishSnapshot(again);

    expect(second).toEqual(first);
    expect(asked).toEqual([]);
    expect(await objects.list(`tenant=${TENANT}/`)).toEqual(before);
  });

  it('gives equal content an equal id, whatever the states and the way there', async () => {
    const first = await publishSnapshot(input(BEFORE));
    await publishSnapshot(input(AFTER));
    const otherStates = statesOf(BEFORE).map((shard) => ({ ...shard, state: `${shard.state}x` }));

    const back = await publishSnapshot(input(BEFORE, { listShards: async () => otherStates }));

    expect(back).toEqual(first);
    const stored = await readPointer({ tenantId: TENANT, objects });
    expect(stored?.pointer.recent[0]).toBe(first.snapshotId);
    expect(stored?.pointer.recent).toHaveLength(2);
  });

  it.each(['rules', 'reference', 'settings', 'schema'] as const)(
    'writes every shard anew when the %s change',
    async (part) => {
      await publishSnapshot(input(BEFORE));
      const { asked, input: next } = counting(BEFORE, { versions: { ...VERSIONS, [part]: '2' } });

      const manifest = await publishSnapshot(next);

      expect(asked).toHaveLength(statesOf(BEFORE).length);
      expect(manifest.versions[part]).toBe('2');
    },
  );

  it('forgets a shard that is no more', async () => {
    await publishSnapshot(input(AFTER));
    const manifest = await publishSnapshot(input(BEFORE.slice(0, 1)));

    expect(manifest.ledgerLines).toHaveLength(1);
    await expectWhole(manifest);
  });

  it('refuses rows that do not come by token', async () => {
    const twice = { ...input(BEFORE), readRows: () => streamOf([BEFORE[1], BEFORE[0]]) };

    await expect(publishSnapshot(twice)).rejects.toThrow('ascending token');
  });

  it('names the log as far as it has come', async () => {
    await append();
    const manifest = await publishSnapshot(input(BEFORE));

    expect(manifest.claimLines).toHaveLength(1);
    expect(manifest.claimLines[0]?.rows).toBe(6);
    await expectWhole(manifest);
  });

  it('lets the loser of a race take up what the winner did', async () => {
    await publishSnapshot(input(BEFORE.slice(0, 2)));
    let isFirst = true;
    const overtaken = meddled(objects, async (key) => {
      if (!key.endsWith('current.json') || !isFirst) return;
      isFirst = false;
      await publishSnapshot(input(BEFORE));
    });
    const { asked, input: slow } = counting(AFTER, { objects: overtaken });

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
      await publishSnapshot(input([person('k1_a', turn)]));
    });

    await expect(publishSnapshot(input(AFTER, { objects: overtaken }))).rejects.toThrow('gave up');
  });

  it('heals after a crash at any point, and never shows half a snapshot', async () => {
    const old = await publishSnapshot(input(BEFORE));
    await append();
    const wanted = (await cleanPublish(AFTER)).ledgerLines.map(({ sha256 }) => sha256);
    for (let survives = 0; ; survives += 1) {
      objects = memoryObjectStore();
      await publishSnapshot(input(BEFORE));
      await append();
      const crashed = await publishSnapshot(
        input(AFTER, { objects: failingAfter(objects, survives) }),
      ).catch(() => null);
      const seen = await currentManifest({ tenantId: TENANT, objects });
      if (seen === null) throw new Error('a snapshot was there before');
      await expectWhole(seen);
      const isOld = seen.snapshotId === old.snapshotId;
      const isNew =
        JSON.stringify(seen.ledgerLines.map(({ sha256 }) => sha256)) === JSON.stringify(wanted);
      expect(isOld || isNew).toBe(true);

      const healed = await publishSnapshot(input(AFTER));
      await expectWhole(healed);
      expect(healed.ledgerLines.map(({ sha256 }) => sha256)).toEqual(wanted);
      if (crashed !== null) {
        expect(survives).toBeGreaterThan(8);
        break;
      }
    }
  });
});

describe('appendClaimLines', () => {
  it('makes the same object of the same versions in any order, once', async () => {
    const keys = await append();
    const again = await append((versions) => versions.toReversed());

    expect(again).toEqual(keys);
    expect(await objects.list(`tenant=${TENANT}/lake/claim_lines/`)).toEqual(keys);
    expect(keys[0]).toMatch(/claim_lines\/service_year=2026\/[0-9a-f]{64}-6\.parquet$/);
  });
});

describe('pruneSnapshots', () => {
  it('keeps the latest and the named, and shard files that they hold', async () => {
    const made: Manifest[] = [];
    for (let turn = 0; turn < 5; turn += 1) {
      made.push(await publishSnapshot(input([...BEFORE.slice(1), person('k1_a', turn)])));
    }
    const ids = made.map(({ snapshotId }) => snapshotId);
    await nameSnapshot({ tenantId: TENANT, objects }, 'report-2026-01', ids[0] ?? '');

    const result = await pruneSnapshots({ tenantId: TENANT, objects }, 2);

    expect([...result.kept].sort()).toEqual([ids[0], ids[3], ids[4]].sort());
    expect([...result.removed].sort()).toEqual([ids[1], ids[2]].sort());
    for (const at of [0, 3, 4]) await expectWhole(made[at] as Manifest);
    for (const at of [1, 2]) {
      const snapshotId = ids[at] ?? '';
      expect(await readManifest({ tenantId: TENANT, objects, snapshotId })).toBeNull();
      expect(await objects.list(`tenant=${TENANT}/lake/snapshot=${snapshotId}/`)).toEqual([]);
    }
    const parts = await objects.list(`tenant=${TENANT}/lake/parts/`);
    expect(parts).toHaveLength(new Set(held([made[0], made[3], made[4]])).size);
    const { asked, input: next } = counting([...BEFORE.slice(1), person('k1_a', 4)]);
    expect(await publishSnapshot(next)).toEqual(made[4]);
    expect(asked).toEqual([]);
  });

  it('removes what a crash left', async () => {
    const manifest = await publishSnapshot(input(BEFORE));
    await publishSnapshot(input(AFTER, { objects: failingAfter(objects, 4) })).catch(() => null);
    const before = await objects.list(`tenant=${TENANT}/lake/`);

    await pruneSnapshots({ tenantId: TENANT, objects });

    const after = await objects.list(`tenant=${TENANT}/lake/`);
    expect(after.length).toBeLessThan(before.length);
    expect(after).toHaveLength(2 * manifest.ledgerLines.length + 2);
    await expectWhole(manifest);
  });

  it('does nothing where nothing was ever published', async () => {
    expect(await pruneSnapshots({ tenantId: TENANT, objects })).toEqual({ kept: [], removed: [] });
  });
});

describe('readManifest', () => {
  it('refuses a manifest that is not what its id says', async () => {
    const manifest = await publishSnapshot(input(BEFORE));
    const { snapshotId } = manifest;
    const key = `tenant=${TENANT}/lake/snapshot=${snapshotId}/manifest.json`;
    const changed = { ...manifest, ledgerLines: manifest.ledgerLines.slice(1) };
    await objects.put(key, new TextEncoder().encode(JSON.stringify(changed)));

    await expect(readManifest({ tenantId: TENANT, objects, snapshotId })).rejects.toThrow(
      'does not match its id',
    );
  });
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

function held(manifests: readonly (Manifest | undefined)[]): readonly string[] {
  return manifests.flatMap((manifest) =>
    (manifest?.ledgerLines ?? []).map((part) => `${part.year} ${part.shard} ${part.sha256}`),
  );
}

async function cleanPublish(years: readonly JudgedYear[]): Promise<Manifest> {
  return publishSnapshot(input(years));
}

async function append(
  order: <T>(versions: readonly T[]) => readonly T[] = (versions) => versions,
): Promise<readonly string[]> {
  const versions = order(fixtureLog(BEFORE).first);
  return appendClaimLines({ tenantId: TENANT, objects, openTable: openParquetTable, versions });
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

/** Lets some writes through, then fails each one: half of them before and half after writing. */
function failingAfter(store: ObjectStore, writes: number): ObjectStore {
  let left = writes;
  const write = async <T>(action: () => Promise<T>): Promise<T> => {
    if (left <= 0) {
      if (writes % 2 === 0) await action();
      throw new Error('the machine stopped');
    }
    left -= 1;
    return action();
  };
  return {
    get: (key) => store.get(key),
    list: (prefix) => store.list(prefix),
    copy: (from, to) => write(() => store.copy(from, to)),
    remove: (key) => write(() => store.remove(key)),
    put: (key, body, condition) => write(() => store.put(key, body, condition)),
  };
}

function refusing(store: ObjectStore): ObjectStore {
  return failingAfter(store, 0);
}
