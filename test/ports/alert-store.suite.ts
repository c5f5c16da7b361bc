// What every AlertStore must do. Each case uses a tenant of its own in one shared store.

import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { AlertChange, AlertStore } from '../../lib/ports/alert-store.js';

export interface AlertStoreHarness {
  readonly store: AlertStore;
  close(): Promise<void>;
}

let tenants = 0;

function nextTenant(): string {
  tenants += 1;
  return `alerts-${tenants}`;
}

function put(key: string, facts: Partial<AlertChange> = {}): AlertChange {
  return { partition: 'events', key, expected: 0, value: { of: key }, ...facts };
}

export function alertStoreSuite(open: () => Promise<AlertStoreHarness>): void {
  let harness: AlertStoreHarness;
  const store = (): AlertStore => harness.store;
  beforeAll(async () => {
    harness = await open();
  });
  afterAll(() => harness.close());

  async function keysOf(
    tenantId: string,
    partition: string,
    order?: 'oldest_first' | 'newest_first',
  ): Promise<readonly string[]> {
    const keys: string[] = [];
    for await (const { key } of store().list(tenantId, partition, order)) keys.push(key);
    return keys;
  }

  it('knows nothing at first', async () => {
    const tenantId = nextTenant();

    expect(await store().load(tenantId, [{ partition: 'events', key: 'a' }])).toEqual([null]);
    expect(await keysOf(tenantId, 'events')).toEqual([]);
  });

  it('gives records in the order of the keys asked for, each with its revision', async () => {
    const tenantId = nextTenant();
    await store().commit(tenantId, [put('a'), put('b', { value: [1, null, 'x\u00e9'] })]);
    await store().commit(tenantId, [put('a', { expected: 1, value: { of: 'a', again: true } })]);

    const found = await store().load(tenantId, [
      { partition: 'events', key: 'b' },
      { partition: 'held', key: 'a' },
      { partition: 'events', key: 'a' },
    ]);

    expect(found).toEqual([
      { partition: 'events', key: 'b', revision: 1, value: [1, null, 'x\u00e9'] },
      null,
      { partition: 'events', key: 'a', revision: 2, value: { of: 'a', again: true } },
    ]);
  });

  it.each([
    ['a record that is there already', [put('new'), put('a')]],
    ['a record that is not there', [put('new'), put('b', { expected: 1 })]],
    ['a record that has moved on', [put('new'), put('a', { expected: 2 })]],
    ['removing what is not there', [put('new'), put('b', { expected: 1, value: null })]],
    ['removing what has moved on', [put('new'), put('a', { expected: 3, value: null })]],
  ])('writes nothing at all over %s', async (_what, changes) => {
    const tenantId = nextTenant();
    await store().commit(tenantId, [put('a')]);

    expect(await store().commit(tenantId, changes)).toBe('conflict');

    expect(await keysOf(tenantId, 'events')).toEqual(['a']);
  });

  it('moves a record from one partition to another in one commit', async () => {
    const tenantId = nextTenant();
    await store().commit(tenantId, [put('a', { partition: 'pending/e' })]);

    const result = await store().commit(tenantId, [
      put('a', { partition: 'pending/e', expected: 1, value: null }),
      put('a', { partition: 'delivered/e' }),
    ]);

    expect(result).toBe('committed');
    expect(await keysOf(tenantId, 'pending/e')).toEqual([]);
    expect(await keysOf(tenantId, 'delivered/e')).toEqual(['a']);
  });

  it('begins again at revision 1 after a removal', async () => {
    const tenantId = nextTenant();
    await store().commit(tenantId, [put('a')]);
    await store().commit(tenantId, [put('a', { expected: 1, value: null })]);
    await store().commit(tenantId, [put('a')]);

    const [record] = await store().load(tenantId, [{ partition: 'events', key: 'a' }]);
    expect(record?.revision).toBe(1);
  });

  it('lists many records of a partition in either order, and of no other', async () => {
    const tenantId = nextTenant();
    const keys = Array.from({ length: 300 }, (_, at) => `k${String(at).padStart(4, '0')}`);
    for (let at = 0; at < keys.length; at += 100) {
      await store().commit(
        tenantId,
        keys
          .slice(at, at + 100)
          .reverse()
          .map((key) => put(key)),
      );
    }
    await store().commit(tenantId, [put('x', { partition: 'event' })]);
    await store().commit(tenantId, [put('y', { partition: 'events/e' })]);

    expect(await keysOf(tenantId, 'events')).toEqual(keys);
    expect(await keysOf(tenantId, 'events', 'newest_first')).toEqual([...keys].reverse());
  });

  it('lets a reader stop in the middle, and others write meanwhile', async () => {
    const tenantId = nextTenant();
    await store().commit(tenantId, [put('a'), put('b'), put('c')]);
    const seen: string[] = [];

    for await (const { key } of store().list(tenantId, 'events')) {
      seen.push(key);
      await store().commit(tenantId, [put(`${key}-more`, { partition: 'held' })]);
      if (key === 'b') break;
    }

    expect(seen).toEqual(['a', 'b']);
    expect(await keysOf(tenantId, 'held')).toEqual(['a-more', 'b-more']);
  });

  it('lets one of many writers win', async () => {
    const tenantId = nextTenant();
    const results = await Promise.all(
      Array.from({ length: 10 }, (_, at) => store().commit(tenantId, [put('a', { value: at })])),
    );

    expect(results.filter((each) => each === 'committed')).toHaveLength(1);
  });

  it('keeps tenants apart, also where one name begins with the other', async () => {
    const one = nextTenant();
    await store().commit(`${one}0`, [put('theirs')]);
    await store().commit(one, [put('mine')]);

    expect(await keysOf(one, 'events')).toEqual(['mine']);
    expect(await keysOf(`${one}0`, 'events')).toEqual(['theirs']);
  });

  it('refuses an empty commit, and a record named twice', async () => {
    const tenantId = nextTenant();

    await expect(store().commit(tenantId, [])).rejects.toThrow();
    await expect(store().commit(tenantId, [put('a'), put('a')])).rejects.toThrow('twice');
  });
}
