// What every ObjectStore must do. Each case uses a folder of its own in one shared store.

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ObjectStore, PutCondition } from '../../lib/ports/object-store.js';
import { bytes, nextFolder, textOf } from './object-bodies.js';
import { keyCases, listCases } from './object-key-cases.js';

export interface ObjectStoreHarness {
  readonly store: ObjectStore;
  close(): Promise<void>;
}

export function objectStoreSuite(open: () => Promise<ObjectStoreHarness>): void {
  let harness: ObjectStoreHarness;
  const store = (): ObjectStore => harness.store;
  beforeAll(async () => {
    harness = await open();
  });
  afterAll(() => harness.close());

  describe('put and get', () => bodyCases(store));
  describe('conditions', () => conditionCases(store));
  describe('a pointer', () => pointerCases(store));
  describe('list', () => listCases(store));
  describe('copy and remove', () => copyCases(store));
  describe('keys', () => keyCases(store));
}

function bodyCases(store: () => ObjectStore): void {
  it('gives back the body, null where there is none', async () => {
    const key = `${nextFolder()}a/b=c/part-00.parquet`;
    expect(await store().get(key)).toBeNull();

    const put = await store().put(key, bytes('one'));

    const stored = await store().get(key);
    expect(textOf(stored?.body)).toBe('one');
    expect(put).toEqual({ kind: 'stored', etag: stored?.etag });
  });

  it.each([0, 1, 70_000, 3_000_000])('keeps a body of %i bytes', async (size) => {
    const key = `${nextFolder()}body`;
    const body = Uint8Array.from({ length: size }, (_, at) => (at * 7) % 256);
    await store().put(key, body);
    const stored = await store().get(key);
    expect(Buffer.from(body).equals(Buffer.from(stored?.body ?? []))).toBe(true);
  });

  it('changes the etag with the body', async () => {
    const key = `${nextFolder()}body`;
    const etags: unknown[] = [];
    for (const text of ['one', 'two', 'two ']) {
      await store().put(key, bytes(text));
      const stored = await store().get(key);
      expect(textOf(stored?.body)).toBe(text);
      etags.push(stored?.etag);
    }
    expect(new Set(etags).size).toBe(3);
  });

  it('shows a reader one body or the other, never a part', async () => {
    const key = `${nextFolder()}body`;
    const bodies = [Buffer.alloc(400_000, 'a'), Buffer.alloc(700_000, 'b')];
    await store().put(key, bytes('first'));
    let isWriting = true;
    const writing = (async () => {
      for (let round = 0; round < 15; round += 1)
        await store().put(key, bodies[round % 2] ?? bytes(''));
      isWriting = false;
    })();
    let isWhole = true;
    while (isWriting) {
      const body = Buffer.from((await store().get(key))?.body ?? []);
      isWhole &&= body.toString() === 'first' || bodies.some((one) => one.equals(body));
    }
    await writing;
    expect(isWhole).toBe(true);
  });
}

function conditionCases(store: () => ObjectStore): void {
  type Named = 'none' | 'absent' | 'current' | 'former' | 'invented';
  it.each<{ stored: string | null; condition: Named; result: string; after: string | null }>([
    { stored: null, condition: 'none', result: 'stored', after: 'new' },
    { stored: null, condition: 'absent', result: 'stored', after: 'new' },
    { stored: null, condition: 'invented', result: 'condition_failed', after: null },
    { stored: 'old', condition: 'none', result: 'stored', after: 'new' },
    { stored: 'old', condition: 'absent', result: 'condition_failed', after: 'old' },
    { stored: 'old', condition: 'current', result: 'stored', after: 'new' },
    { stored: 'old', condition: 'former', result: 'condition_failed', after: 'old' },
    { stored: 'old', condition: 'invented', result: 'condition_failed', after: 'old' },
  ])('over $stored with condition $condition: $result', async (row) => {
    const key = `${nextFolder()}pointer`;
    const former = row.condition === 'former' ? await etagAfterPut(store(), key, 'former') : '';
    const current = row.stored === null ? '' : await etagAfterPut(store(), key, row.stored);
    const conditions: Record<Named, PutCondition | undefined> = {
      none: undefined,
      absent: { ifAbsent: true },
      current: { ifMatch: current },
      former: { ifMatch: former },
      invented: { ifMatch: '0123456789abcdef' },
    };

    const result = await store().put(key, bytes('new'), conditions[row.condition]);

    expect(result.kind).toBe(row.result);
    const stored = await store().get(key);
    expect(stored === null ? null : textOf(stored.body)).toBe(row.after);
  });

  it('matches again when a removed body comes back', async () => {
    const key = `${nextFolder()}pointer`;
    const etag = await etagAfterPut(store(), key, 'one');
    await store().remove(key);
    expect(await store().put(key, bytes('two'), { ifMatch: etag })).toEqual({
      kind: 'condition_failed',
    });
    await store().put(key, bytes('one'));
    expect(await store().put(key, bytes('two'), { ifMatch: etag })).toMatchObject({
      kind: 'stored',
    });
  });
}

