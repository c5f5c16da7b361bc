// The records of a vault on LMDB, in an environment of their own: a copy of the ledger's store is
// no copy of the vault.

import type { Database } from 'lmdb';
import type { SealedRecord, VaultRecords } from '../common/vault-records.js';
import { AFTER_KEY_PARTS, assertKeyPart, assertTenantId } from './key-part.js';
import type { LmdbEnvironment, StoreKey } from './lmdb-environment.js';

export class LmdbVaultRecords implements VaultRecords {
  readonly #environment: LmdbEnvironment;
  readonly #identities: Database<Uint8Array, StoreKey>;
  readonly #trail: Database<string, StoreKey>;

  constructor(environment: LmdbEnvironment) {
    this.#environment = environment;
    this.#identities = environment.database<Uint8Array>('identities', 'binary');
    this.#trail = environment.database<string>('trail', 'msgpack');
  }

  /** Those that are there stay: most identities of a file are known, and a look costs no write. */
  async put(tenantId: string, records: readonly SealedRecord[]): Promise<void> {
    const keys = tokenKeys(
      tenantId,
      records.map(({ token }) => token),
    );
    const fresh = this.#environment.read(() =>
      records.flatMap(({ sealed }, at) => {
        const key = keys[at] ?? [];
        return this.#identities.doesExist(key) ? [] : [{ key, sealed }];
      }),
    );
    if (fresh.length === 0) return;
    await this.#environment.transact(() => {
      for (const { key, sealed } of fresh) void this.#identities.put(key, Buffer.from(sealed));
    });
  }

  async get(tenantId: string, tokens: readonly string[]): Promise<readonly (Uint8Array | null)[]> {
    const keys = tokenKeys(tenantId, tokens);
    return this.#environment.read(() =>
      keys.map((key) => {
        const sealed = this.#identities.getBinary(key);
        return sealed === undefined ? null : new Uint8Array(sealed);
      }),
    );
  }

  async tokens(tenantId: string): Promise<readonly string[]> {
    assertTenantId(tenantId);
    return this.#environment.read(() =>
      [...this.#identities.getKeys(rangeOf(tenantId))].map((key) => String(key[1])),
    );
  }

  async remove(tenantId: string, tokens: readonly string[]): Promise<void> {
    const keys = tokenKeys(tenantId, tokens);
    await this.#environment.transact(() => {
      for (const key of keys) void this.#identities.remove(key);
    });
  }

  async lines(tenantId: string): Promise<readonly string[]> {
    assertTenantId(tenantId);
    return this.#environment.read(() =>
      [...this.#trail.getRange(rangeOf(tenantId))].map(({ value }) => value),
    );
  }

  async addLine(tenantId: string, number: number, line: string): Promise<boolean> {
    assertTenantId(tenantId);
    return this.#environment.transact(() => {
      if (this.#trail.get([tenantId, number]) !== undefined) return false;
      void this.#trail.put([tenantId, number], line);
      return true;
    });
  }
}

function rangeOf(tenantId: string): { readonly start: StoreKey; readonly end: StoreKey } {
  return { start: [tenantId], end: [tenantId, AFTER_KEY_PARTS] };
}

function tokenKeys(tenantId: string, tokens: readonly string[]): readonly StoreKey[] {
  assertTenantId(tenantId);
  return tokens.map((token) => {
    assertKeyPart('token', token);
    return [tenantId, token];
  });
}
