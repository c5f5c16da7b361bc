// An alert store in memory, with the exact conditions of the port; commits can be made to fail
// before they are done, where a process would have died.

import type { AlertRecord, AlertStore } from '../../lib/ports/alert-store.js';
import { MAX_ALERT_CHANGES } from '../../lib/ports/alert-store.js';

export interface FakeAlertStore extends AlertStore {
  /** The commit after `count` more fails, and so do all after it. */
  dieAfter(count: number): void;
  revive(): void;
  readonly size: number;
}

export class FakeDeath extends Error {
  override readonly name = 'FakeDeath';
}

export function fakeAlertStore(): FakeAlertStore {
  const records = new Map<string, { readonly tenantId: string; readonly record: AlertRecord }>();
  let left = Number.POSITIVE_INFINITY;
  const nameOf = (tenantId: string, at: { partition: string; key: string }): string =>
    JSON.stringify([tenantId, at.partition, at.key]);
  return {
    dieAfter(count) {
      left = count;
    },
    revive() {
      left = Number.POSITIVE_INFINITY;
    },
    get size() {
      return records.size;
    },
    load: (tenantId, keys) =>
      Promise.resolve(
        keys.map((key) => {
          const found = records.get(nameOf(tenantId, key));
          return found === undefined ? null : structuredClone(found.record);
        }),
      ),
    async *list(tenantId, partition, order = 'oldest_first') {
      const direction = order === 'newest_first' ? -1 : 1;
      const found = [...records.values()]
        .filter((each) => each.tenantId === tenantId)
        .map(({ record }) => record)
        .filter((record) => record.partition === partition)
        .sort((a, b) => direction * (a.key < b.key ? -1 : 1));
      for (const record of found) yield await Promise.resolve(structuredClone(record));
    },
    async commit(tenantId, changes) {
      await Promise.resolve();
      if (left <= 0) throw new FakeDeath('the process died');
      left -= 1;
      const names = new Set(changes.map((each) => nameOf(tenantId, each)));
      if (changes.length === 0 || changes.length > MAX_ALERT_CHANGES) {
        throw new RangeError('a commit holds 1 to 100 changes');
      }
      if (names.size < changes.length) throw new RangeError('a commit names a record twice');
      const isStale = changes.some(
        (each) => (records.get(nameOf(tenantId, each))?.record.revision ?? 0) !== each.expected,
      );
      if (isStale) return 'conflict';
      for (const { partition, key, expected, value } of changes) {
        const name = nameOf(tenantId, { partition, key });
        if (value === null) records.delete(name);
        else {
          const copy = structuredClone(value);
          const record = { partition, key, revision: expected + 1, value: copy };
          records.set(name, { tenantId, record });
        }
      }
      return 'committed';
    },
  };
}
