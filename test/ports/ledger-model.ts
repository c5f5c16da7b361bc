// A naive ledger store: one map, no batching, no bytes. What the real ones must agree with.

import fc from 'fast-check';
import type { YearDocument } from '../../lib/domain/ledger-document.js';
import { addCents, ZERO_CENTS } from '../../lib/domain/money.js';
import {
  shardOf,
  type CommitResult,
  type DocumentChange,
  type LedgerDocument,
  type ShardState,
} from '../../lib/ports/ledger-store.js';
import { chainDocument, change, yearDocument } from './ledger-documents.js';

/** One document to write: which, how far its version is off, and its amounts. */
interface ModelWrite {
  readonly token: string;
  readonly year: number | null;
  readonly versionError: number;
  readonly ptSlpCents: number;
  readonly otCents: number;
}

export function anyScript(): fc.Arbitrary<readonly (readonly ModelWrite[])[]> {
  const write = fc.record({
    token: fc.constantFrom('a', 'b', 'B', 'k1_a', 'k1_b', 'k1_'),
    year: fc.constantFrom(2025, 2026, null),
    versionError: fc.constantFrom(0, 0, 0, 0, 0, 0, 0, 0, -1, 1),
    ptSlpCents: fc.integer({ min: -100_000, max: 1_000_000 }),
    otCents: fc.integer({ min: -100_000, max: 1_000_000 }),
  });
  const commit = fc.uniqueArray(write, {
    minLength: 1,
    maxLength: 6,
    selector: ({ token, year }) => `${year} ${token}`,
  });
  return fc.array(commit, { minLength: 1, maxLength: 25 });
}

export class LedgerModel {
  readonly #tenantId: string;
  readonly #documents = new Map<string, LedgerDocument>();

  constructor(tenantId: string) {
    this.#tenantId = tenantId;
  }

  changesOf(writes: readonly ModelWrite[]): readonly DocumentChange[] {
    return writes.map(({ token, year, versionError, ...cents }) => {
      const stored = this.#documents.get(`${year} ${token}`)?.version ?? 0;
      const version = Math.max(1, stored + 1 + versionError);
      const place = { tenantId: this.#tenantId, token, version };
      return change(
        year === null ? chainDocument(place) : yearDocument({ ...place, year, ...cents }),
      );
    });
  }

  commit(changes: readonly DocumentChange[]): CommitResult {
    const isCurrent = changes.every(({ document }) => {
      return (this.#documents.get(nameOf(document))?.version ?? 0) === document.version - 1;
    });
    if (!isCurrent) return { kind: 'conflict' };
    for (const { document } of changes) this.#documents.set(nameOf(document), document);
    return { kind: 'committed' };
  }

  listShards(): readonly Omit<ShardState, 'state'>[] {
    const places = this.#years().map(({ year, token }) => `${year} ${shardOf(token)}`);
    return [...new Set(places)]
      .map((place) => {
        const [year = 0, shard = 0] = place.split(' ').map(Number);
        const documents = this.readShard(year, shard);
        const cents = {
          PT_SLP: documents.reduce((sum, { totals }) => addCents(sum, totals.PT_SLP), ZERO_CENTS),
          OT: documents.reduce((sum, { totals }) => addCents(sum, totals.OT), ZERO_CENTS),
        };
        return { year, shard, documents: documents.length, cents };
      })
      .sort((left, right) => left.year - right.year || left.shard - right.shard);
  }

  readShard(year: number, shard: number): readonly YearDocument[] {
    return this.#years()
      .filter((document) => document.year === year && shardOf(document.token) === shard)
      .sort((left, right) => (left.token < right.token ? -1 : 1));
  }

  #years(): readonly YearDocument[] {
    return [...this.#documents.values()].flatMap((document) => {
      if (document.kind !== 'year') return [];
      const { kind: _kind, ...year } = document;
      return [year];
    });
  }
}

function nameOf(document: LedgerDocument): string {
  return `${document.kind === 'year' ? document.year : null} ${document.token}`;
}
