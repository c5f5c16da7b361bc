// The ObjectStore suite on the file system, and what only files can show.

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StoreWriteError } from '../../../lib/adapters/embedded/errors.js';
import { FileObjectStore } from '../../../lib/adapters/embedded/file-object-store.js';
import {
  openWorkspace,
  type EmbeddedWorkspace,
} from '../../../lib/adapters/embedded/open-workspace.js';
import { objectStoreSuite } from '../../ports/object-store.suite.js';
import { temporaryDirectory } from './temporary-directory.js';

const BODY = new TextEncoder().encode('body');

describe('FileObjectStore', () => {
  const directory = temporaryDirectory();
  let workspace: EmbeddedWorkspace;
  beforeAll(async () => {
    workspace = await openWorkspace({ directory: join(directory, 'files') });
  });
  afterAll(() => workspace.close());

  objectStoreSuite(async () => {
    const own = await openWorkspace({ directory: join(directory, 'suite') });
    return { store: own.objects, close: () => own.close() };
  });

  it('tells engines where an object lies', async () => {
    await workspace.objects.put('tenant=a/lake/part-00.parquet', BODY);
    const path = workspace.objects.pathOf('tenant=a/lake/part-00.parquet');
    expect(readFileSync(path, 'utf8')).toBe('body');
    expect(() => workspace.objects.pathOf('tenant=a/../x')).toThrow('object key');
  });

  it('keeps objects for the owner alone', async () => {
    await workspace.objects.put('tenant=a/private/object', BODY);
    const path = workspace.objects.pathOf('tenant=a/private/object');
    expect(statSync(path).mode & 0o077).toBe(0);
    expect(statSync(join(path, '..')).mode & 0o077).toBe(0);
  });

  it('copies by a hard link', async () => {
    await workspace.objects.put('tenant=a/link/from', BODY);
    await workspace.objects.copy('tenant=a/link/from', 'tenant=a/link/to');
    const inodes = ['from', 'to'].map((name) => {
      return statSync(workspace.objects.pathOf(`tenant=a/link/${name}`)).ino;
    });
    expect(inodes[0]).toBe(inodes[1]);
  });

  it('leaves no unfinished body behind, whatever became of the put', async () => {
    const { objects } = workspace;
    await objects.put('tenant=a/clean/x', BODY);
    await objects.put('tenant=a/clean/x', BODY, { ifAbsent: true });
    await objects.put('tenant=a/clean/x', BODY, { ifMatch: 'no' });
    await objects.copy('tenant=a/clean/x', 'tenant=a/clean/y');
    await objects.copy('tenant=a/clean/x', 'tenant=a/clean/y');
    await expect(objects.put('tenant=a/clean', BODY)).rejects.toMatchObject({
      name: 'ObjectStoreError',
      retryable: false,
    });
    expect(readdirSync(join(directory, 'files', 'objects', '.incoming'))).toEqual([]);
  });

  it('changes nothing while it does not hold the lock of the workspace', async () => {
    const path = join(directory, 'locked');
    let isLocked = false;
    const exclusive = async <Answer>(action: () => Answer): Promise<Answer> => {
      if (isLocked) throw new StoreWriteError('no lock');
      return action();
    };
    const objects = new FileObjectStore({ directory: path, exclusive });
    await objects.prepare();
    await objects.put('tenant=a/kept', BODY);
    isLocked = true;

    await expect(objects.put('tenant=a/new', BODY)).rejects.toThrow('no lock');
    await expect(objects.copy('tenant=a/kept', 'tenant=a/new')).rejects.toThrow('no lock');
    await expect(objects.remove('tenant=a/kept')).rejects.toThrow('no lock');
    expect(await objects.list('tenant=a/')).toEqual(['tenant=a/kept']);
    expect(readdirSync(join(path, '.incoming'))).toEqual([]);
  });

  it('clears away at opening what a crash left long ago, and only that', async () => {
    const path = join(directory, 'crashed');
    const incoming = join(path, 'objects', '.incoming');
    mkdirSync(incoming, { recursive: true });
    const now = Date.now();
    const [old, young] = [`${now - 2 * 24 * 3600 * 1000}-ab`, `${now - 1000}-cd`];
    for (const name of [old, young, 'else']) writeFileSync(join(incoming, name), 'half');

    const crashed = await openWorkspace({ directory: path });

    expect(readdirSync(incoming).sort()).toEqual([young, 'else'].sort());
    await crashed.close();
  });
});
