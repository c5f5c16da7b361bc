// The vault of an embedded workspace: a folder with sealed records and the public half of the key.
// There is none until somebody makes one and says where the private half is to lie; that file is
// needed to open an entry, and never to take claims in.

import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import {
  newVaultKeyTexts,
  parseVaultPrivateKey,
  parseVaultPublicKey,
  type VaultPrivateKey,
  type VaultPublicKey,
} from '../common/vault-key.js';
import { SealedIdentityVault } from '../common/sealed-identity-vault.js';
import { VaultError } from '../common/vault-error.js';
import { createFileOnce, isErrorCode, makeDirectory } from './durable-file.js';
import { LmdbVaultRecords } from './identity-vault-records.js';
import { LmdbEnvironment } from './lmdb-environment.js';

export interface VaultOptions {
  /** Of the workspace. */
  readonly directory: string;
  /** Where the private half lies; not needed to add to the vault. */
  readonly vaultKeyFile?: string | undefined;
}

export interface EmbeddedVault {
  readonly keyId: string;
  readonly vault: SealedIdentityVault;
  close(): Promise<void>;
}

const PUBLIC_FILE = 'public.key';

export function vaultDirectory(directory: string): string {
  return join(resolve(directory), 'vault');
}

/** Makes the vault of a workspace; the private half goes to a new file outside of it. */
export async function createVault(options: Required<VaultOptions>): Promise<string> {
  const vaultKeyFile = resolve(options.vaultKeyFile ?? '');
  if (isInside(resolve(options.directory), vaultKeyFile)) {
    throw new VaultError('the vault key belongs outside the workspace: a copy of both opens all');
  }
  const folder = vaultDirectory(options.directory);
  if (existsSync(join(folder, PUBLIC_FILE))) throw new VaultError('there is a vault already');
  const { privateText, publicText } = newVaultKeyTexts();
  await makeDirectory(dirname(vaultKeyFile));
  await makeDirectory(folder);
  // The private half first: a vault that nobody can open must never begin to fill.
  if (!(await createFileOnce(vaultKeyFile, Buffer.from(privateText)))) {
    throw new VaultError(`the file ${vaultKeyFile} is there already: name a new one`);
  }
  if (!(await createFileOnce(join(folder, PUBLIC_FILE), Buffer.from(publicText)))) {
    throw new VaultError('somebody else made the vault just now');
  }
  return vaultKeyFile;
}

/** Null where the workspace keeps no vault. */
export async function openVault(options: VaultOptions): Promise<EmbeddedVault | null> {
  const folder = vaultDirectory(options.directory);
  const text = await readFile(join(folder, PUBLIC_FILE), 'utf8').catch((error: unknown) => {
    if (isErrorCode(error, 'ENOENT')) return null;
    throw new VaultError('the public key of the vault cannot be read', { cause: error });
  });
  if (text === null) return null;
  const publicKey = parseVaultPublicKey(text);
  if (publicKey === null) throw new VaultError('the public key of the vault is damaged');
  return openRecords(folder, publicKey, options.vaultKeyFile);
}

function openRecords(
  folder: string,
  publicKey: VaultPublicKey,
  vaultKeyFile: string | undefined,
): EmbeddedVault {
  const environment = LmdbEnvironment.open(folder);
  const vault = new SealedIdentityVault({
    records: new LmdbVaultRecords(environment),
    publicKey,
    privateKey: () => readPrivateKey(vaultKeyFile),
  });
  return { keyId: publicKey.keyId, vault, close: () => environment.close() };
}

async function readPrivateKey(vaultKeyFile: string | undefined): Promise<VaultPrivateKey> {
  if (vaultKeyFile === undefined) {
    throw new VaultError('name the file that opens the vault: --vault-key-file FILE');
  }
  const path = resolve(vaultKeyFile);
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new VaultError(`the vault key file ${path} cannot be read`, { cause });
  });
  const key = parseVaultPrivateKey(text);
  if (key === null) throw new VaultError(`the vault key file ${path} is damaged or no such file`);
  return key;
}

function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && resolve(folder, way) === path;
}
