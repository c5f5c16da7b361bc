// LedgerStore on LMDB: the ledger of the embedded host. Year documents lie in the order of
// (tenant, year, shard, token), chain documents by (tenant, token). Commits that arrive together
// share one transaction and one fsync; each is all or nothing within it.

import type { Database } from 'lmdb';
import type { YearDocument } from '../../domain/ledger-document.js';
import {
  MAX_CHANGES_PER_COMMIT,
  shardOf,
  type CommitResult,
  type DocumentChange,
  type DocumentKey,
  type LedgerDocument,
  type LedgerStore,
  type ShardState,
} from '../../ports/ledger-store.js';
import { InvalidRequestError, StoreReadError } from './errors.js';
import { GroupWriter } from './group-writer.js';
import { AFTER_KEY_PARTS, assertKeyPart, assertTenantId } from './key-part.js';
import type { LmdbEnvironment, StoreKey } from './lmdb-environment.js';
import { ShardIndex, type ShardPlace } from './shard-index.js';
import {
  headOf,
  packStored,
  readHead,
  unpackStored,
  unpackYear,
  type DocumentHead,
} from './stored-document.js';

type DocumentBase = Database<Uint8Array, StoreKey>;

/** One document of a commit, encoded before the transaction begins. */
interface DocumentWrite {
  readonly base: DocumentBase;
  readonly key: StoreKey;
  readonly head: DocumentHead;
  readonly stored: Uint8Array;
  /** Null for chain documents, which are in no shard. */
  readonly place: ShardPlace | null;
}

/** How much of a shard is read at once: long reads hold no transaction open between turns. */
const READ_AHEAD_DOCUMENTS = 256;
const READ_AHEAD_BYTES = 4 * 1024 * 1024;

const COMMITTED: CommitResult = { kind: 'committed' };
const CONFLICT: CommitResult = { kind: 'conflict' };

export class LmdbLedgerStore implements LedgerStore {
  readonly #environment: LmdbEnvironment;
  readonly #years: DocumentBase;
  readonly #chains: DocumentBase;
  readonly #shards: ShardIndex;
  readonly #writer: GroupWriter<readonly DocumentWrite[], CommitResult>;

  constructor(environment: LmdbEnvironment) {
    this.#environment = environment;
    this.#years = environment.database<Uint8Array>('years', 'binary');
    this.#chains = environment.database<Uint8Array>('chains', 'binary');
    this.#shards = new ShardIndex(environment);
    this.#writer = new GroupWriter(environment, (commits) => this.#applyCommits(commits));
  }

  async load(keys: readonly DocumentKey[]): Promise<readonly (LedgerDocument | null)[]> {
    const stored = this.#environment.read(() =>
      keys.map((key) => this.#baseOf(key.kind).getBinary(storeKeyOf(key))),
    );
    return stored.map((bytes) => (bytes === undefined ? null : unpackStored(bytes)));
  }

  async commit(changes: readonly DocumentChange[]): Promise<CommitResult> {
    assertChanges(changes);
    const writes = changes.map(({ document }) => this.#prepare(document));
    const bytes = writes.reduce((sum, write) => sum + write.stored.byteLength, 0);
    return this.#writer.submit(writes, bytes);
  }

  async listShards(tenantId: string): Promise<readonly ShardState[]> {
    assertTenantId(tenantId);
    return this.#environment.read(() => this.#shards.list(tenantId));
  }

  /**
   * Each document is whole and committed. One that is committed while the shard is being read may
   * come in either version or not at all; the state of its shard has then changed.
   */
  async *readShard(tenantId: string, year: number, shard: number): AsyncIterable<YearDocument> {
    assertTenantId(tenantId);
    let after: StoreKey | null = [tenantId, year, shard];
    while (after !== null) {
      const [batch, last]: readonly [readonly Uint8Array[], StoreKey | null] =
        this.#readAhead(after);
      for (const stored of batch) yield yearDocumentOf(stored);
      after = last;
    }
  }

  /** The next documents of the shard of `after`, and the last key when there may be more. */
  #readAhead(after: StoreKey): readonly [readonly Uint8Array[], StoreKey | null] {
    return this.#environment.read(() => {
      const end = [...after.slice(0, 3), AFTER_KEY_PARTS];
      const batch: Uint8Array[] = [];
      let bytes = 0;
      for (const entry of this.#years.getRange({ start: after, end, exclusiveStart: true })) {
        batch.push(entry.value);
        bytes += entry.value.byteLength;
        if (batch.length >= READ_AHEAD_DOCUMENTS || bytes >= READ_AHEAD_BYTES) {
          return [batch, entry.key];
        }
      }
      return [batch, null];
    });
  }

  #prepare(document: LedgerDocument): DocumentWrite {
    const { tenantId, token } = document;
    const place =
      document.kind === 'year' ? { tenantId, year: document.year, shard: shardOf(token) } : null;
    return {
      base: this.#baseOf(document.kind),
      key: storeKeyOf(document),
      head: headOf(document),
      stored: packStored(document),
      place,
    };
  }

  /** Inside the transaction, which is the only writer: what is read here stays true. */
  #applyCommits(commits: readonly (readonly DocumentWrite[])[]): readonly CommitResult[] {
    const shardChanges = this.#shards.begin();
    const results = commits.map((writes) => {
      const heads = writes.map(({ base, key }) => {
        const stored = base.getBinaryFast(key);
        return stored === undefined ? null : readHead(stored);
      });
      const isCurrent = writes.every(
        ({ head }, at) => (heads[at]?.version ?? 0) === head.version - 1,
      );
      if (!isCurrent) return CONFLICT;
      writes.forEach(({ base, key, head, stored, place }, at) => {
        void base.put(key, stored);
        if (place !== null) shardChanges.add(place, heads[at] ?? null, head);
      });
      return COMMITTED;
    });
    shardChanges.write();
    return results;
  }

  #baseOf(kind: DocumentKey['kind']): DocumentBase {
    return kind === 'year' ? this.#years : this.#chains;
  }
}

function storeKeyOf(key: DocumentKey): StoreKey {
  assertTenantId(key.tenantId);
  assertKeyPart('token', key.token);
  if (key.kind === 'chain') return [key.tenantId, key.token];
  return [key.tenantId, key.year, shardOf(key.token), key.token];
}

function assertChanges(changes: readonly DocumentChange[]): void {
  if (changes.length === 0 || changes.length > MAX_CHANGES_PER_COMMIT) {
    throw new InvalidRequestError(`a commit takes 1 to ${MAX_CHANGES_PER_COMMIT} documents`);
  }
  const names = new Set<string>();
  for (const { document } of changes) {
    if (document.tenantId !== changes[0]?.document.tenantId) {
      throw new InvalidRequestError('a commit is about one tenant');
    }
    if (!Number.isInteger(document.version) || document.version < 1) {
      throw new InvalidRequestError('the version of a document to write is 1 or more');
    }
    const name = document.kind === 'year' ? `${document.year} ${document.token}` : document.token;
    if (names.has(name)) throw new InvalidRequestError('a commit names a document twice');
    names.add(name);
  }
}

function yearDocumentOf(stored: Uint8Array): YearDocument {
  const document = unpackYear(stored);
  if (document === null) throw new StoreReadError('a shard holds a document of another kind');
  return document;
}
