// One identity at rest, on every host: AES-256-GCM under a key that only the private half of the
// vault's key can agree on with the sealer's passing one, bound to tenant and token so that no
// record can be read back as another person's.

import {
  createCipheriv,
  createDecipheriv,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  randomBytes,
} from 'node:crypto';
import type { Identity } from '../../ports/identity-vault.js';
import { VaultError } from './vault-error.js';
import { vaultPublicKey, type VaultPrivateKey, type VaultPublicKey } from './vault-key.js';

export interface VaultPlace {
  readonly tenantId: string;
  readonly token: string;
}

export type SealIdentity = (place: VaultPlace, identity: Identity) => Uint8Array;

const CIPHER = 'aes-256-gcm';
const FORMAT = 1;
const KEY_ID_BYTES = 6;
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const PASSING_AT = 1 + KEY_ID_BYTES;
const NONCE_AT = PASSING_AT + KEY_BYTES;
const TAG_AT = NONCE_AT + NONCE_BYTES;
const TEXT_AT = TAG_AT + TAG_BYTES;

/** One passing key a sealer: agreeing on a key costs more than sealing does. */
export function openSealer(vault: VaultPublicKey): SealIdentity {
  const passing = generateKeyPairSync('x25519');
  const der = passing.publicKey.export({ format: 'der', type: 'spki' });
  const passingRaw = new Uint8Array(der.subarray(der.byteLength - KEY_BYTES));
  const secret = diffieHellman({ privateKey: passing.privateKey, publicKey: vault.key });
  const key = recordKey(secret, passingRaw, vault);
  const head = Buffer.concat([Buffer.from([FORMAT]), Buffer.from(vault.keyId), passingRaw]);
  return (place, { id, payerId }) => {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, key, nonce);
    cipher.setAAD(boundTo(place));
    const text = JSON.stringify([id, payerId]);
    const ciphertext = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([head, nonce, cipher.getAuthTag(), ciphertext]);
  };
}

export function openIdentity(
  vault: VaultPrivateKey,
  place: VaultPlace,
  sealed: Uint8Array,
): Identity {
  const bytes = Buffer.from(sealed);
  if (bytes[0] !== FORMAT || bytes.byteLength <= TEXT_AT) {
    throw new VaultError('an entry of the vault has a format that this version cannot read');
  }
  const keyId = bytes.subarray(1, PASSING_AT).toString();
  const { publicKey } = vault;
  if (keyId !== publicKey.keyId) {
    throw new VaultError(
      `the vault was sealed under key ${keyId}, the key file holds ${publicKey.keyId}`,
    );
  }
  const passingRaw = new Uint8Array(bytes.subarray(PASSING_AT, NONCE_AT));
  const passing = vaultPublicKey(passingRaw).key;
  const secret = diffieHellman({ privateKey: vault.key, publicKey: passing });
  try {
    const key = recordKey(secret, passingRaw, publicKey);
    const decipher = createDecipheriv(CIPHER, key, bytes.subarray(NONCE_AT, TAG_AT));
    decipher.setAAD(boundTo(place));
    decipher.setAuthTag(bytes.subarray(TAG_AT, TEXT_AT));
    const text = Buffer.concat([decipher.update(bytes.subarray(TEXT_AT)), decipher.final()]);
    const [id = '', payerId = ''] = JSON.parse(text.toString('utf8')) as readonly string[];
    return { id, payerId };
  } catch (cause) {
    throw new VaultError('an entry of the vault is damaged', { cause });
  }
}

function recordKey(secret: Buffer, passingRaw: Uint8Array, vault: VaultPublicKey): Uint8Array {
  const salt = Buffer.concat([passingRaw, vault.raw]);
  return new Uint8Array(hkdfSync('sha256', secret, salt, 'kxray vault record', KEY_BYTES));
}

function boundTo({ tenantId, token }: VaultPlace): Uint8Array {
  return Buffer.from(JSON.stringify([tenantId, token]));
}
