// The token key as text, equal on every host: one line in a key file, or one secret. So a key can
// move between hosts, and the same claims get the same tokens on both (DESIGN 7, law 11).

import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { TokenKey } from '../../ports/secret-source.js';

const KEY_BYTES = 32;
/** One line: a fixed word, the public name of the key, the key in base64url. */
const KEY_LINE = /^kxray-token-key\.([0-9a-f]{6})\.([A-Za-z0-9_-]{43})\s*$/;

export function newTokenKeyText(): string {
  const key = new Uint8Array(randomBytes(KEY_BYTES));
  return `kxray-token-key.${keyIdOf(key)}.${Buffer.from(key).toString('base64url')}\n`;
}

/** Null when the text is damaged or no key. */
export function parseTokenKey(text: string): TokenKey | null {
  const [, keyId = '', encoded = ''] = KEY_LINE.exec(text) ?? [];
  const key = new Uint8Array(Buffer.from(encoded, 'base64url'));
  return key.byteLength === KEY_BYTES && keyIdOf(key) === keyId ? { keyId, key } : null;
}

/** Tells the key of a tenant's data from any other without being the key. */
export function tokenKeyCheck(tenantId: string, { key }: TokenKey): string {
  return createHmac('sha256', key).update(`kxray token key check ${tenantId}`).digest('base64url');
}

function keyIdOf(key: Uint8Array): string {
  return createHash('sha256').update('kxray key id').update(key).digest('hex').slice(0, 6);
}
