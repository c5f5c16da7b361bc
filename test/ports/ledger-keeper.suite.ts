// What every LedgerKeeper must do, told by the LedgerStore beside it. Each case has its own tenant.

import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { LedgerKeeper } from '../../lib/ports/ledger-keeper.js';
import {
  shardOf,
  type DocumentChange,
  type DocumentKey,
  type LedgerStore,
} from '../../lib/ports/ledger-store.js';
import { chainDocument, yearDocument } from './ledger-documents.js';

export interface LedgerKeeperHarness {
  readonly keeper: LedgerKeeper;
  readonly ledger: LedgerStore;
  close(): Promise<void>;
}

let tenants = 0;

function nextTenant(): string {
  tenants += 1;
  return `keeper-${tenants}`;
}

function year(tenantId: string, token: string): DocumentChange {
  return { document: yearDocument({ tenantId, token, ptSlpCents: 1_000, otCents: 20 }) };
}

function chain(tenantId: string, token: string, version = 1): DocumentChange {
  return { document: chainDocument({ tenantId, token, version }) };
}

function yearKey(tenantId: string, token: string): DocumentKey {
  return { kind: 'year', tenantId, token, year: 2026 };
}

function chainKey(tenantId: string, token: string): DocumentKey {
  return { kind: 'chain', tenantId, token };
}

function tokensOfOneShard(count: number): readonly string[] {
  const tokens = Array.from({ length: 500 }, (_, at) => `k1_${at}`);
  return tokens.filter((token) => shardOf(token) === 3).slice(0, count);
}

export function ledgerKeeperSuite(open: () => Promise<LedgerKeeperHarness>): void {
  let harness: LedgerKeeperHarness;
  beforeAll(async () => {
    harness = await open();
  });
  afterAll(() => harness.close());

  const stored = async (keys: readonly DocumentKey[]): Promise<readonly (number | null)[]> => {
    const documents = await harness.ledger.load(keys);
    return documents.map((document) => document?.version ?? null);
  };

  it('puts and removes in one step', async () => {
    const tenantId = nextTenant();
    await harness.ledger.commit([year(tenantId, 'k1_a'), chain(tenantId, 'k1_a')]);

    const done = await harness.keeper.replace({
      puts: [year(tenantId, 'k2_a'), chain(tenantId, 'k2_a'), chain(tenantId, 'k1_a', 2)],
      removals: [{ key: yearKey(tenantId, 'k1_a'), version: 1 }],
    });

    expect(done).toEqual({ kind: 'committed' });
    expect(
      await stored([
        yearKey(tenantId, 'k1_a'),
        chainKey(tenantId, 'k1_a'),
        yearKey(tenantId, 'k2_a'),
        chainKey(tenantId, 'k2_a'),
      ]),
    ).toEqual([null, 2, 1, 1]);
  });

  it.each([
    ['a removal of another version', 2, 1],
    ['a put of another version', 1, 3],
  ])('does nothing for %s', async (_what, removed, put) => {
    const tenantId = nextTenant();
    await harness.ledger.commit([year(tenantId, 'k1_a'), chain(tenantId, 'k1_a')]);

    const done = await harness.keeper.replace({
      puts: [chain(tenantId, 'k1_b', put)],
      removals: [{ key: yearKey(tenantId, 'k1_a'), version: removed }],
    });

    expect(done).toEqual({ kind: 'conflict' });
    expect(await stored([yearKey(tenantId, 'k1_a'), chainKey(tenantId, 'k1_b')])).toEqual([
      1,
      null,
    ]);
  });

  it('conflicts where there is nothing to remove', async () => {
    const tenantId = nextTenant();
    const removals = [{ key: chainKey(tenantId, 'k1_a'), version: 1 }];
    expect(await harness.keeper.replace({ puts: [], removals })).toEqual({ kind: 'conflict' });
  });

  it('leaves shards that add up, and none that is empty', async () => {
    const tenantId = nextTenant();
    const tokens = ['k1_a', 'k1_b', 'k1_c'];
    await harness.ledger.commit(tokens.map((token) => year(tenantId, token)));
    const sums = async () => {
      const shards = await harness.ledger.listShards(tenantId);
      expect(shards.every(({ documents }) => documents > 0)).toBe(true);
      return shards.reduce(
        (sum, { documents, cents }) => {
          return [sum[0] + documents, sum[1] + cents.PT_SLP, sum[2] + cents.OT] as const;
        },
        [0, 0, 0] as readonly [number, number, number],
      );
    };
    expect(await sums()).toEqual([3, 3_000, 60]);

    await harness.keeper.replace({
      puts: [],
      removals: [{ key: yearKey(tenantId, 'k1_b'), version: 1 }],
    });
    expect(await sums()).toEqual([2, 2_000, 40]);

    const removals = ['k1_a', 'k1_c'].map((token) => ({
      key: yearKey(tenantId, token),
      version: 1,
    }));
    await harness.keeper.replace({ puts: [], removals });
    expect(await harness.ledger.listShards(tenantId)).toEqual([]);
  });

  it('changes the state of a shard that loses a document', async () => {
    const tenantId = nextTenant();
    const [token = '', ...others] = tokensOfOneShard(3);
    await harness.ledger.commit([token, ...others].map((each) => year(tenantId, each)));
    const [before] = await harness.ledger.listShards(tenantId);

    const removals = [{ key: yearKey(tenantId, token), version: 1 }];
    await harness.keeper.replace({ puts: [], removals });

    const after = await harness.ledger.listShards(tenantId);
    expect(after).toMatchObject([{ shard: before?.shard, documents: 2 }]);
    expect(after[0]?.state).not.toBe(before?.state);
  });

  it('can be put again from the beginning after a removal', async () => {
    const tenantId = nextTenant();
    await harness.ledger.commit([chain(tenantId, 'k1_a')]);
    const removals = [{ key: chainKey(tenantId, 'k1_a'), version: 1 }];
    await harness.keeper.replace({ puts: [], removals });

    expect(await harness.ledger.commit([chain(tenantId, 'k1_a')])).toEqual({ kind: 'committed' });
  });

  it('refuses a document named twice, and two tenants', async () => {
    const [one, two] = [nextTenant(), nextTenant()];
    const twice = [chain(one, 'k1_a'), chain(one, 'k1_a')];
    const apart = [chain(one, 'k1_a'), chain(two, 'k1_a')];
    for (const puts of [twice, apart]) {
      await expect(harness.keeper.replace({ puts, removals: [] })).rejects.toMatchObject({
        name: 'InvalidRequestError',
      });
    }
  });
}
