// Part of the LedgerStore suite: shards, as publishing reads them, and the comparison with a model.

import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { YearDocument } from '../../lib/domain/ledger-document.js';
import {
  SHARD_COUNT,
  shardOf,
  type LedgerStore,
  type ShardState,
} from '../../lib/ports/ledger-store.js';
import {
  chainDocument,
  change,
  claimVersion,
  manyYears,
  nextTenant,
  yearDocument,
} from './ledger-documents.js';
import { LedgerModel, anyScript } from './ledger-model.js';
import { readAll } from './ledger-reads.js';

export function shardCases(store: () => LedgerStore): void {
  it('reads the year documents of a shard in token order, whole, and nothing else', async () => {
    const tenantId = nextTenant();
    const stored = Array.from({ length: 40 }, (_, at) => {
      const token = `k${(at * 7) % 40}_${at % 3 === 0 ? 'B' : 'a'}`;
      return yearDocument({ tenantId, token, ptSlpCents: at, versions: [claimVersion(at, 2)] });
    });
    const others = stored.flatMap(({ token }) => [
      yearDocument({ tenantId, token, year: 2025 }),
      yearDocument({ tenantId, token, year: 2027 }),
      chainDocument({ tenantId, token }),
    ]);
    await Promise.all([...stored, ...others].map((one) => store().commit([change(one)])));

    for (let shard = 0; shard < SHARD_COUNT; shard += 1) {
      const expected = stored
        .filter(({ token }) => shardOf(token) === shard)
        .sort((left, right) => (left.token < right.token ? -1 : 1))
        .map(({ kind: _kind, ...document }): YearDocument => document);
      expect(await readAll(store(), { tenantId, year: 2026, shard })).toEqual(expected);
    }
  });

  it('reads a shard of any size, and stops when the reader stops', async () => {
    const tenantId = nextTenant();
    const changes = manyYears(tenantId, 700, 3);
    await Promise.all(changes.map((one) => store().commit([one])));

    const read = await readAll(store(), { tenantId, year: 2026, shard: 3 });
    expect(read.map(({ token }) => token)).toEqual(
      changes.map(({ document }) => document.token).sort(),
    );
    for await (const document of store().readShard(tenantId, 2026, 3)) {
      expect(document.token).toBe(read[0]?.token);
      break;
    }
  });

  it('lists shards by year and shard with documents and cents', async () => {
    const tenantId = nextTenant();
    const [low, high] = [tokenInShard(2), tokenInShard(11)];
    for (const plan of [
      { token: high, year: 2026, ptSlpCents: 500, otCents: 7 },
      { token: low, year: 2026, ptSlpCents: 300 },
      { token: low, year: 2025, otCents: -20 },
      { token: `${low}`, year: 2026, version: 2, ptSlpCents: 250, otCents: 1 },
    ]) {
      await store().commit([change(yearDocument({ tenantId, ...plan }))]);
    }
    await store().commit([change(chainDocument({ tenantId, token: low }))]);

    const shards = await store().listShards(tenantId);

    expect(shards.map(({ state: _state, ...rest }) => rest)).toEqual([
      { year: 2025, shard: 2, documents: 1, cents: { PT_SLP: 0, OT: -20 } },
      { year: 2026, shard: 2, documents: 1, cents: { PT_SLP: 250, OT: 1 } },
      { year: 2026, shard: 11, documents: 1, cents: { PT_SLP: 500, OT: 7 } },
    ]);
  });

  it('changes the state of a shard with every write in it, and no other', async () => {
    const tenantId = nextTenant();
    const [here, there] = [tokenInShard(4), tokenInShard(5)];
    await store().commit([change(yearDocument({ tenantId, token: here }))]);
    await store().commit([change(yearDocument({ tenantId, token: there }))]);
    const seen = new Set<string>();
    const before = stateOf(await store().listShards(tenantId), 5);

    // The totals stay the same: the state must not depend on them.
    for (let version = 2; version < 8; version += 1) {
      await store().commit([change(yearDocument({ tenantId, token: here, version }))]);
      await store().commit([change(yearDocument({ tenantId, token: here, version }))]);
      await store().commit([
        change(chainDocument({ tenantId, token: there, version: version - 1 })),
      ]);
      seen.add(stateOf(await store().listShards(tenantId), 4));
      seen.add(stateOf(await store().listShards(tenantId), 4));
    }

    expect(seen.size).toBe(6);
    expect(stateOf(await store().listShards(tenantId), 5)).toBe(before);
  });

  it('agrees with a naive model on any script of commits', async () => {
    await fc.assert(
      fc.asyncProperty(anyScript(), async (script) => {
        const tenantId = nextTenant();
        const model = new LedgerModel(tenantId);
        for (const step of script) {
          const changes = model.changesOf(step);
          expect(await store().commit(changes)).toEqual(model.commit(changes));
        }

        const shards = await store().listShards(tenantId);
        expect(shards.map(({ state: _state, ...rest }) => rest)).toEqual(model.listShards());
        for (const { year, shard } of shards) {
          expect(await readAll(store(), { tenantId, year, shard })).toEqual(
            model.readShard(year, shard),
          );
        }
      }),
      { numRuns: 40 },
    );
  });
}

function tokenInShard(shard: number): string {
  for (let at = 0; ; at += 1) if (shardOf(`token${at}`) === shard) return `token${at}`;
}

function stateOf(shards: readonly ShardState[], shard: number): string {
  return shards.find((one) => one.shard === shard)?.state ?? 'absent';
}
