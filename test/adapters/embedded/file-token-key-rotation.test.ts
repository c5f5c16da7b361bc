// A change of the token key on key files: step by step, and cut off between any two of them.

import { describe, expect, it } from '@jest/globals';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { FileSecretSource } from '../../../lib/adapters/embedded/file-secret-source.js';
import {
  FileTokenKeyRotation,
  settleTokenKey,
} from '../../../lib/adapters/embedded/file-token-key-rotation.js';
import { KeyChecks } from '../../../lib/adapters/embedded/key-checks.js';
import { LmdbEnvironment } from '../../../lib/adapters/embedded/lmdb-environment.js';
import { temporaryDirectory } from './temporary-directory.js';

const root = temporaryDirectory();

async function opened(name: string) {
  const directory = join(root, name);
  const keyFile = join(directory, 'secrets', 'token.key');
  mkdirSync(join(directory, 'store'), { recursive: true });
  const environment = LmdbEnvironment.open(join(directory, 'store'));
  const rotation = new FileTokenKeyRotation({ keyFile, environment });
  const keyId = async (): Promise<string> => {
    const secrets = new FileSecretSource({ keyFile, checks: new KeyChecks(environment) });
    return (await secrets.tokenKey('a')).keyId;
  };
  const first = await keyId();
  return { directory, keyFile, environment, rotation, keyId, first };
}

describe('a change of the token key', () => {
  it('goes from idle to prepared, adopted and idle again, with another key', async () => {
    const { rotation, keyId, first, keyFile, environment } = await opened('steps');
    expect(await rotation.state('a')).toMatchObject({ kind: 'idle', current: { keyId: first } });

    const prepared = await rotation.prepare('a');
    expect(prepared).toMatchObject({ kind: 'prepared', former: { keyId: first } });
    expect(await rotation.prepare('a')).toEqual(prepared);
    expect(await keyId()).toBe(first);

    await rotation.adopt('a');
    const adopted = await rotation.state('a');
    expect(adopted).toEqual({ ...prepared, kind: 'adopted' });
    await rotation.adopt('a');
    expect(await rotation.state('a')).toEqual(adopted);
    const second = await keyId();
    expect(second).not.toBe(first);

    await rotation.finish('a');
    expect(await rotation.state('a')).toMatchObject({ kind: 'idle', current: { keyId: second } });
    expect(readdirSync(join(keyFile, '..'))).toEqual(['token.key']);
    await environment.close();
  });

  it('is put right when it was cut off between the store and the file', async () => {
    const { directory, rotation, keyFile, keyId, first, environment } = await opened('between');
    await rotation.prepare('a');
    cpSync(`${keyFile}.next`, `${keyFile}.copy`);
    cpSync(keyFile, `${keyFile}.before`);
    await rotation.adopt('a');
    // As it was before the last rename.
    cpSync(`${keyFile}.before`, keyFile);
    cpSync(`${keyFile}.copy`, `${keyFile}.next`);
    rmSync(`${keyFile}.copy`);
    await expect(keyId()).rejects.toMatchObject({ name: 'SecretError' });

    await settleTokenKey('a', { directory, keyFile });

    expect(await keyId()).not.toBe(first);
    expect(existsSync(`${keyFile}.next`)).toBe(false);
    expect(await rotation.state('a')).toMatchObject({ kind: 'adopted', former: { keyId: first } });
    await environment.close();
  });

  it('is still only prepared when it was cut off before the store was told', async () => {
    const { rotation, keyFile, keyId, first, environment } = await opened('before');
    await rotation.prepare('a');
    cpSync(keyFile, `${keyFile}.former`);

    expect(await rotation.state('a')).toMatchObject({ kind: 'prepared', former: { keyId: first } });
    expect(await keyId()).toBe(first);
    await rotation.adopt('a');
    expect(await rotation.state('a')).toMatchObject({ kind: 'adopted' });
    await environment.close();
  });

  it('refuses a key file that is not the one of the workspace', async () => {
    const mine = await opened('mine');
    const other = await opened('other');
    cpSync(other.keyFile, mine.keyFile);

    await expect(mine.rotation.prepare('a')).rejects.toMatchObject({ name: 'SecretError' });

    expect(existsSync(`${mine.keyFile}.next`)).toBe(false);
    expect(readFileSync(mine.keyFile)).toEqual(readFileSync(other.keyFile));
    await mine.environment.close();
    await other.environment.close();
  });
});
