// The AlertStore suite on LMDB, and on the store in memory that other tests use.

import { describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { mkdirSync } from 'node:fs';
import { LmdbAlertStore } from '../../../lib/adapters/embedded/lmdb-alert-store.js';
import { LmdbEnvironment } from '../../../lib/adapters/embedded/lmdb-environment.js';
import { alertStoreSuite } from '../../ports/alert-store.suite.js';
import { fakeAlertStore } from '../../support/fake-alert-store.js';
import { temporaryDirectory } from './temporary-directory.js';

const directory = temporaryDirectory();

function openEnvironment(name: string): LmdbEnvironment {
  const path = join(directory, name);
  mkdirSync(path);
  return LmdbEnvironment.open(path);
}

describe('LmdbAlertStore', () => {
  alertStoreSuite(async () => {
    const environment = openEnvironment('suite');
    const store = new LmdbAlertStore(environment);
    return { store, close: () => environment.close() };
  });

  it('still holds everything when it is opened again', async () => {
    const first = openEnvironment('again');
    const change = { partition: 'events', key: 'a', expected: 0, value: { n: 1 } };
    await new LmdbAlertStore(first).commit('t', [change]);
    await first.close();

    const second = LmdbEnvironment.open(join(directory, 'again'));
    const [record] = await new LmdbAlertStore(second).load('t', [change]);
    await second.close();

    expect(record).toEqual({ partition: 'events', key: 'a', revision: 1, value: { n: 1 } });
  });

  it.each([
    ['', 'events', 'a'],
    ['t', 'ev ents', 'a'],
    ['t', 'events', ''],
  ])('refuses the place %j %j %j', async (tenantId, partition, key) => {
    const environment = openEnvironment(`refuse-${tenantId}${key}${partition.length}`);
    const store = new LmdbAlertStore(environment);

    await expect(store.load(tenantId, [{ partition, key }])).rejects.toMatchObject({
      name: 'InvalidRequestError',
    });
    await environment.close();
  });
});

describe('fakeAlertStore', () => {
  alertStoreSuite(async () => ({ store: fakeAlertStore(), close: () => Promise.resolve() }));
});
