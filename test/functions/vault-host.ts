// The aws host in memory with an identity vault and the door that manages it: a clock that a test
// turns on, a deadline that it sets, and the state machine's loop.

import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { openDynamoVault } from '../../lib/adapters/aws/identity-vault.js';
import { openDoor } from '../../functions/common/door.js';
import { manageVaultTask } from '../../functions/manage-vault/manage-vault-task.js';
import { openVaultStores, type VaultStores } from '../../functions/manage-vault/vault-stores.js';
import type { VaultAnswer } from '../../functions/task-answers.js';
import { toIsoDay } from '../../lib/domain/day.js';
import type { IdentityVault } from '../../lib/ports/identity-vault.js';
import { STUB_TABLE } from '../adapters/aws/stub-dynamodb.js';
import { stubSecretVersions } from '../adapters/aws/stub-secret-versions.js';
import { STUB_BUCKET } from '../adapters/aws/stub-s3.js';
import { openAwsHost, TENANT, type AwsHost } from '../support/aws-host.js';

export interface VaultHostOptions {
  readonly directory: string;
  readonly tokenKeyText: string;
  readonly wrap?: (stores: VaultStores) => VaultStores;
  readonly isTimeUp?: () => boolean;
  /** DynamoDB Local instead of the stub. */
  readonly dynamo?: { readonly client: DynamoDBClient; readonly tableName: string };
}

export interface TestVaultHost extends AwsHost {
  readonly vaultStores: VaultStores;
  /** One call of the door. */
  manage(request: unknown, requestId?: string): Promise<VaultAnswer>;
  /** Until the door says that nothing comes next; an hour is a turn of the clock. */
  manageAll(
    request: unknown,
    requestId?: string,
    inThatHour?: () => Promise<unknown>,
  ): Promise<VaultAnswer>;
  openVault(): Promise<IdentityVault>;
}

const PREFIX = 'kxray/test';
const SETTINGS = {
  QUARANTINE_BUCKET: 'quarantine',
  LAKE_BUCKET: STUB_BUCKET,
  REPORTS_BUCKET: 'reports',
  TOKEN_KEY_PREFIX: PREFIX,
  TOKEN_KMS_KEY_ARN: 'arn:aws:kms:us-east-1:000000000000:key/k',
};
const HOUR_MS = 3_700_000;
const SOON_MS = 300_000;
const MOST_CALLS = 400;

export function openVaultHost(options: VaultHostOptions): TestVaultHost {
  const secrets = stubSecretVersions();
  secrets.secrets.set(`${PREFIX}/${TENANT}/token-key`, {
    versions: new Map([['first', options.tokenKeyText]]),
    labels: new Map([['AWSCURRENT', 'first']]),
  });
  const host: AwsHost = openAwsHost({
    ...options,
    secrets: secrets.client,
    wrap: (stores) => ({ ...stores, openVault: () => openDynamoVault(TENANT, vaultOptions()) }),
  });
  const clients = { ...host.clients, secrets: secrets.client };
  const tableName = options.dynamo?.tableName ?? STUB_TABLE;
  const table = { client: clients.dynamo, tableName };
  // Their partitions have other names, so that one table holds both.
  const settings = { ...SETTINGS, LEDGER_TABLE: tableName, VAULT_TABLE: tableName };
  const vaultOptions = () => ({
    ledgerTable: table,
    vaultTable: table,
    secrets: secrets.client,
    namePrefix: PREFIX,
  });
  const openStores = () => openVaultStores(TENANT, clients, settings);
  const { wrap = (stores) => stores, isTimeUp = () => false } = options;
  let time = Date.now();
  const clock = {
    now: () => new Date(time).toISOString(),
    today: () => toIsoDay(new Date(time).toISOString().slice(0, 10)),
  };
  const door = openDoor('manage-vault', (opened) => (event: unknown) => {
    const vaultHost = { stores: () => wrap(openStores()), clock };
    return manageVaultTask(vaultHost, opened, { event, isTimeUp });
  }) as unknown as (event: unknown, context: unknown) => Promise<VaultAnswer>;
  const manage = (request: unknown, requestId = 'execution'): Promise<VaultAnswer> =>
    door({ tenantId: TENANT, request, requestId }, {});
  return {
    ...host,
    vaultStores: openStores(),
    manage,
    async manageAll(request, requestId, inThatHour) {
      for (let call = 0; call < MOST_CALLS; call += 1) {
        const answer = await manage(request, requestId).catch((error: unknown) => {
          if (error instanceof Error && error.name === 'KilledError') return null;
          throw error;
        });
        if (answer === null || answer.next === 'again') continue;
        if (answer.next !== 'later' && answer.next !== 'soon') return answer;
        if (answer.next === 'later') await inThatHour?.();
        time += answer.next === 'later' ? HOUR_MS : SOON_MS;
      }
      throw new Error('calls without end');
    },
    async openVault() {
      const vault = await openDynamoVault(TENANT, vaultOptions());
      if (vault === null) throw new Error('there is no vault');
      return vault;
    },
  };
}
