// SettingsStore on LMDB: one key per change, numbered by the transaction that appends it.

import type { Database } from 'lmdb';
import type {
  SettingsChange,
  SettingsStore,
  WorkspaceSettings,
} from '../../ports/settings-store.js';
import { AFTER_KEY_PARTS, assertTenantId } from './key-part.js';
import type { LmdbEnvironment, StoreKey } from './lmdb-environment.js';

export class LmdbSettingsStore implements SettingsStore {
  readonly #environment: LmdbEnvironment;
  readonly #changes: Database<SettingsChange, StoreKey>;

  constructor(environment: LmdbEnvironment) {
    this.#environment = environment;
    this.#changes = environment.database<SettingsChange>('settings', 'msgpack');
  }

  async read(tenantId: string): Promise<WorkspaceSettings> {
    assertTenantId(tenantId);
    return this.#environment.read(() => {
      const range = this.#changes.getRange({ start: [tenantId], end: [tenantId, AFTER_KEY_PARTS] });
      const changes = [...range].map(({ value }) => value);
      return { version: changes.length, changes };
    });
  }

  async append(tenantId: string, change: SettingsChange): Promise<void> {
    assertTenantId(tenantId);
    await this.#environment.transact(() => {
      const [last] = this.#changes.getKeys({
        start: [tenantId, AFTER_KEY_PARTS],
        end: [tenantId],
        reverse: true,
        limit: 1,
      });
      const number = last === undefined ? 1 : Number(last[1]) + 1;
      void this.#changes.put([tenantId, number], change);
    });
  }
}
