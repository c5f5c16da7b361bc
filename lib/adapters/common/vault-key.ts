// The two halves of a vault's key. The public half seals and lies beside the vault; the private
// half opens and is kept elsewhere. X25519, because both halves are 32 bytes that fit on one line.

import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto';

export interface VaultPublicKey {
  /** Short public name, part of every sealed record. */
  readonly keyId: string;
  readonly raw: Uint8Array;
  readonly key: KeyObject;
}

export interface VaultPrivateKey {
  readonly publicKey: VaultPublicKey;
  readonly key: KeyObject;
}

const KEY_BYTES = 32;
/** What stands in front of the 32 bytes of an X25519 key (RFC 8410). */
const PUBLIC_PREFIX = Buffer.from('302a300506032b656e032100', 'hex');
const PRIVATE_PREFIX = Buffer.from('302e020100300506032b656e04220420', 'hex');
const PRIVATE_LINE = /^kxray-vault-key\.([0-9a-f]{6})\.([A-Za-z0-9_-]{43})\s*$/;
const PUBLIC_LINE = /^kxray-vault-public\.([0-9a-f]{6})\.([A-Za-z0-9_-]{43})\s*$/;

/** A new pair, each half as one line of text. */
export function newVaultKeyTexts(): { readonly privateText: string; readonly publicText: string } {
  const { privateKey, publicKey } = generateKeyPairSync('x25519');
  const raw = rawOf(publicKey.export({ format: 'der', type: 'spki' }));
  const secret = rawOf(privateKey.export({ format: 'der', type: 'pkcs8' }));
  const keyId = keyIdOf(raw);
  return {
    privateText: `kxray-vault-key.${keyId}.${Buffer.from(secret).toString('base64url')}\n`,
    publicText: publicKeyText({ keyId, raw }),
  };
}

export function publicKeyText({ keyId, raw }: Pick<VaultPublicKey, 'keyId' | 'raw'>): string {
  return `kxray-vault-public.${keyId}.${Buffer.from(raw).toString('base64url')}\n`;
}

/** Null when the text is damaged or no such key. */
export function parseVaultPublicKey(text: string): VaultPublicKey | null {
  const [, keyId = '', encoded = ''] = PUBLIC_LINE.exec(text) ?? [];
  const raw = decoded(encoded);
  return raw !== null && keyIdOf(raw) === keyId ? vaultPublicKey(raw) : null;
}

/** Null when the text is damaged or no such key. */
export function parseVaultPrivateKey(text: string): VaultPrivateKey | null {
  const [, keyId = '', encoded = ''] = PRIVATE_LINE.exec(text) ?? [];
  const secret = decoded(encoded);
  if (secret === null) return null;
  const der = Buffer.concat([PRIVATE_PREFIX, secret]);
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const publicDer = createPublicKey(key).export({ format: 'der', type: 'spki' });
  const publicKey = vaultPublicKey(rawOf(publicDer));
  return publicKey.keyId === keyId ? { publicKey, key } : null;
}

export function vaultPublicKey(raw: Uint8Array): VaultPublicKey {
  const der = Buffer.concat([PUBLIC_PREFIX, raw]);
  return {
    keyId: keyIdOf(raw),
    raw,
    key: createPublicKey({ key: der, format: 'der', type: 'spki' }),
  };
}

function decoded(encoded: string): Uint8Array | null {
  const raw = new Uint8Array(Buffer.from(encoded, 'base64url'));
  return raw.byteLength === KEY_BYTES ? raw : null;
}

function rawOf(der: Buffer): Uint8Array {
  return new Uint8Array(der.subarray(der.byteLength - KEY_BYTES));
}

function keyIdOf(raw: Uint8Array): string {
  return createHash('sha256').update('kxray vault key id').update(raw).digest('hex').slice(0, 6);
}
