// TokenKeyRotation on key files: the next key lies beside the key file as FILE.next, the former one
// as FILE.former. The check in the store says which key is the key; a crash between the store and
// the files is put right by whoever asks next.

import { readFile, rename, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Database } from 'lmdb';
import type { TokenKey } from '../../ports/secret-source.js';
import type { RotationState, TokenKeyRotation } from '../../ports/token-key-rotation.js';
import { newTokenKeyText, parseTokenKey, tokenKeyCheck } from '../common/token-key-text.js';
import { createFileOnce, isErrorCode, syncDirectory } from './durable-file.js';
import { SecretError } from './errors.js';
import type { KeyCheck } from './key-checks.js';
import { LmdbEnvironment, type StoreKey } from './lmdb-environment.js';

export class FileTokenKeyRotation implements TokenKeyRotation {
  readonly #keyFile: string;
  readonly #environment: LmdbEnvironment;
  readonly #checks: Database<KeyCheck, StoreKey>;

  constructor(options: { readonly keyFile: string; readonly environment: LmdbEnvironment }) {
    this.#keyFile = options.keyFile;
    this.#environment = options.environment;
    this.#checks = options.environment.database<KeyCheck>('keyChecks', 'msgpack');
  }

  async state(tenantId: string): Promise<RotationState> {
    const keyFile = this.#keyFile;
    const next = await readKey(nextFile(keyFile));
    if (next !== null && this.#isTheKey(tenantId, next)) await this.#replaceKeyFile();
    const current = await readKey(keyFile);
    if (current === null || !this.#isTheKey(tenantId, current)) {
      throw new SecretError(
        `the key file ${keyFile} does not hold the key of this workspace: restore it from a copy`,
      );
    }
    const former = await readKey(formerFile(keyFile));
    const waiting = await readKey(nextFile(keyFile));
    if (waiting !== null) return { kind: 'prepared', former: current, next: waiting };
    if (former === null || former.keyId === current.keyId) return { kind: 'idle', current };
    return { kind: 'adopted', former, next: current };
  }

  async prepare(tenantId: string): Promise<RotationState> {
    const state = await this.state(tenantId);
    if (state.kind !== 'idle') return state;
    await createFileOnce(nextFile(this.#keyFile), Buffer.from(newTokenKeyText()));
    return this.state(tenantId);
  }

  async adopt(tenantId: string): Promise<void> {
    const state = await this.state(tenantId);
    if (state.kind !== 'prepared') return;
    // Kept first, then declared, then put in its place: each step can be told from the others.
    const former = formerFile(this.#keyFile);
    await rm(former, { force: true });
    await createFileOnce(former, await readFile(this.#keyFile));
    const { keyId } = state.next;
    const check = { keyId, check: tokenKeyCheck(tenantId, state.next) };
    await this.#environment.transact(() => void this.#checks.put([tenantId], check));
    await this.#replaceKeyFile();
  }

  async finish(tenantId: string): Promise<void> {
    const state = await this.state(tenantId);
    if (state.kind !== 'adopted') return;
    await rm(formerFile(this.#keyFile), { force: true });
    await syncDirectory(dirname(this.#keyFile));
  }

  #isTheKey(tenantId: string, key: TokenKey): boolean {
    const known = this.#environment.read(() => this.#checks.get([tenantId]));
    return known?.keyId === key.keyId && known.check === tokenKeyCheck(tenantId, key);
  }

  async #replaceKeyFile(): Promise<void> {
    await rename(nextFile(this.#keyFile), this.#keyFile);
    await syncDirectory(dirname(this.#keyFile));
  }
}

/** Where the token key of a workspace lies. */
export function tokenKeyFile(directory: string, keyFile: string | undefined): string {
  return resolve(keyFile ?? join(directory, 'secrets', 'token.key'));
}

/** A change of the key may have been cut off between the store and the files: it is put right. */
export async function settleTokenKey(
  tenantId: string,
  at: { readonly directory: string; readonly keyFile: string | undefined },
): Promise<void> {
  const keyFile = tokenKeyFile(at.directory, at.keyFile);
  if (!existsSync(nextFile(keyFile))) return;
  const environment = LmdbEnvironment.open(join(at.directory, 'store'));
  try {
    await new FileTokenKeyRotation({ keyFile, environment }).state(tenantId);
  } finally {
    await environment.close();
  }
}

function nextFile(keyFile: string): string {
  return `${keyFile}.next`;
}

function formerFile(keyFile: string): string {
  return `${keyFile}.former`;
}

async function readKey(path: string): Promise<TokenKey | null> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    if (isErrorCode(cause, 'ENOENT')) return null;
    throw new SecretError(`the key file ${path} cannot be read`, { cause });
  });
  if (text === null) return null;
  const key = parseTokenKey(text);
  if (key === null) throw new SecretError(`the key file ${path} is damaged or no key file`);
  return key;
}
