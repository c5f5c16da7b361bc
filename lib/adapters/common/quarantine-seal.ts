// Raw claim text at rest, on every host: AES-256-GCM under a key derived from the token key, bound
// to its place so that no text can be read back under another entry or tenant.

import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { SecretSource, TokenKey } from '../../ports/secret-source.js';

export interface SealedText {
  readonly keyId: string;
  readonly nonce: Uint8Array;
  readonly tag: Uint8Array;
  readonly ciphertext: Uint8Array;
}

export interface SealPlace {
  readonly tenantId: string;
  readonly quarantineKey: string;
}

/** Quarantined text that the present key does not open. */
export class QuarantineSealError extends Error {
  override readonly name = 'QuarantineSealError';
  readonly retryable = false;
}

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;
const FORMAT = 1;

export async function sealText(
  secrets: SecretSource,
  place: SealPlace,
  text: string,
): Promise<SealedText> {
  const tokenKey = await secrets.tokenKey(place.tenantId);
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, sealKeyOf(place.tenantId, tokenKey), nonce);
  cipher.setAAD(boundTo(place));
  const ciphertext = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return { keyId: tokenKey.keyId, nonce, tag: cipher.getAuthTag(), ciphertext };
}

export async function openText(
  secrets: SecretSource,
  place: SealPlace,
  sealed: SealedText,
): Promise<string> {
  const tokenKey = await secrets.tokenKey(place.tenantId);
  if (tokenKey.keyId !== sealed.keyId) {
    throw new QuarantineSealError(
      `quarantined text was sealed under key ${sealed.keyId}, the present key is ` +
        `${tokenKey.keyId}: open it with the former key`,
    );
  }
  try {
    const key = sealKeyOf(place.tenantId, tokenKey);
    const decipher = createDecipheriv(CIPHER, key, sealed.nonce);
    decipher.setAAD(boundTo(place));
    decipher.setAuthTag(sealed.tag);
    return Buffer.concat([decipher.update(sealed.ciphertext), decipher.final()]).toString('utf8');
  } catch (cause) {
    throw new QuarantineSealError('quarantined text is damaged', { cause });
  }
}

/** One format byte, the length and text of the key's name, nonce, tag, ciphertext. */
export function packSealed({ keyId, nonce, tag, ciphertext }: SealedText): Uint8Array {
  const name = Buffer.from(keyId);
  return Buffer.concat([Buffer.from([FORMAT, name.byteLength]), name, nonce, tag, ciphertext]);
}

export function unpackSealed(bytes: Uint8Array): SealedText {
  const [format, nameBytes = 0] = bytes;
  const nonceAt = 2 + nameBytes;
  const tagAt = nonceAt + NONCE_BYTES;
  const textAt = tagAt + TAG_BYTES;
  if (format !== FORMAT || bytes.byteLength < textAt) {
    throw new QuarantineSealError('quarantined text has a format that this version cannot read');
  }
  return {
    keyId: Buffer.from(bytes.subarray(2, nonceAt)).toString(),
    nonce: bytes.subarray(nonceAt, tagAt),
    tag: bytes.subarray(tagAt, textAt),
    ciphertext: bytes.subarray(textAt),
  };
}

function sealKeyOf(tenantId: string, { key }: TokenKey): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', key, tenantId, 'kxray quarantine text', KEY_BYTES));
}

function boundTo({ tenantId, quarantineKey }: SealPlace): Uint8Array {
  return Buffer.from(JSON.stringify([tenantId, quarantineKey]));
}
