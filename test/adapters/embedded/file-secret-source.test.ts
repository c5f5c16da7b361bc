// The SecretSource suite on key files, and every way in which a key file can be wrong.

import { describe, expect, it } from '@jest/globals';
import { chmodSync, existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openWorkspace } from '../../../lib/adapters/embedded/open-workspace.js';
import { secretSourceSuite } from '../../ports/secret-source.suite.js';
import { temporaryDirectory } from './temporary-directory.js';

describe('FileSecretSource', () => {
  const directory = temporaryDirectory();
  const keyFileOf = (name: string): string => join(directory, name, 'secrets', 'token.key');

  /** Makes a workspace that has used its key, and gives the key file. */
  async function makeWorkspace(name: string): Promise<string> {
    const workspace = await openWorkspace({ directory: join(directory, name) });
    await workspace.secrets.tokenKey('default');
    await workspace.close();
    return keyFileOf(name);
  }

  secretSourceSuite(async () => {
    const options = { directory: join(directory, 'suite') };
    const [one, two] = [await openWorkspace(options), await openWorkspace(options)];
    return {
      source: one.secrets,
      another: two.secrets,
      close: async () => {
        await one.close();
        await two.close();
      },
    };
  });

  it('makes the key file on first use, for the owner alone, and not before', async () => {
    const workspace = await openWorkspace({ directory: join(directory, 'fresh') });
    expect(existsSync(keyFileOf('fresh'))).toBe(false);
    const { keyId } = await workspace.secrets.tokenKey('default');
    await workspace.close();

    expect(statSync(keyFileOf('fresh')).mode & 0o777).toBe(0o600);
    expect(statSync(join(keyFileOf('fresh'), '..')).mode & 0o777).toBe(0o700);
    expect(readFileSync(keyFileOf('fresh'), 'utf8')).toMatch(
      new RegExp(`^kxray-token-key\\.${keyId}\\.[A-Za-z0-9_-]{43}\\n$`),
    );
  });

  it('uses a key file elsewhere, and two workspaces may share it', async () => {
    const keyFile = join(directory, 'elsewhere', 'shared.key');
    const keys: string[] = [];
    for (const name of ['left', 'right']) {
      const workspace = await openWorkspace({ directory: join(directory, name), keyFile });
      keys.push((await workspace.secrets.tokenKey('default')).keyId);
      await workspace.close();
      expect(existsSync(keyFileOf(name))).toBe(false);
    }
    expect(keys[0]).toBe(keys[1]);
  });

  it('makes different keys for different workspaces', async () => {
    const [one, two] = [await makeWorkspace('one'), await makeWorkspace('two')];
    expect(readFileSync(one, 'utf8')).not.toBe(readFileSync(two, 'utf8'));
  });

  it.each([
    {
      fault: 'missing',
      spoil: (keyFile: string) => rmSync(keyFile),
      says: ['is missing', 'restore the file', '--key-file'],
    },
    {
      fault: 'of another workspace',
      spoil: (keyFile: string, other: string) => writeFileSync(keyFile, readFileSync(other)),
      says: ['this workspace was made with key', '--key-file', '--data'],
    },
    {
      fault: 'cut',
      spoil: (keyFile: string) => writeFileSync(keyFile, readFileSync(keyFile).subarray(0, 40)),
      says: ['damaged', 'restore it'],
    },
    {
      fault: 'changed in one letter',
      spoil: (keyFile: string) => writeFileSync(keyFile, withAnotherLetter(keyFile)),
      says: ['damaged', 'restore it'],
    },
    { fault: 'empty', spoil: (keyFile: string) => writeFileSync(keyFile, ''), says: ['damaged'] },
  ])('refuses a key file that is $fault and says what to do', async ({ fault, spoil, says }) => {
    const name = `spoilt ${fault}`;
    const keyFile = await makeWorkspace(name);
    const secret = readFileSync(keyFile, 'utf8').split('.')[2]?.trim() ?? '';
    spoil(keyFile, await makeWorkspace(`${name} other`));
    const before = existsSync(keyFile) ? readFileSync(keyFile, 'utf8') : null;

    const workspace = await openWorkspace({ directory: join(directory, name) });
    const error: unknown = await workspace.secrets
      .tokenKey('default')
      .catch((thrown: unknown) => thrown);
    await workspace.close();

    expect(error).toMatchObject({ name: 'SecretError', retryable: false });
    for (const words of says) expect(String(error)).toContain(words);
    expect(String(error)).not.toContain(secret);
    expect(existsSync(keyFile) ? readFileSync(keyFile, 'utf8') : null).toBe(before);
  });

  it('refuses a new key for a second tenant too when the first one is lost', async () => {
    rmSync(await makeWorkspace('second tenant'));
    const workspace = await openWorkspace({ directory: join(directory, 'second tenant') });
    await expect(workspace.secrets.tokenKey('second')).rejects.toThrow('is missing');
    await workspace.close();
  });

  it('takes the key again once the file is restored', async () => {
    const keyFile = await makeWorkspace('restored');
    const kept = readFileSync(keyFile);
    rmSync(keyFile);
    const workspace = await openWorkspace({ directory: join(directory, 'restored') });
    await expect(workspace.secrets.tokenKey('default')).rejects.toThrow('is missing');
    writeFileSync(keyFile, kept);
    chmodSync(keyFile, 0o600);
    expect((await workspace.secrets.tokenKey('default')).key.byteLength).toBe(32);
    await workspace.close();
  });
});

function withAnotherLetter(keyFile: string): string {
  const text = readFileSync(keyFile, 'utf8');
  const at = text.length - 20;
  return `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`;
}
