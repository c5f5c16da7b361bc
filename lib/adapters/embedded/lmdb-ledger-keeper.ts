// LedgerKeeper on LMDB: puts and removals in one transaction with the shards that they change.
// Works beside LmdbLedgerStore on the same databases; what was removed stays on freed pages until
// the store is rebuilt (rebuild-store).

import type { Database } from 'lmdb';
import { randomBytes } from 'node:crypto';
import { subtractCents } from '../../domain/money.js';
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

/** As the shard index keeps it. */
interface ShardRow {
  readonly documents: number;
  readonly cents: DocumentHead['cents'];
  readonly writes: number;
  readonly state: string;
}

export class LmdbLedgerKeeper implements LedgerKeeper {
  readonly #years: DocumentBase;
  readonly #chains: DocumentBase;
  readonly #shards: ShardIndex;
  readonly #shardRows: Database<ShardRow, StoreKey>;
  readonly #writer: GroupWriter<readonly Write[], CommitResult>;

  constructor(environment: LmdbEnvironment) {
    this.#years = environment.database<Uint8Array>('years', 'binary');
    this.#chains = environment.database<Uint8Array>('chains', 'binary');
    this.#shards = new ShardIndex(environment);
    this.#shardRows = environment.database<ShardRow>('shards', 'msgpack');
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
    const added = this.#shards.begin();
    writes.forEach(({ base, key, place, after }, at) => {
      const before = heads[at] ?? null;
      if (after === null) {
        void base.remove(key);
        return;
      }
      void base.put(key, after.stored);
      if (place !== null) added.add(place, before, after.head);
    });
    added.write();
    writes.forEach(({ place, after }, at) => {
      const before = heads[at];
      if (after === null && place !== null && before) this.#takeFrom(place, before);
    });
    return { kind: 'committed' };
  }

  #takeFrom({ tenantId, year, shard }: ShardPlace, head: DocumentHead): void {
    const key: StoreKey = [tenantId, year, shard];
    const row = this.#shardRows.get(key);
    if (row === undefined) throw new Error('a stored document without its shard');
    if (row.documents === 1) {
      void this.#shardRows.remove(key);
      return;
    }
    const writes = row.writes + 1;
    void this.#shardRows.put(key, {
      documents: row.documents - 1,
      cents: {
        PT_SLP: subtractCents(row.cents.PT_SLP, head.cents.PT_SLP),
        OT: subtractCents(row.cents.OT, head.cents.OT),
      },
      writes,
      state: `${writes}.${randomBytes(8).toString('base64url')}`,
    });
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
