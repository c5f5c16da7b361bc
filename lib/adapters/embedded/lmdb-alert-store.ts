// AlertStore on LMDB: one database, tenant and partition in front of every key.

import type { Database } from 'lmdb';
import {
  MAX_ALERT_CHANGES,
  type AlertChange,
  type AlertRecord,
  type AlertRecordKey,
  type AlertStore,
} from '../../ports/alert-store.js';
import type { JsonValue } from '../../ports/settings-store.js';
import { InvalidRequestError } from './errors.js';
import { AFTER_KEY_PARTS, assertKeyPart, assertTenantId } from './key-part.js';
import type { LmdbEnvironment, StoreKey } from './lmdb-environment.js';

interface StoredAlert {
  readonly revision: number;
  readonly value: JsonValue;
}

/** Read at once: no transaction stays open while somebody works on what it gave. */
const PAGE = 256;

export class LmdbAlertStore implements AlertStore {
  readonly #environment: LmdbEnvironment;
  readonly #records: Database<StoredAlert, StoreKey>;

  constructor(environment: LmdbEnvironment) {
    this.#environment = environment;
    this.#records = environment.database<StoredAlert>('alerts', 'msgpack');
  }

  async load(
    tenantId: string,
    keys: readonly AlertRecordKey[],
  ): Promise<readonly (AlertRecord | null)[]> {
    const places = keys.map((each) => placeOf(tenantId, each));
    return this.#environment.read(() =>
      places.map((place) => {
        const stored = this.#records.get(place);
        return stored === undefined ? null : recordOf(place, stored);
      }),
    );
  }

  async *list(
    tenantId: string,
    partition: string,
    order: 'oldest_first' | 'newest_first' = 'oldest_first',
  ): AsyncIterable<AlertRecord> {
    assertTenantId(tenantId);
    assertKeyPart('partition', partition);
    const isReverse = order === 'newest_first';
    const first: StoreKey = [tenantId, partition];
    const last: StoreKey = [tenantId, partition, AFTER_KEY_PARTS];
    let start = isReverse ? last : first;
    for (;;) {
      const page = this.#environment.read(() => [
        ...this.#records.getRange({
          start,
          end: isReverse ? first : last,
          exclusiveStart: true,
          reverse: isReverse,
          limit: PAGE,
        }),
      ]);
      for (const { key, value } of page) yield recordOf(key, value);
      const newest = page.at(-1);
      if (page.length < PAGE || newest === undefined) return;
      start = newest.key;
    }
  }

  async commit(
    tenantId: string,
    changes: readonly AlertChange[],
  ): Promise<'committed' | 'conflict'> {
    assertChanges(tenantId, changes);
    return this.#environment.transact(() => {
      const isStale = changes.some((change) => {
        const stored = this.#records.get(placeOf(tenantId, change));
        return (stored?.revision ?? 0) !== change.expected;
      });
      if (isStale) return 'conflict';
      for (const change of changes) this.#write(placeOf(tenantId, change), change);
      return 'committed';
    });
  }

  #write(place: StoreKey, { expected, value }: AlertChange): void {
    if (value === null) void this.#records.remove(place);
    else void this.#records.put(place, { revision: expected + 1, value });
  }
}

function placeOf(tenantId: string, { partition, key }: AlertRecordKey): StoreKey {
  assertTenantId(tenantId);
  assertKeyPart('partition', partition);
  assertKeyPart('key', key);
  return [tenantId, partition, key];
}

function recordOf(place: StoreKey, { revision, value }: StoredAlert): AlertRecord {
  const [, partition, key] = place;
  return { partition: String(partition), key: String(key), revision, value };
}

function assertChanges(tenantId: string, changes: readonly AlertChange[]): void {
  const names = new Set(changes.map((each) => JSON.stringify(placeOf(tenantId, each))));
  if (changes.length === 0 || changes.length > MAX_ALERT_CHANGES) {
    throw new InvalidRequestError(`a commit holds 1 to ${MAX_ALERT_CHANGES} changes`);
  }
  if (names.size < changes.length) {
    throw new InvalidRequestError('a commit names a record twice');
  }
}
