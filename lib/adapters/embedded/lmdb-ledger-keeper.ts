// LedgerKeeper on LMDB: puts and removals in one transaction with the shards that they change.
// Works beside LmdbLedgerStore on the same databases; what was removed stays on freed pages until
// the store is rebuilt (rebuild-store).

import type { Database } from 'lmdb';
import type { DocumentRemoval, LedgerKeeper, Replacement } from '../../ports/ledger-keeper.js';
import { shardOf, type CommitResult, type DocumentKey } from '../../ports/ledger-store.js';
import { InvalidRequestError } from './errors.js';
import { GroupWriter } from './group-writer.js';
import { assertKeyPart, assertTenantId } from './key-part.js';
import type { LmdbEnvironment, StoreKey } from './lmdb-environment.js';
import { ShardIndex, type ShardPlace } from './shard-index.js';
import { headOf, packStored, readHead, type DocumentHead } from './stored-document.js';

type DocumentBase = Database<Uint8Array, StoreKey>;

interface Write {
  readonly base: DocumentBase;
  readonly key: StoreKey;
  readonly place: ShardPlace | null;
  readonly expectedVersion: number;
  /** Null on a removal. */
  readonly after: { readonly head: DocumentHead; readonly stored: Uint8Array } | null;
}

export class LmdbLedgerKeeper implements LedgerKeeper {
  readonly #years: DocumentBase;
  readonly #chains: DocumentBase;
  readonly #shards: ShardIndex;
  readonly #writer: GroupWriter<readonly Write[], CommitResult>;

  constructor(environment: LmdbEnvironment) {
    this.#years = environment.database<Uint8Array>('years', 'binary');
    this.#chains = environment.database<Uint8Array>('chains', 'binary');
    this.#shards = new ShardIndex(environment);
    this.#writer = new GroupWriter(environment, (all) => all.map((one) => this.#apply(one)));
  }

  async replace({ puts, removals }: Replacement): Promise<CommitResult> {
    const writes = [
      ...puts.map(({ document }): Write => {
        const after = { head: headOf(document), stored: packStored(document) };
        return { ...this.#placed(document), expectedVersion: document.version - 1, after };
      }),
      ...removals.map((removal) => this.#removal(removal)),
    ];
    assertApart(writes);
    const bytes = writes.reduce((sum, { after }) => sum + (after?.stored.byteLength ?? 0), 0);
    return this.#writer.submit(writes, bytes);
  }

  #removal({ key, version }: DocumentRemoval): Write {
    if (!Number.isInteger(version) || version < 1) {
      throw new InvalidRequestError('the version of a document to remove is 1 or more');
    }
    return { ...this.#placed(key), expectedVersion: version, after: null };
  }

  #placed(key: DocumentKey): Pick<Write, 'base' | 'key' | 'place'> {
    const { tenantId, token } = key;
    assertTenantId(tenantId);
    assertKeyPart('token', token);
    if (key.kind === 'chain') return { base: this.#chains, key: [tenantId, token], place: null };
    const place = { tenantId, year: key.year, shard: shardOf(token) };
    return { base: this.#years, key: [tenantId, key.year, place.shard, token], place };
  }

  /** Inside the transaction: what is read here stays true. */
  #apply(writes: readonly Write[]): CommitResult {
    const heads = writes.map(({ base, key }) => {
      const stored = base.getBinaryFast(key);
      return stored === undefined ? null : readHead(stored);
    });
    const isCurrent = writes.every(
      ({ expectedVersion }, at) => (heads[at]?.version ?? 0) === expectedVersion,
    );
    if (!isCurrent) return { kind: 'conflict' };
    const shards = this.#shards.begin();
    writes.forEach(({ base, key, place, after }, at) => {
      if (after === null) void base.remove(key);
      else void base.put(key, after.stored);
      if (place !== null) shards.add(place, heads[at] ?? null, after?.head ?? null);
    });
    shards.write();
    return { kind: 'committed' };
  }
}

function assertApart(writes: readonly Write[]): void {
  const tenants = new Set(writes.map(({ key }) => key[0]));
  const names = new Set(writes.map(({ key }) => JSON.stringify(key)));
  if (tenants.size !== 1) throw new InvalidRequestError('a replacement is about one tenant');
  if (names.size < writes.length) {
    throw new InvalidRequestError('a replacement names a document twice');
  }
}
