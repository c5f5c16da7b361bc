// A ledger store in memory with the exact version semantics of the port: a commit is all or
// nothing, and succeeds only if every stored version is the one before. Documents are copied in and
// out, so that a test cannot share an object with the store by mistake.

import type { YearDocument } from '../../lib/domain/ledger-document.js';
import {
  MAX_CHANGES_PER_COMMIT,
  shardOf,
  type CommitResult,
  type DocumentChange,
  type DocumentKey,
  type LedgerDocument,
  type LedgerStore,
  type ShardState,
} from '../../lib/ports/ledger-store.js';

type StoredYear = YearDocument & { readonly kind: 'year' };

export interface FakeLedgerStore extends LedgerStore {
  /** Results of all commits so far, oldest first. */
  readonly commits: readonly CommitResult['kind'][];
  /** Runs once, just before the next commit looks at versions: where another writer slips in. */
  interruptNextCommit(interruption: () => Promise<unknown>): void;
  /** Everything stored, by key: to compare two stores. */
  contents(): ReadonlyMap<string, LedgerDocument>;
}

export function fakeLedgerStore(): FakeLedgerStore {
  const documents = new Map<string, LedgerDocument>();
  const commits: CommitResult['kind'][] = [];
  let interruption: (() => Promise<unknown>) | null = null;
  return {
    commits,
    interruptNextCommit(next) {
      interruption = next;
    },
    contents: () => new Map([...documents].sort(([left], [right]) => (left < right ? -1 : 1))),
    load: (keys) =>
      Promise.resolve(
        keys.map((key) => {
          const document = documents.get(keyText(key));
          return document === undefined ? null : structuredClone(document);
        }),
      ),
    async commit(changes) {
      const next = interruption;
      interruption = null;
      if (next !== null) await next();
      const result = commitAll(documents, changes);
      commits.push(result.kind);
      return result;
    },
    listShards: (tenantId) => Promise.resolve(shardStates(documents, tenantId)),
    async *readShard(tenantId, year, shard) {
      const found = yearDocuments(documents, tenantId).filter(
        (each) => each.year === year && shardOf(each.token) === shard,
      );
      for (const { kind: _, ...document } of found) {
        yield await Promise.resolve(structuredClone(document));
      }
    },
  };
}

function commitAll(
  documents: Map<string, LedgerDocument>,
  changes: readonly DocumentChange[],
): CommitResult {
  const tenants = new Set(changes.map(({ document }) => document.tenantId));
  const keys = new Set(changes.map(({ document }) => keyText(document)));
  if (changes.length === 0 || changes.length > MAX_CHANGES_PER_COMMIT) {
    throw new RangeError('a commit holds 1 to 25 documents');
  }
  if (tenants.size !== 1) throw new RangeError('a commit concerns one tenant');
  for (const { document } of changes) {
    if (document.tenantId === '' || document.token === '' || document.version < 1) {
      throw new RangeError('a document names its tenant, its token and a version from 1');
    }
  }
  if (keys.size !== changes.length) throw new RangeError('a commit names a document twice');
  const isStale = changes.some(({ document }) => {
    const stored = documents.get(keyText(document))?.version ?? 0;
    return stored !== document.version - 1;
  });
  if (isStale) return { kind: 'conflict' };
  for (const { document } of changes) documents.set(keyText(document), structuredClone(document));
  return { kind: 'committed' };
}

function keyText(key: DocumentKey): string {
  return [key.tenantId, key.token, key.kind, key.kind === 'year' ? key.year : ''].join('/');
}

function yearDocuments(
  documents: ReadonlyMap<string, LedgerDocument>,
  tenantId: string,
): readonly StoredYear[] {
  return [...documents.values()]
    .filter((each) => each.kind === 'year')
    .filter((each) => each.tenantId === tenantId)
    .sort((left, right) => (left.token < right.token ? -1 : 1));
}

function shardStates(
  documents: ReadonlyMap<string, LedgerDocument>,
  tenantId: string,
): readonly ShardState[] {
  const shards = new Map<string, ShardState>();
  for (const document of yearDocuments(documents, tenantId)) {
    const { year, token, version, totals } = document;
    const shard = shardOf(token);
    const known = shards.get(`${year}/${shard}`);
    shards.set(`${year}/${shard}`, {
      year,
      shard,
      documents: (known?.documents ?? 0) + 1,
      cents: {
        PT_SLP: ((known?.cents.PT_SLP ?? 0) + totals.PT_SLP) as typeof totals.PT_SLP,
        OT: ((known?.cents.OT ?? 0) + totals.OT) as typeof totals.OT,
      },
      state: `${known?.state ?? ''}${token}@${version};`,
    });
  }
  return [...shards.values()].sort(
    (left, right) => left.year - right.year || left.shard - right.shard,
  );
}
