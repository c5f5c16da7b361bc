// Raw claim text at rest: AES-256-GCM under a key derived from the token key, bound to its place so
// that no text can be read back under another entry or tenant.

import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { SecretSource, TokenKey } from '../../ports/secret-source.js';
import { QuarantineSealError } from './errors.js';

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

const NONCE_BYTES = 12;
const KEY_BYTES = 32;

export class QuarantineSeal {
  readonly #secrets: SecretSource;

  constructor(secrets: SecretSource) {
    this.#secrets = secrets;
  }

  async seal(place: SealPlace, text: string): Promise<SealedText> {
    const tokenKey = await this.#secrets.tokenKey(place.tenantId);
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', sealKeyOf(place.tenantId, tokenKey), nonce);
    cipher.setAAD(boundTo(place));
    const ciphertext = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return { keyId: tokenKey.keyId, nonce, tag: cipher.getAuthTag(), ciphertext };
  }

  async open(place: SealPlace, sealed: SealedText): Promise<string> {
    const tokenKey = await this.#secrets.tokenKey(place.tenantId);
    if (tokenKey.keyId !== sealed.keyId) {
      throw new QuarantineSealError(
        `quarantined text was sealed under key ${sealed.keyId}, the present key is ` +
          `${tokenKey.keyId}: open it with the former key file`,
      );
    }
    try {
      const key = sealKeyOf(place.tenantId, tokenKey);
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.nonce);
      decipher.setAAD(boundTo(place));
      decipher.setAuthTag(sealed.tag);
      return Buffer.concat([decipher.update(sealed.ciphertext), decipher.final()]).toString('utf8');
    } catch (cause) {
      throw new QuarantineSealError('quarantined text is damaged', { cause });
    }
  }
}

function sealKeyOf(tenantId: string, { key }: TokenKey): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', key, tenantId, 'kxray quarantine text', KEY_BYTES));
}

function boundTo({ tenantId, quarantineKey }: SealPlace): Uint8Array {
  return Buffer.from(JSON.stringify([tenantId, quarantineKey]));
}
