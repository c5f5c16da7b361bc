// Secrets of webhooks at rest: AES-256-GCM under a key derived from the token key, for this use
// alone, bound to tenant, endpoint and secret.

import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import * as z from 'zod';
import type { SealedPlace, SecretSeal } from '../../../ports/alert-store-seal.js';
import type { SecretSource, TokenKey } from '../../../ports/secret-source.js';

/** A sealed secret that the present key does not open. */
export class WebhookSealError extends Error {
  override readonly name = 'WebhookSealError';
  readonly retryable = false;
}

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const KEY_BYTES = 32;
const USE = 'kxray webhook secret';

const sealedSchema = z.strictObject({
  format: z.literal(1),
  keyId: z.string(),
  nonce: z.base64(),
  tag: z.base64(),
  ciphertext: z.base64(),
});

export class WebhookSecretSeal implements SecretSeal {
  readonly #secrets: SecretSource;

  constructor(secrets: SecretSource) {
    this.#secrets = secrets;
  }

  async seal(place: SealedPlace, text: string): Promise<string> {
    const tokenKey = await this.#secrets.tokenKey(place.tenantId);
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, keyOf(place, tokenKey), nonce);
    cipher.setAAD(boundTo(place));
    const ciphertext = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    const sealed: z.infer<typeof sealedSchema> = {
      format: 1,
      keyId: tokenKey.keyId,
      nonce: nonce.toString('base64'),
      tag: cipher.getAuthTag().toString('base64'),
      ciphertext: ciphertext.toString('base64'),
    };
    return JSON.stringify(sealed);
  }

  async open(place: SealedPlace, sealed: string): Promise<string> {
    const tokenKey = await this.#secrets.tokenKey(place.tenantId);
    try {
      const { nonce, tag, ciphertext } = sealedSchema.parse(JSON.parse(sealed));
      const decipher = createDecipheriv(CIPHER, keyOf(place, tokenKey), bytesOf(nonce));
      decipher.setAAD(boundTo(place));
      decipher.setAuthTag(bytesOf(tag));
      return Buffer.concat([decipher.update(bytesOf(ciphertext)), decipher.final()]).toString();
    } catch (cause) {
      throw new WebhookSealError(
        'the secret of a webhook does not open under the present key; ' +
          'kxray webhook rotate --overlap-hours 0 makes a new one',
        { cause },
      );
    }
  }
}

function keyOf({ tenantId }: SealedPlace, { key }: TokenKey): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', key, tenantId, USE, KEY_BYTES));
}

function boundTo({ tenantId, endpointId, secretId }: SealedPlace): Uint8Array {
  return Buffer.from(JSON.stringify([tenantId, endpointId, secretId]));
}

function bytesOf(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'base64'));
}
