// The IdentityVault suite on LMDB, and what an embedded vault asks of its key file.

import { describe, expect, it } from '@jest/globals';
import { cpSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  createVault,
  openVault,
  type EmbeddedVault,
} from '../../../lib/adapters/embedded/identity-vault.js';
import { access, identityVaultSuite, known, MBI } from '../../ports/identity-vault.suite.js';
import { temporaryDirectory } from './temporary-directory.js';

const root = temporaryDirectory();

function place(name: string): { readonly directory: string; readonly vaultKeyFile: string } {
  return { directory: join(root, name), vaultKeyFile: join(root, `${name}.key`) };
}

async function opened(
  options: { directory: string; vaultKeyFile?: string },
  action: (vault: EmbeddedVault) => Promise<void>,
): Promise<void> {
  const vault = await openVault(options);
  if (vault === null) throw new Error('no vault');
  try {
    await action(vault);
  } finally {
    await vault.close();
  }
}

describe('the embedded vault', () => {
  identityVaultSuite(async () => {
    const options = place('suite');
    await createVault(options);
    const vault = await openVault(options);
    const addOnly = await openVault({ directory: options.directory });
    if (vault === null || addOnly === null) throw new Error('no vault');
    return {
      vault: vault.vault,
      addOnly: addOnly.vault,
      async close() {
        await addOnly.close();
        await vault.close();
      },
    };
  });

  it('is not there until somebody makes it, once', async () => {
    const options = place('once');
    expect(await openVault(options)).toBeNull();
    await createVault(options);
    await expect(createVault(options)).rejects.toThrow('there is a vault already');
    expect(statSync(options.vaultKeyFile).mode & 0o777).toBe(0o600);
  });

  it.each([['.'], ['secrets'], ['vault']])('keeps its key out of the workspace: %s', async (at) => {
    const { directory } = place('inside');
    const vaultKeyFile = join(directory, at, 'vault.key');
    await expect(createVault({ directory, vaultKeyFile })).rejects.toThrow('outside');
    expect(await openVault({ directory })).toBeNull();
  });

  it('overwrites no file for its key', async () => {
    const options = place('taken');
    writeFileSync(options.vaultKeyFile, 'mine');
    await expect(createVault(options)).rejects.toThrow('is there already');
    expect(readFileSync(options.vaultKeyFile, 'utf8')).toBe('mine');
    expect(await openVault(options)).toBeNull();
  });

  it('opens with its own key alone, and then leaves no line', async () => {
    const options = place('own');
    const other = place('other');
    await createVault(options);
    await createVault(other);
    await opened(options, ({ vault }) => vault.remember('a', [known('x')]));
    const damaged = join(root, 'damaged.key');
    // Of the last character only four bits count, so that it must not be just any other.
    const damage = (end: string): string => (end.startsWith('A') ? '8\n' : 'A\n');
    writeFileSync(damaged, readFileSync(options.vaultKeyFile, 'utf8').replace(/.\n$/, damage));

    for (const vaultKeyFile of [other.vaultKeyFile, damaged, join(root, 'missing.key')]) {
      await opened({ directory: options.directory, vaultKeyFile }, async ({ vault }) => {
        await expect(vault.reveal('a', ['k1_x'], access('a'))).rejects.toMatchObject({
          name: 'VaultError',
        });
        expect(await vault.trail('a')).toEqual([]);
      });
    }
  });

  it('holds no number in the clear', async () => {
    const options = place('clear');
    await createVault(options);
    await opened(options, ({ vault }) => vault.remember('a', [known('x'), known('y', 'WINTER-7')]));

    const bytes = readdirSync(join(options.directory, 'vault')).map((name) =>
      readFileSync(join(options.directory, 'vault', name), 'latin1'),
    );
    expect(bytes.join('')).toContain('k1_x');
    expect(bytes.join('')).not.toMatch(new RegExp(`${MBI}|WINTER`));
  });

  it('gives no entry back as another person or tenant', async () => {
    const options = place('bound');
    await createVault(options);
    await opened(options, async ({ vault }) => {
      await vault.remember('a', [known('x'), known('y', 'OTHER-7')]);
    });
    // The same length of token: one record's bytes under the other's key.
    const file = join(options.directory, 'vault', 'data.mdb');
    cpSync(file, `${file}.before`);
    const bytes = readFileSync(file);
    for (const [from, to] of [['k1_x', 'k1_z']] as const) {
      for (let at = bytes.indexOf(from); at >= 0; at = bytes.indexOf(from, at + 1)) {
        bytes.write(to, at);
      }
    }
    writeFileSync(file, bytes);

    await opened(options, async ({ vault }) => {
      await expect(vault.reveal('a', ['k1_z'], access('a'))).rejects.toThrow('damaged');
    });
  });
});
