// What every LedgerStore must do. Each case uses a tenant of its own in one shared store.

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MAX_CHANGES_PER_COMMIT, shardOf, type LedgerStore } from '../../lib/ports/ledger-store.js';
import {
  chainDocument,
  change,
  claimVersion,
  manyYears,
  nextTenant,
  yearDocument,
} from './ledger-documents.js';
import { loadAll, loadYear, readAll } from './ledger-reads.js';
import { shardCases } from './ledger-shard-cases.js';

export interface LedgerStoreHarness {
  readonly store: LedgerStore;
  close(): Promise<void>;
}

export function ledgerStoreSuite(open: () => Promise<LedgerStoreHarness>): void {
  let harness: LedgerStoreHarness;
  const store = (): LedgerStore => harness.store;
  beforeAll(async () => {
    harness = await open();
  });
  afterAll(() => harness.close());

  describe('load and commit', () => documentCases(store));
  describe('versions', () => versionCases(store));
  describe('concurrent commits', () => concurrencyCases(store));
  describe('tenants', () => tenantCases(store));
  describe('shards', () => shardCases(store));
}

function documentCases(store: () => LedgerStore): void {
  it('answers in the order of the keys, null where nothing is stored', async () => {
    const tenantId = nextTenant();
    const year = yearDocument({ tenantId, token: 't1' });
    const chain = chainDocument({ tenantId, token: 't1' });
    await store().commit([change(chain), change(year)]);

    const loaded = await store().load([
      { kind: 'year', tenantId, token: 't1', year: 2025 },
      { kind: 'year', tenantId, token: 't1', year: 2026 },
      { kind: 'chain', tenantId, token: 't2' },
      { kind: 'chain', tenantId, token: 't1' },
      { kind: 'year', tenantId, token: 't1', year: 2026 },
    ]);

    expect(loaded).toEqual([null, year, null, chain, year]);
    expect(await store().load([])).toEqual([]);
  });

  it.each([
    { lines: 0, claims: 1 },
    { lines: 1, claims: 1 },
    { lines: 3, claims: 11 },
    { lines: 5, claims: 1000 },
  ])('keeps $claims claims of $lines lines as they were given', async ({ lines, claims }) => {
    const tenantId = nextTenant();
    const versions = Array.from({ length: claims }, (_, at) => claimVersion(at, lines));
    const document = yearDocument({ tenantId, versions, ptSlpCents: -5, otCents: 123_456_789_012 });

    const result = await store().commit([change(document)]);

    expect(result).toEqual({ kind: 'committed' });
    expect(await loadYear(store(), document)).toEqual(document);
  });

  it('writes all of the most documents that a commit takes', async () => {
    const changes = manyYears(nextTenant(), MAX_CHANGES_PER_COMMIT);

    expect(await store().commit(changes)).toEqual({ kind: 'committed' });
    expect(await loadAll(store(), changes)).toEqual(changes.map(({ document }) => document));
  });

  it.each([
    { fault: 'no document', changes: () => [] },
    { fault: 'too many documents', changes: () => manyYears('x', MAX_CHANGES_PER_COMMIT + 1) },
    { fault: 'two tenants', changes: () => [...manyYears('x', 1), ...manyYears('y', 1)] },
    { fault: 'a document twice', changes: () => [...manyYears('x', 1), ...manyYears('x', 1)] },
    { fault: 'version 0', changes: () => [change(yearDocument({ tenantId: 'x', version: 0 }))] },
    { fault: 'no token', changes: () => [change(yearDocument({ tenantId: 'x', token: '' }))] },
    { fault: 'no tenant', changes: () => [change(yearDocument({ tenantId: '' }))] },
  ])('refuses a commit with $fault and writes nothing', async ({ changes }) => {
    await expect(store().commit(changes())).rejects.toThrow();
    expect(await store().listShards('x')).toEqual([]);
  });
}