function pointerCases(store: () => ObjectStore): void {
  it('is created by exactly one of 20 writers', async () => {
    const key = `${nextFolder()}pointer`;
    const names = Array.from({ length: 20 }, (_, at) => `writer ${at}`);

    const results = await Promise.all(
      names.map((name) => store().put(key, bytes(name), { ifAbsent: true })),
    );

    const winners = names.filter((_, at) => results[at]?.kind === 'stored');
    expect(winners).toHaveLength(1);
    expect(textOf((await store().get(key))?.body)).toBe(winners[0]);
  });

  it('is moved from one state by exactly one of 20 writers', async () => {
    const key = `${nextFolder()}pointer`;
    const etag = await etagAfterPut(store(), key, 'start');

    const results = await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        store().put(key, bytes(`next ${at}`), { ifMatch: etag }),
      ),
    );

    expect(results.filter(({ kind }) => kind === 'stored')).toHaveLength(1);
  });

  it('loses no step of 20 writers that reload and retry', async () => {
    const key = `${nextFolder()}pointer`;
    await store().put(key, bytes('0'));
    const step = async (): Promise<void> => {
      for (;;) {
        const stored = await store().get(key);
        const next = bytes(String(Number(textOf(stored?.body)) + 1));
        const result = await store().put(key, next, { ifMatch: stored?.etag ?? '' });
        if (result.kind === 'stored') return;
      }
    };

    await Promise.all(Array.from({ length: 20 }, step));

    expect(textOf((await store().get(key))?.body)).toBe('20');
  });
}

function copyCases(store: () => ObjectStore): void {
  it('copies an object, and neither follows the other afterwards', async () => {
    const folder = nextFolder();
    await store().put(`${folder}from`, bytes('one'));
    await store().copy(`${folder}from`, `${folder}deep/down/to`);
    await store().copy(`${folder}from`, `${folder}second`);
    await store().put(`${folder}from`, bytes('two'));
    await store().put(`${folder}second`, bytes('three'));

    expect(textOf((await store().get(`${folder}deep/down/to`))?.body)).toBe('one');
    await store().remove(`${folder}from`);
    expect(textOf((await store().get(`${folder}deep/down/to`))?.body)).toBe('one');
    expect(textOf((await store().get(`${folder}second`))?.body)).toBe('three');
  });

  it('copies over what is there, over the same content and onto itself', async () => {
    const folder = nextFolder();
    await store().put(`${folder}from`, bytes('one'));
    await store().put(`${folder}to`, bytes('other'));
    for (const target of ['to', 'to', 'from']) await store().copy(`${folder}from`, folder + target);

    expect(textOf((await store().get(`${folder}to`))?.body)).toBe('one');
    expect(await store().list(folder)).toEqual([`${folder}from`, `${folder}to`]);
  });

  it('refuses to copy what is absent, and leaves the target as it was', async () => {
    const folder = nextFolder();
    await store().put(`${folder}to`, bytes('kept'));
    await expect(store().copy(`${folder}from`, `${folder}to`)).rejects.toThrow();
    expect(textOf((await store().get(`${folder}to`))?.body)).toBe('kept');
  });

  it('removes an object once and does not mind when it is gone', async () => {
    const key = `${nextFolder()}a/b`;
    await store().put(key, bytes('one'));
    await store().remove(key);
    await store().remove(key);
    expect(await store().get(key)).toBeNull();
  });
}

async function etagAfterPut(store: ObjectStore, key: string, text: string): Promise<string> {
  const result = await store.put(key, bytes(text));
  return result.kind === 'stored' ? result.etag : '';
}
