// The QuarantineStore suite on LMDB, and the promise that no claim text lies in the clear.

import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { LmdbEnvironment } from '../../../lib/adapters/embedded/lmdb-environment.js';
import { LmdbQuarantineStore } from '../../../lib/adapters/embedded/lmdb-quarantine-store.js';
import { openWorkspace } from '../../../lib/adapters/embedded/open-workspace.js';
import type { SecretSource } from '../../../lib/ports/secret-source.js';
import { quarantineEntry, quarantineStoreSuite } from '../../ports/quarantine-store.suite.js';
import { temporaryDirectory } from './temporary-directory.js';

describe('LmdbQuarantineStore', () => {
  const directory = temporaryDirectory();
  quarantineStoreSuite(async () => {
    const workspace = await openWorkspace({ directory: join(directory, 'suite') });
    return { store: workspace.quarantine, close: () => workspace.close() };
  });

  it('writes no claim text in the clear', async () => {
    const path = join(directory, 'sealed');
    const workspace = await openWorkspace({ directory: path });
    const rawText = 'NM1*QC*1*WINTERBOTTOM*ADA';
    await workspace.quarantine.put([quarantineEntry('a', 'one', { rawText })]);
    expect(await workspace.quarantine.open('a', 'one')).toBe(rawText);
    await workspace.close();

    const files = filesUnder(path);
    expect(files.length).toBeGreaterThan(2);
    for (const file of files) expect(readFileSync(file).includes('WINTERBOTTOM')).toBe(false);
    expect(files.some((file) => readFileSync(file).includes('MONEY_NOT_A_NUMBER'))).toBe(true);
  });

  it('still opens texts after closing and opening', async () => {
    const path = join(directory, 'reopened');
    const first = await openWorkspace({ directory: path });
    await first.quarantine.put([quarantineEntry('a', 'one', { rawText: 'kept' })]);
    await first.close();
    const second = await openWorkspace({ directory: path });
    expect(await second.quarantine.open('a', 'one')).toBe('kept');
    expect(await second.quarantine.counts('a')).toEqual({
      claims: 1,
      lines: 2,
      files: 0,
      lists: 0,
    });
    await second.close();
  });

  it('refuses by name a text sealed under another key', async () => {
    const environment = LmdbEnvironment.open(join(directory, 'rotated'));
    const former = new LmdbQuarantineStore(environment, fixedKey('former', 1));
    await former.put([quarantineEntry('a', 'one')]);

    const present = new LmdbQuarantineStore(environment, fixedKey('present', 2));

    await expect(present.open('a', 'one')).rejects.toMatchObject({
      name: 'QuarantineSealError',
      message: expect.stringContaining('former'),
    });
    await environment.close();
  });
});

function fixedKey(keyId: string, byte: number): SecretSource {
  return { tokenKey: async () => ({ keyId, key: new Uint8Array(32).fill(byte) }) };
}

function filesUnder(path: string): string[] {
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .map((name) => join(path, name))
    .filter((name) => statSync(name).isFile());
}