function versionCases(store: () => LedgerStore): void {
  it.each([
    { stored: 0, offered: 1, result: 'committed' },
    { stored: 0, offered: 2, result: 'conflict' },
    { stored: 1, offered: 1, result: 'conflict' },
    { stored: 1, offered: 2, result: 'committed' },
    { stored: 1, offered: 3, result: 'conflict' },
    { stored: 3, offered: 2, result: 'conflict' },
    { stored: 3, offered: 4, result: 'committed' },
  ])('version $offered over stored $stored: $result', async ({ stored, offered, result }) => {
    const tenantId = nextTenant();
    for (let version = 1; version <= stored; version += 1) {
      await store().commit([change(chainDocument({ tenantId, version, years: [version] }))]);
    }

    const offer = chainDocument({ tenantId, version: offered, years: [9999] });
    expect(await store().commit([change(offer)])).toEqual({ kind: result });

    const [after] = await store().load([{ kind: 'chain', tenantId, token: offer.token }]);
    const kept =
      stored === 0 ? null : chainDocument({ tenantId, version: stored, years: [stored] });
    expect(after).toEqual(result === 'committed' ? offer : kept);
  });

  it.each([0, 12, MAX_CHANGES_PER_COMMIT - 1])(
    'writes none of the documents when number %i is out of date',
    async (stale) => {
      const tenantId = nextTenant();
      const first = manyYears(tenantId, MAX_CHANGES_PER_COMMIT);
      await store().commit(first.slice(stale, stale + 1));
      const before = await store().listShards(tenantId);

      expect(await store().commit(first)).toEqual({ kind: 'conflict' });

      const loaded = await loadAll(store(), first);
      expect(loaded.filter((document) => document !== null)).toEqual([first[stale]?.document]);
      expect(await store().listShards(tenantId)).toEqual(before);
    },
  );

  it('takes the same commit once: a repetition is a conflict and changes nothing', async () => {
    const tenantId = nextTenant();
    const changes = manyYears(tenantId, 3);
    await store().commit(changes);
    const shards = await store().listShards(tenantId);

    expect(await store().commit(changes)).toEqual({ kind: 'conflict' });
    expect(await loadAll(store(), changes)).toEqual(changes.map(({ document }) => document));
    expect(await store().listShards(tenantId)).toEqual(shards);
  });
}

function concurrencyCases(store: () => LedgerStore): void {
  it('lets exactly one of many writers of a document win', async () => {
    const tenantId = nextTenant();
    const offers = Array.from({ length: 20 }, (_, at) => yearDocument({ tenantId, otCents: at }));

    const results = await Promise.all(offers.map((offer) => store().commit([change(offer)])));

    const winners = offers.filter((_, at) => results[at]?.kind === 'committed');
    expect(winners).toHaveLength(1);
    expect(await loadYear(store(), yearDocument({ tenantId }))).toEqual(winners[0]);
  });

  it('lets exactly one of many win where commits overlap in one document', async () => {
    const tenantId = nextTenant();
    const shared = chainDocument({ tenantId, token: 'shared' });
    const offers = Array.from({ length: 10 }, (_, at) => {
      return [change(yearDocument({ tenantId, token: `own${at}` })), change(shared)];
    });

    const results = await Promise.all(offers.map((offer) => store().commit(offer)));

    expect(results.filter(({ kind }) => kind === 'committed')).toHaveLength(1);
    const own = await loadAll(
      store(),
      offers.flat().filter(({ document }) => document !== shared),
    );
    expect(own.map((document) => document !== null)).toEqual(
      results.map(({ kind }) => kind === 'committed'),
    );
  });

  it('loses no update when writers reload and retry', async () => {
    const tenantId = nextTenant();
    const addOne = async (): Promise<void> => {
      for (;;) {
        const stored = await loadYear(store(), yearDocument({ tenantId }));
        const next = yearDocument({
          tenantId,
          version: (stored?.version ?? 0) + 1,
          otCents: (stored?.totals.OT ?? 0) + 1,
        });
        if ((await store().commit([change(next)])).kind === 'committed') return;
      }
    };

    await Promise.all(Array.from({ length: 12 }, addOne));

    const document = await loadYear(store(), yearDocument({ tenantId }));
    expect(document).toEqual(yearDocument({ tenantId, version: 12, otCents: 12 }));
  });

  it('stores every one of many independent commits', async () => {
    const changes = manyYears(nextTenant(), 500);

    const results = await Promise.all(changes.map((one) => store().commit([one])));

    expect(results.every(({ kind }) => kind === 'committed')).toBe(true);
    expect(await loadAll(store(), changes)).toEqual(changes.map(({ document }) => document));
  });
}

function tenantCases(store: () => LedgerStore): void {
  it('keeps tenants apart, also where one name begins with the other', async () => {
    const [one, two] = [nextTenant(), nextTenant()];
    const names = [one, `${one}0`, two];
    for (const [at, tenantId] of names.entries()) {
      await store().commit([change(yearDocument({ tenantId, token: 'same', otCents: at + 1 }))]);
    }

    for (const [at, tenantId] of names.entries()) {
      const document = yearDocument({ tenantId, token: 'same', otCents: at + 1 });
      expect(await loadYear(store(), document)).toEqual(document);
      const shards = await store().listShards(tenantId);
      expect(shards.map(({ documents, cents }) => [documents, cents.OT])).toEqual([[1, at + 1]]);
      const read = await readAll(store(), {
        tenantId,
        year: 2026,
        shard: shardOf('same'),
      });
      expect(read.map((year) => year.tenantId)).toEqual([tenantId]);
    }
    expect(await store().listShards(`${one}00`)).toEqual([]);
  });
}
