// What a publish reads instead of documents: per tenant, year and shard the number of documents,
// their cents and a state that changes with every write. Kept in the transaction of the write.

import { randomBytes } from 'node:crypto';
import type { Database } from 'lmdb';
import { addCents, subtractCents, ZERO_CENTS, type Cents } from '../../domain/money.js';
import { THRESHOLD_GROUPS, type ThresholdGroup } from '../../domain/reference.js';
import type { ShardState } from '../../ports/ledger-store.js';
import { AFTER_KEY_PARTS } from './key-part.js';
import type { LmdbEnvironment, StoreKey } from './lmdb-environment.js';
import type { DocumentHead } from './stored-document.js';

export interface ShardPlace {
  readonly tenantId: string;
  readonly year: number;
  readonly shard: number;
}

interface ShardRow {
  readonly documents: number;
  readonly cents: Readonly<Record<ThresholdGroup, Cents>>;
  readonly writes: number;
  readonly state: string;
}

interface ShardDelta {
  readonly place: ShardPlace;
  documents: number;
  cents: Record<ThresholdGroup, Cents>;
}

export class ShardIndex {
  readonly #rows: Database<ShardRow, StoreKey>;

  constructor(environment: LmdbEnvironment) {
    this.#rows = environment.database<ShardRow>('shards', 'msgpack');
  }

  list(tenantId: string): readonly ShardState[] {
    const range = this.#rows.getRange({ start: [tenantId], end: [tenantId, AFTER_KEY_PARTS] });
    return [...range].map(({ key, value }) => ({
      year: Number(key[1]),
      shard: Number(key[2]),
      documents: value.documents,
      cents: value.cents,
      state: value.state,
    }));
  }

  /** Adds up the writes of one transaction, so that each shard is written once. */
  begin(): ShardChanges {
    return new ShardChanges(this.#rows);
  }
}

export class ShardChanges {
  readonly #rows: Database<ShardRow, StoreKey>;
  readonly #deltas = new Map<string, ShardDelta>();

  constructor(rows: Database<ShardRow, StoreKey>) {
    this.#rows = rows;
  }

  /** Null before: a new document; null after: one that is removed. */
  add(place: ShardPlace, before: DocumentHead | null, after: DocumentHead | null): void {
    const name = `${place.tenantId} ${place.year} ${place.shard}`;
    let delta = this.#deltas.get(name);
    if (delta === undefined) {
      delta = { place, documents: 0, cents: { PT_SLP: ZERO_CENTS, OT: ZERO_CENTS } };
      this.#deltas.set(name, delta);
    }
    delta.documents += (after === null ? 0 : 1) - (before === null ? 0 : 1);
    for (const group of THRESHOLD_GROUPS) {
      const change = subtractCents(
        after?.cents[group] ?? ZERO_CENTS,
        before?.cents[group] ?? ZERO_CENTS,
      );
      delta.cents[group] = addCents(delta.cents[group], change);
    }
  }

  /** Inside the same transaction as the writes that were added. */
  write(): void {
    // The nonce tells apart two histories that reached the same count: a ledger restored from a
    // backup must not look like the one that was published.
    const nonce = randomBytes(8).toString('base64url');
    for (const delta of this.#deltas.values()) {
      const { tenantId, year, shard } = delta.place;
      const key: StoreKey = [tenantId, year, shard];
      const row = this.#rows.get(key);
      const documents = (row?.documents ?? 0) + delta.documents;
      if (documents < 0) throw new Error('a stored document without its shard');
      if (documents === 0) {
        void this.#rows.remove(key);
        continue;
      }
      const writes = (row?.writes ?? 0) + 1;
      void this.#rows.put(key, {
        documents,
        cents: {
          PT_SLP: addCents(row?.cents.PT_SLP ?? ZERO_CENTS, delta.cents.PT_SLP),
          OT: addCents(row?.cents.OT ?? ZERO_CENTS, delta.cents.OT),
        },
        writes,
        state: `${writes}.${nonce}`,
      });
    }
  }
}
