// TokenKeyRotation on the versions of a tenant's secret: the next key is staged as AWSPENDING, the
// former one keeps a label of ours until nothing needs it. The check in the table says which key is
// the key; a cut between the table and the labels is put right by whoever asks next.

import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  UpdateSecretVersionStageCommand,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { TokenKey } from '../../ports/secret-source.js';
import type { RotationState, TokenKeyRotation } from '../../ports/token-key-rotation.js';
import { newTokenKeyText, parseTokenKey, tokenKeyCheck } from '../common/token-key-text.js';
import { SecretError } from './aws-errors.js';
import { isFault } from './aws-fault.js';
import { assertTenantId } from './aws-key-part.js';
import { withRetries } from './aws-retry.js';
import { DynamoKeyChecks } from './dynamodb-key-checks.js';
import { DynamoTable, type DynamoTableOptions } from './dynamodb-table.js';

export interface SecretsManagerRotationOptions {
  readonly client: SecretsManagerClient;
  /** Names are PREFIX/TENANT/token-key. */
  readonly namePrefix: string;
  /** With the checks of keys. */
  readonly ledgerTable: DynamoTableOptions;
}

interface StagedKey {
  readonly key: TokenKey;
  readonly versionId: string;
}

const CURRENT = 'AWSCURRENT';
const NEXT = 'AWSPENDING';
const FORMER = 'KXRAY_FORMER';
/** What Secrets Manager itself calls the one before. */
const PREVIOUS = 'AWSPREVIOUS';

export class SecretsManagerRotation implements TokenKeyRotation {
  readonly #client: SecretsManagerClient;
  readonly #namePrefix: string;
  readonly #table: DynamoTable;
  readonly #checks: DynamoKeyChecks;

  constructor(options: SecretsManagerRotationOptions) {
    this.#client = options.client;
    this.#namePrefix = options.namePrefix;
    this.#table = new DynamoTable(options.ledgerTable);
    this.#checks = new DynamoKeyChecks(options.ledgerTable);
  }

  async state(tenantId: string): Promise<RotationState> {
    const next = await this.#read(tenantId, NEXT);
    if (next !== null && (await this.#isTheKey(tenantId, next.key))) {
      await this.#putInPlace(tenantId, next);
    }
    const current = await this.#read(tenantId, CURRENT);
    if (current === null || !(await this.#isTheKey(tenantId, current.key))) {
      throw new SecretError(
        `the secret ${this.#nameOf(tenantId)} does not hold the key of this tenant's data`,
      );
    }
    const waiting = await this.#read(tenantId, NEXT);
    if (waiting !== null && waiting.versionId !== current.versionId) {
      return { kind: 'prepared', former: current.key, next: waiting.key };
    }
    const former = await this.#read(tenantId, FORMER);
    if (former === null || former.versionId === current.versionId) {
      return { kind: 'idle', current: current.key };
    }
    return { kind: 'adopted', former: former.key, next: current.key };
  }

  async prepare(tenantId: string): Promise<RotationState> {
    const state = await this.state(tenantId);
    if (state.kind !== 'idle') return state;
    const command = new PutSecretValueCommand({
      SecretId: this.#nameOf(tenantId),
      SecretString: newTokenKeyText(),
      VersionStages: [NEXT],
    });
    await this.#send('PutSecretValue', () => this.#client.send(command));
    return this.state(tenantId);
  }

  async adopt(tenantId: string): Promise<void> {
    const state = await this.state(tenantId);
    if (state.kind !== 'prepared') return;
    const [current, next] = [await this.#read(tenantId, CURRENT), await this.#read(tenantId, NEXT)];
    if (current === null || next === null) throw new SecretError('a key was removed meanwhile');
    // Kept first, then declared, then put in its place: each step can be told from the others.
    await this.#move(tenantId, FORMER, current.versionId);
    await this.#declare(tenantId, next.key);
    await this.#putInPlace(tenantId, next);
  }

  /** A version without a label cannot be asked for by one, and the service clears it away. */
  async finish(tenantId: string): Promise<void> {
    const state = await this.state(tenantId);
    if (state.kind !== 'adopted') return;
    await this.#drop(tenantId, PREVIOUS);
    await this.#drop(tenantId, FORMER);
  }

  async #putInPlace(tenantId: string, next: StagedKey): Promise<void> {
    await this.#move(tenantId, CURRENT, next.versionId);
    await this.#drop(tenantId, NEXT);
  }

  async #declare(tenantId: string, key: TokenKey): Promise<void> {
    const command = new PutItemCommand({
      ...this.#table.common,
      Item: {
        pk: { S: `${tenantId}#key` },
        sk: { S: 'token' },
        keyId: { S: key.keyId },
        check: { S: tokenKeyCheck(tenantId, key) },
      },
    });
    await this.#table.withRetries('PutItem', () => this.#table.client.send(command));
  }

  async #isTheKey(tenantId: string, key: TokenKey): Promise<boolean> {
    const known = await this.#checks.read(tenantId);
    return known?.keyId === key.keyId && known.check === tokenKeyCheck(tenantId, key);
  }

  /** Null where no version has that label. */
  async #read(tenantId: string, stage: string): Promise<StagedKey | null> {
    const name = this.#nameOf(tenantId);
    const command = new GetSecretValueCommand({ SecretId: name, VersionStage: stage });
    const found = await this.#send('GetSecretValue', async () => {
      try {
        return await this.#client.send(command);
      } catch (error) {
        if (isFault(error, 'ResourceNotFoundException')) return null;
        throw error;
      }
    });
    if (found === null) return null;
    const key = parseTokenKey(found.SecretString ?? '');
    const { VersionId: versionId } = found;
    if (key === null || versionId === undefined) {
      throw new SecretError(`the secret ${name} is damaged or no token key: put its version back`);
    }
    return { key, versionId };
  }

  async #move(tenantId: string, stage: string, versionId: string): Promise<void> {
    const there = await this.#read(tenantId, stage);
    if (there?.versionId === versionId) return;
    await this.#label(tenantId, stage, {
      MoveToVersionId: versionId,
      ...(there === null ? {} : { RemoveFromVersionId: there.versionId }),
    });
  }

  async #drop(tenantId: string, stage: string): Promise<void> {
    const there = await this.#read(tenantId, stage);
    if (there !== null)
      await this.#label(tenantId, stage, { RemoveFromVersionId: there.versionId });
  }

  async #label(
    tenantId: string,
    stage: string,
    change: { readonly MoveToVersionId?: string; readonly RemoveFromVersionId?: string },
  ): Promise<void> {
    const place = { SecretId: this.#nameOf(tenantId), VersionStage: stage };
    const command = new UpdateSecretVersionStageCommand({ ...place, ...change });
    await this.#send('UpdateSecretVersionStage', () => this.#client.send(command));
  }

  #send<Answer>(call: string, action: () => Promise<Answer>): Promise<Answer> {
    return withRetries(call, this.#table.retry, action);
  }

  #nameOf(tenantId: string): string {
    assertTenantId(tenantId);
    return `${this.#namePrefix}/${tenantId}/token-key`;
  }
}
