// Part of the ObjectStore suite: listing, and which keys there may be.

import { expect, it } from '@jest/globals';
import type { ObjectStore } from '../../lib/ports/object-store.js';
import { bytes, nextFolder, textOf } from './object-bodies.js';

export function listCases(store: () => ObjectStore): void {
  it('gives the keys under a prefix in byte order', async () => {
    const folder = nextFolder();
    const names = [
      'b',
      'a/z',
      'a-1',
      'B',
      'a/b/c',
      'a=1/x',
      'a10',
      'a9',
      'ab',
      'a/b=2',
      '_',
      'a.b',
    ];
    for (const name of names) await store().put(folder + name, bytes(name));
    const sorted = names.sort((left, right) =>
      Buffer.compare(Buffer.from(left), Buffer.from(right)),
    );

    const under = async (prefix: string): Promise<readonly string[]> => {
      return (await store().list(folder + prefix)).map((key) => key.slice(folder.length));
    };

    expect(await under('')).toEqual(sorted);
    for (const prefix of ['a', 'a/', 'a/b', 'a/b/', 'a=', 'a1', 'B', 'zz', 'a/b/c/d']) {
      expect(await under(prefix)).toEqual(sorted.filter((name) => name.startsWith(prefix)));
    }
  });

  it('keeps tenants apart, also where one name begins with the other', async () => {
    for (const tenant of ['list', 'list2', 'list-x']) {
      await store().put(`tenant=${tenant}/a`, bytes(tenant));
    }
    expect(await store().list('tenant=list/')).toEqual(['tenant=list/a']);
    expect(await store().list('tenant=nobody/')).toEqual([]);
    expect(textOf((await store().get('tenant=list2/a'))?.body)).toBe('list2');
  });

  it('forgets what is removed', async () => {
    const folder = nextFolder();
    await store().put(`${folder}a`, bytes('a'));
    await store().put(`${folder}b/c`, bytes('c'));
    await store().remove(`${folder}b/c`);
    expect(await store().list(folder)).toEqual([`${folder}a`]);
  });
}

export function keyCases(store: () => ObjectStore): void {
  it.each([
    '',
    'a',
    'a/b',
    '/tenant=a/b',
    'tenant=/b',
    'tenant=a',
    'tenant=a/',
    'tenant=a//b',
    'tenant=a/b/',
    'tenant=a/./b',
    'tenant=a/../b',
    'tenant=a/../../b',
    '../tenant=a/b',
    'tenant=../b',
    'tenant=a/.hidden',
    'tenant=a/b\\c',
    'tenant=a/b\0',
    'tenant=a/b c',
    'tenant=a/é',
    `tenant=a/${'x'.repeat(2000)}`,
  ])('%j is refused everywhere', async (key) => {
    await expect(store().put(key, bytes('x'))).rejects.toThrow();
    await expect(store().get(key)).rejects.toThrow();
    await expect(store().copy(key, 'tenant=a/to')).rejects.toThrow();
    await expect(store().copy('tenant=suite/absent', key)).rejects.toThrow();
    await expect(store().remove(key)).rejects.toThrow();
  });

  it.each(['', 't', 'tenant=', 'tenant=a', 'tenant=a/../b', '/', 'tenant=a/.'])(
    'prefix %j, which reaches beyond a tenant, is refused',
    async (prefix) => {
      await expect(store().list(prefix)).rejects.toThrow();
    },
  );
}
