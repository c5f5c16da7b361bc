// SecretSource on Secrets Manager: one secret a tenant, so that a role can be held to one. The key
// turns beneficiary numbers into tokens (DESIGN 4, PHI): with another key every token would be
// another one and no total would add up, so the table keeps a check of the key that it was made
// with. Any other key is refused, and a lost one is never replaced silently.

import {
  CreateSecretCommand,
  GetSecretValueCommand,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import type { SecretSource, TokenKey } from '../../ports/secret-source.js';
import { newTokenKeyText, parseTokenKey, tokenKeyCheck } from '../common/token-key-text.js';
import { SecretError, ServiceRefusedError } from './aws-errors.js';
import { isFault } from './aws-fault.js';
import { assertTenantId } from './aws-key-part.js';
import { DEFAULT_RETRY, withRetries, type RetryPolicy } from './aws-retry.js';
import type { DynamoKeyChecks } from './dynamodb-key-checks.js';

export interface SecretsManagerSourceOptions {
  readonly client: SecretsManagerClient;
  /** Names are PREFIX/TENANT/token-key: what policies are written on. */
  readonly namePrefix: string;
  readonly checks: DynamoKeyChecks;
  /** The customer's key for the secrets; without it the account's default one. */
  readonly kmsKeyId?: string;
  readonly retry?: Partial<RetryPolicy>;
  /** Milliseconds; for tests. */
  readonly now?: () => number;
}

/**
 * A warm function lives for hours and the key may be changed meanwhile: after so long it looks
 * whether the check in the table is still the one of the key that it knows.
 */
const TRUSTED_MS = 60_000;

interface Accepted {
  readonly key: Promise<TokenKey>;
  trustedUntil: number;
}

export class SecretsManagerSource implements SecretSource {
  readonly #options: SecretsManagerSourceOptions;
  readonly #retry: RetryPolicy;
  readonly #accepted = new Map<string, Accepted>();
  readonly #now: () => number;

  constructor(options: SecretsManagerSourceOptions) {
    this.#options = options;
    this.#retry = { ...DEFAULT_RETRY, ...options.retry };
    this.#now = options.now ?? Date.now;
  }

  async tokenKey(tenantId: string): Promise<TokenKey> {
    assertTenantId(tenantId);
    const known = this.#accepted.get(tenantId);
    if (known !== undefined && (await this.#isStill(tenantId, known))) return known.key;
    const latest = this.#accepted.get(tenantId);
    // Somebody else who waited here was faster.
    if (latest !== undefined && latest !== known) return latest.key;
    const key = this.#accept(tenantId);
    this.#accepted.set(tenantId, { key, trustedUntil: this.#now() + TRUSTED_MS });
    // A failure is not remembered: the secret may be restored while this process lives.
    key.catch(() => this.#accepted.delete(tenantId));
    return key;
  }

  async #isStill(tenantId: string, known: Accepted): Promise<boolean> {
    if (this.#now() < known.trustedUntil) return true;
    const [key, adopted] = [await known.key, await this.#options.checks.read(tenantId)];
    known.trustedUntil = this.#now() + TRUSTED_MS;
    return adopted?.keyId === key.keyId && adopted.check === tokenKeyCheck(tenantId, key);
  }

  async #accept(tenantId: string): Promise<TokenKey> {
    const name = this.#nameOf(tenantId);
    const key = (await this.#read(name)) ?? (await this.#create(tenantId, name));
    const offered = { keyId: key.keyId, check: tokenKeyCheck(tenantId, key) };
    const { checks } = this.#options;
    const adopted = (await checks.read(tenantId)) ?? (await checks.adopt(tenantId, offered));
    if (adopted.keyId !== offered.keyId || adopted.check !== offered.check) {
      throw new SecretError(
        `the secret ${name} holds key ${offered.keyId}, but the data of this tenant was made with ` +
          `key ${adopted.keyId}: put that key's version of the secret back (AWSPREVIOUS may be it)`,
      );
    }
    return key;
  }

  #nameOf(tenantId: string): string {
    return `${this.#options.namePrefix}/${tenantId}/token-key`;
  }

  /** Null when there is no such secret. */
  async #read(name: string): Promise<TokenKey | null> {
    const text = await this.#call('GetSecretValue', name, async () => {
      try {
        const command = new GetSecretValueCommand({ SecretId: name });
        return (await this.#options.client.send(command)).SecretString ?? '';
      } catch (error) {
        if (isFault(error, 'ResourceNotFoundException')) return null;
        throw error;
      }
    });
    if (text === null) return null;
    const key = parseTokenKey(text);
    if (key === null) {
      throw new SecretError(`the secret ${name} is damaged or no token key: put its version back`);
    }
    return key;
  }

  async #create(tenantId: string, name: string): Promise<TokenKey> {
    const known = await this.#options.checks.read(tenantId);
    if (known !== null) {
      throw new SecretError(
        `the secret ${name} is missing and the data of this tenant was made with key ` +
          `${known.keyId}: restore the secret; without it new claims cannot join the totals`,
      );
    }
    const { client, kmsKeyId } = this.#options;
    const command = new CreateSecretCommand({
      Name: name,
      Description: 'KXRay: makes tokens out of beneficiary numbers. Losing it orphans the ledger.',
      SecretString: newTokenKeyText(),
      ...(kmsKeyId === undefined ? {} : { KmsKeyId: kmsKeyId }),
    });
    await this.#call('CreateSecret', name, async () => {
      try {
        await client.send(command);
      } catch (error) {
        // Somebody else was first, or our own first answer was lost: what lies there counts.
        if (!isFault(error, 'ResourceExistsException')) throw error;
      }
    });
    const stored = await this.#read(name);
    if (stored === null) throw new SecretError(`the secret ${name} was removed`);
    return stored;
  }

  async #call<Answer>(call: string, name: string, action: () => Promise<Answer>): Promise<Answer> {
    try {
      return await withRetries(call, this.#retry, action);
    } catch (cause) {
      if (!(cause instanceof ServiceRefusedError)) throw cause;
      // Also what a secret answers that is marked for deletion.
      throw new SecretError(`the secret ${name} cannot be used: ${cause.message}`, { cause });
    }
  }
}
