// IdentityVault over the records of any host: seals with the public half of the vault's key, opens
// with the private half when somebody brings it, and writes down every access before it happens.

import { createHash } from 'node:crypto';
import type {
  Identity,
  IdentityVault,
  KnownIdentity,
  VaultAccess,
  VaultAccessRecord,
} from '../../ports/identity-vault.js';
import { VaultError } from './vault-error.js';
import type { VaultPrivateKey, VaultPublicKey } from './vault-key.js';
import type { VaultRecords } from './vault-records.js';
import { openIdentity, openSealer, type SealIdentity } from './vault-seal.js';

export interface SealedIdentityVaultOptions {
  readonly records: VaultRecords;
  readonly publicKey: VaultPublicKey;
  /** Asked for when something is to be opened; null: this door only adds. */
  readonly privateKey: (() => Promise<VaultPrivateKey>) | null;
}

/** More than there are people who open a vault at the same moment. */
const ATTEMPTS = 100;

export class SealedIdentityVault implements IdentityVault {
  readonly #records: VaultRecords;
  readonly #seal: SealIdentity;
  readonly #options: SealedIdentityVaultOptions;

  constructor(options: SealedIdentityVaultOptions) {
    this.#options = options;
    this.#records = options.records;
    this.#seal = openSealer(options.publicKey);
  }

  async remember(tenantId: string, identities: readonly KnownIdentity[]): Promise<void> {
    const known = new Map(identities.map((each) => [each.token, each]));
    if (known.size === 0) return;
    const records = [...known.values()].map(({ token, id, payerId }) => ({
      token,
      sealed: this.#seal({ tenantId, token }, { id, payerId }),
    }));
    await this.#records.put(tenantId, records);
  }

  tokens(tenantId: string): Promise<readonly string[]> {
    return this.#records.tokens(tenantId);
  }

  async reveal(
    tenantId: string,
    tokens: readonly string[],
    access: VaultAccess,
  ): Promise<readonly (Identity | null)[]> {
    const key = await this.#privateKey();
    await this.#writeDown(tenantId, access, tokens.length);
    const sealed = await this.#records.get(tenantId, tokens);
    return sealed.map((bytes, at) => {
      return bytes === null
        ? null
        : openIdentity(key, { tenantId, token: tokens[at] ?? '' }, bytes);
    });
  }

  async forget(tenantId: string, tokens: readonly string[], access: VaultAccess): Promise<void> {
    if (tokens.length === 0) return;
    await this.#writeDown(tenantId, access, tokens.length);
    await this.#records.remove(tenantId, tokens);
  }

  async trail(tenantId: string): Promise<readonly VaultAccessRecord[]> {
    const lines = await this.#records.lines(tenantId);
    return lines.map((line, at) => {
      const record = JSON.parse(line) as VaultAccessRecord;
      const before = lines[at - 1];
      const previous = before === undefined ? '' : hashOf(before);
      if (record.number !== at + 1 || record.previous !== previous) {
        throw new VaultError(`the trail of the vault was changed at or before line ${at + 1}`);
      }
      return record;
    });
  }

  async #privateKey(): Promise<VaultPrivateKey> {
    const { privateKey, publicKey } = this.#options;
    if (privateKey === null) throw new VaultError('this door cannot open the vault');
    const key = await privateKey();
    if (key.publicKey.keyId !== publicKey.keyId) {
      throw new VaultError(
        `the vault opens with key ${publicKey.keyId}, the key file holds ${key.publicKey.keyId}`,
      );
    }
    return key;
  }

  /** Of several who come at the same moment one takes the next number, and none is left out. */
  async #writeDown(tenantId: string, access: VaultAccess, persons: number): Promise<void> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const lines = await this.#records.lines(tenantId);
      const last = lines.at(-1);
      const record: VaultAccessRecord = {
        number: lines.length + 1,
        purpose: access.purpose,
        reason: access.reason,
        enteredBy: access.enteredBy,
        enteredAt: access.enteredAt,
        subject: access.subject,
        persons,
        previous: last === undefined ? '' : hashOf(last),
      };
      if (await this.#records.addLine(tenantId, record.number, JSON.stringify(record))) return;
    }
    throw new VaultError('the trail of the vault kept changing; try again');
  }
}

function hashOf(line: string): string {
  return createHash('sha256').update(line).digest('base64url');
}
