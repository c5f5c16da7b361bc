// CaseStore on LMDB: one key an entry, tenant and case in front of its number. A number is given by
// the transaction that appends, so that none is taken twice and none is left out.

import type { Database } from 'lmdb';
import type { CaseEntry, CaseStore } from '../../ports/case-store.js';
import { AFTER_KEY_PARTS, assertKeyPart, assertTenantId } from './key-part.js';
import type { LmdbEnvironment, StoreKey } from './lmdb-environment.js';

/** Read at once: no transaction stays open while somebody works on what it gave. */
const PAGE = 256;

export class LmdbCaseStore implements CaseStore {
  readonly #environment: LmdbEnvironment;
  readonly #entries: Database<CaseEntry, StoreKey>;

  constructor(environment: LmdbEnvironment) {
    this.#environment = environment;
    this.#entries = environment.database<CaseEntry>('cases', 'msgpack');
  }

  async read(tenantId: string, caseId: string): Promise<readonly CaseEntry[]> {
    const range = rangeOf(tenantId, caseId);
    return this.#environment.read(() =>
      [...this.#entries.getRange(range)].map(({ value }) => value),
    );
  }

  async *list(tenantId: string): AsyncIterable<CaseEntry> {
    assertTenantId(tenantId);
    const end: StoreKey = [tenantId, AFTER_KEY_PARTS];
    let start: StoreKey = [tenantId];
    for (;;) {
      const page = this.#environment.read(() => [
        ...this.#entries.getRange({ start, end, exclusiveStart: true, limit: PAGE }),
      ]);
      for (const { value } of page) yield value;
      const last = page.at(-1);
      if (page.length < PAGE || last === undefined) return;
      start = last.key;
    }
  }

  async append(tenantId: string, entry: CaseEntry): Promise<'appended' | 'conflict'> {
    const { start, end } = rangeOf(tenantId, entry.caseId);
    return this.#environment.transact(() => {
      const [last] = this.#entries.getKeys({ start: end, end: start, reverse: true, limit: 1 });
      const next = last === undefined ? 1 : Number(last[2]) + 1;
      if (entry.number !== next) return 'conflict';
      void this.#entries.put([tenantId, entry.caseId, entry.number], entry);
      return 'appended';
    });
  }

  async remove(tenantId: string, caseIds: readonly string[]): Promise<void> {
    const ranges = caseIds.map((caseId) => rangeOf(tenantId, caseId));
    await this.#environment.transact(() => {
      for (const range of ranges) {
        const keys = [...this.#entries.getKeys(range)];
        for (const key of keys) void this.#entries.remove(key);
      }
    });
  }
}

function rangeOf(tenantId: string, caseId: string): { start: StoreKey; end: StoreKey } {
  assertTenantId(tenantId);
  assertKeyPart('caseId', caseId);
  return { start: [tenantId, caseId], end: [tenantId, caseId, AFTER_KEY_PARTS] };
}
