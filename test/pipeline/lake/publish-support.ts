// What the tests of publishing share: a small ledger before and after a change, a store that stops
// working, and the proof that a snapshot is whole.

import { expect } from '@jest/globals';
import { createHash } from 'node:crypto';
import { openParquetTable } from '../../../lib/adapters/common/lake/parquet-table-writer.js';
import { appendClaimLines } from '../../../lib/pipeline/lake/append-claim-lines.js';
import type { LoggedVersion } from '../../../lib/pipeline/lake/claim-rows.js';
import type { JudgedYear } from '../../../lib/pipeline/lake/ledger-rows.js';
import { snapshotObjects, type Manifest } from '../../../lib/pipeline/lake/manifest.js';
import type { PublishInput } from '../../../lib/pipeline/lake/publish-snapshot.js';
import type { ObjectStore } from '../../../lib/ports/object-store.js';
import { fixtureLog } from '../../queries/query-fixture.js';
import { fakeJudgedYear } from './fake-ledger.js';
import { REFERENCE, rowsOf, statesOf, TENANT, VERSIONS } from './lake-on-disk.js';

export const BEFORE = ['k1_a', 'k1_b', 'k1_c', 'k1_d', 'k1_e'].map((token) => person(token, 1_000));
export const AFTER = [...BEFORE.slice(1), person('k1_a', 2_000), person('k1_a', 5, 2025)];

export function person(token: string, cents: number, year = 2026): JudgedYear {
  const lines = [{ icn: `${token}1`, day: `${year}-01-05`, cents }];
  return fakeJudgedYear({ token, year, lines });
}

export function publishInput(
  objects: ObjectStore,
  years: readonly JudgedYear[],
  more: Partial<PublishInput> = {},
): PublishInput {
  return {
    tenantId: TENANT,
    objects,
    openTable: openParquetTable,
    versions: VERSIONS,
    reference: REFERENCE,
    listShards: async () => statesOf(years),
    readRows: (year, shard) => rowsOf(years, year, shard),
    ...more,
  };
}

/** Counts the shards whose rows are asked for. */
export function countingInput(
  objects: ObjectStore,
  years: readonly JudgedYear[],
  more: Partial<PublishInput> = {},
) {
  const asked: string[] = [];
  const counted = publishInput(objects, years, {
    readRows: (year, shard) => {
      asked.push(`${year} ${shard}`);
      return rowsOf(years, year, shard);
    },
    ...more,
  });
  return { asked, input: counted };
}

export async function appendFixture(
  objects: ObjectStore,
  order: (versions: readonly LoggedVersion[]) => readonly LoggedVersion[] = (versions) => versions,
): Promise<readonly string[]> {
  const versions = order(fixtureLog(BEFORE).first);
  return appendClaimLines({ tenantId: TENANT, objects, openTable: openParquetTable, versions });
}

/** Every object of the snapshot is there and is what the manifest says. */
export async function expectWhole(objects: ObjectStore, manifest: Manifest): Promise<void> {
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

/** Lets some writes through, then fails each one: half of them before and half after writing. */
export function failingAfter(store: ObjectStore, writes: number): ObjectStore {
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
