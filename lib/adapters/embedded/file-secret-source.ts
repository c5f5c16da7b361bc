// SecretSource on a key file. The key turns beneficiary numbers into tokens (DESIGN 4, PHI): with
// another key every token would be another one and no total would add up, so a workspace refuses
// any key but the one it was made with, and never replaces a lost key silently.

import { createHash, createHmac, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { SecretSource, TokenKey } from '../../ports/secret-source.js';
import { createFileOnce, isErrorCode, makeDirectory } from './durable-file.js';
import { SecretError } from './errors.js';
import type { KeyChecks } from './key-checks.js';
import { assertTenantId } from './key-part.js';

export interface FileSecretSourceOptions {
  readonly keyFile: string;
  readonly checks: KeyChecks;
}

const KEY_BYTES = 32;
/** One line: a fixed word, the public name of the key, the key in base64url. */
const KEY_LINE = /^kxray-token-key\.([0-9a-f]{6})\.([A-Za-z0-9_-]{43})\s*$/;

export class FileSecretSource implements SecretSource {
  readonly #keyFile: string;
  readonly #checks: KeyChecks;
  readonly #accepted = new Map<string, TokenKey>();

  constructor(options: FileSecretSourceOptions) {
    this.#keyFile = options.keyFile;
    this.#checks = options.checks;
  }

  async tokenKey(tenantId: string): Promise<TokenKey> {
    assertTenantId(tenantId);
    const accepted = this.#accepted.get(tenantId);
    if (accepted !== undefined) return accepted;
    const key = (await this.#read()) ?? (await this.#create());
    const offered = { keyId: key.keyId, check: checkOf(tenantId, key) };
    const adopted = await this.#checks.adopt(tenantId, offered);
    if (adopted.keyId !== offered.keyId || adopted.check !== offered.check) {
      throw new SecretError(
        `the key file ${this.#keyFile} holds key ${offered.keyId}, but this workspace was made ` +
          `with key ${adopted.keyId}: restore that key file, name it with --key-file, or choose ` +
          'another workspace with --data',
      );
    }
    this.#accepted.set(tenantId, key);
    return key;
  }

  async #read(): Promise<TokenKey | null> {
    let text: string;
    try {
      text = await readFile(this.#keyFile, 'utf8');
    } catch (cause) {
      if (isErrorCode(cause, 'ENOENT')) return null;
      throw new SecretError(`the key file ${this.#keyFile} cannot be read`, { cause });
    }
    const [, keyId = '', encoded = ''] = KEY_LINE.exec(text) ?? [];
    const key = new Uint8Array(Buffer.from(encoded, 'base64url'));
    if (key.byteLength !== KEY_BYTES || keyIdOf(key) !== keyId) {
      throw new SecretError(
        `the key file ${this.#keyFile} is damaged or no key file: restore it from a copy`,
      );
    }
    return { keyId, key };
  }

  async #create(): Promise<TokenKey> {
    const known = this.#checks.knownKeyIds();
    if (known.length > 0) {
      throw new SecretError(
        `the key file ${this.#keyFile} is missing and this workspace was made with key ` +
          `${known.join(', ')}: restore the file or name its place with --key-file; ` +
          'without it new claims cannot join the totals that are here',
      );
    }
    const key = new Uint8Array(randomBytes(KEY_BYTES));
    const line = `kxray-token-key.${keyIdOf(key)}.${Buffer.from(key).toString('base64url')}\n`;
    try {
      await makeDirectory(dirname(this.#keyFile));
      await createFileOnce(this.#keyFile, Buffer.from(line));
    } catch (cause) {
      throw new SecretError(`the key file ${this.#keyFile} cannot be created`, { cause });
    }
    // Another process may have been first: what lies in the file counts.
    const stored = await this.#read();
    if (stored === null) throw new SecretError(`the key file ${this.#keyFile} was removed`);
    return stored;
  }
}

function keyIdOf(key: Uint8Array): string {
  return createHash('sha256').update('kxray key id').update(key).digest('hex').slice(0, 6);
}

function checkOf(tenantId: string, { key }: TokenKey): string {
  return createHmac('sha256', key).update(`kxray token key check ${tenantId}`).digest('base64url');
}
