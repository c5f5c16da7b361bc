// Which token key a tenant's data was made with, without the key: its public name and an HMAC.
// The first key that a tenant uses is adopted for good; another one is told apart by this check.

import type { Database } from 'lmdb';
import type { LmdbEnvironment, StoreKey } from './lmdb-environment.js';

export interface KeyCheck {
  readonly keyId: string;
  readonly check: string;
}

export class KeyChecks {
  readonly #environment: LmdbEnvironment;
  readonly #rows: Database<KeyCheck, StoreKey>;

  constructor(environment: LmdbEnvironment) {
    this.#environment = environment;
    this.#rows = environment.database<KeyCheck>('keyChecks', 'msgpack');
  }

  /** The check that holds for the tenant: the one given when there was none before. */
  adopt(tenantId: string, offered: KeyCheck): Promise<KeyCheck> {
    const known = this.#environment.read(() => this.#rows.get([tenantId]));
    if (known !== undefined) return Promise.resolve(known);
    return this.#environment.transact(() => {
      const first = this.#rows.get([tenantId]);
      if (first !== undefined) return first;
      void this.#rows.put([tenantId], offered);
      return offered;
    });
  }

  /** Public names of the keys that data of this workspace was made with. */
  knownKeyIds(): readonly string[] {
    return this.#environment.read(() => {
      const rows = [...this.#rows.getRange()].map(({ value }) => value.keyId);
      return [...new Set(rows)];
    });
  }
}
