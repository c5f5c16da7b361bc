// The ports of ingest in memory, exact about versions and nothing else, so that laws run thousands
// of commits a second. The real adapters have suites of their own.

import type { ClaimSpool, SpooledClaim } from '../../lib/ports/claim-spool.js';
import { shardOf } from '../../lib/ports/ledger-store.js';
import type {
  CommitResult,
  DocumentChange,
  DocumentKey,
  LedgerDocument,
  LedgerStore,
} from '../../lib/ports/ledger-store.js';
import type { QuarantineEntry, QuarantineStore } from '../../lib/ports/quarantine-store.js';

export class MemoryLedger implements LedgerStore {
  readonly documents = new Map<string, LedgerDocument>();

  async load(keys: readonly DocumentKey[]): Promise<readonly (LedgerDocument | null)[]> {
    return keys.map((key) => this.documents.get(keyOf(key)) ?? null);
  }

  async commit(changes: readonly DocumentChange[]): Promise<CommitResult> {
    const isFresh = changes.every(({ document }) => {
      const stored = this.documents.get(keyOf(document))?.version ?? 0;
      return stored === document.version - 1;
    });
    if (!isFresh) return { kind: 'conflict' };
    for (const { document } of changes) {
      this.documents.set(keyOf(document), structuredClone(document));
    }
    return { kind: 'committed' };
  }

  /** Year documents, by year. */
  years(): readonly Extract<LedgerDocument, { kind: 'year' }>[] {
    return [...this.documents.values()]
      .filter((document) => document.kind === 'year')
      .sort((left, right) => left.year - right.year);
  }

  async listShards(): Promise<never[]> {
    return [];
  }

  async *readShard(tenantId: string, year: number, shard: number) {
    for (const document of this.years()) {
      const isMine = document.tenantId === tenantId && document.year === year;
      if (isMine && shardOf(document.token) === shard) yield document;
    }
  }
}

export class MemorySpool implements ClaimSpool {
  readonly #claims: SpooledClaim[] = [];

  add(claim: SpooledClaim): void {
    this.#claims.push(claim);
  }

  async *parts(): AsyncIterable<readonly SpooledClaim[]> {
    yield this.#claims;
  }

  async close(): Promise<void> {}
}

export class MemoryQuarantine implements QuarantineStore {
  readonly entries = new Map<string, QuarantineEntry>();

  async put(entries: readonly QuarantineEntry[]): Promise<void> {
    for (const entry of entries) this.entries.set(entry.quarantineKey, entry);
  }

  async list(): Promise<readonly QuarantineEntry[]> {
    return [...this.entries.values()];
  }

  async counts() {
    return { claims: this.entries.size, lines: 0, files: 0, lists: 0 };
  }

  async open(_tenantId: string, quarantineKey: string): Promise<string | null> {
    return this.entries.get(quarantineKey)?.rawText ?? null;
  }

  async remove(_tenantId: string, quarantineKeys: readonly string[]): Promise<void> {
    for (const key of quarantineKeys) this.entries.delete(key);
  }
}

function keyOf(key: DocumentKey | LedgerDocument): string {
  return key.kind === 'year'
    ? `${key.tenantId}|${key.token}|year|${key.year}`
    : `${key.tenantId}|${key.token}|chain`;
}
