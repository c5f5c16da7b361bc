// The stores of the doors that take claims in, for one tenant.

import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { DynamoKeyChecks } from '../../lib/adapters/aws/dynamodb-key-checks.js';
import { DynamoLedgerStore } from '../../lib/adapters/aws/dynamodb-ledger-store.js';
import { DynamoQuarantineStore } from '../../lib/adapters/aws/dynamodb-quarantine-store.js';
import { DynamoSettingsStore } from '../../lib/adapters/aws/dynamodb-settings-store.js';
import { S3ObjectStore } from '../../lib/adapters/aws/s3-object-store.js';
import { SecretsManagerSource } from '../../lib/adapters/aws/secrets-manager-source.js';
import type { IntakeTools } from '../../lib/pipeline/ingest-claims.js';
import { createTokenizer } from '../../lib/pipeline/tokenizer.js';
import type { LedgerStore } from '../../lib/ports/ledger-store.js';
import type { ObjectStore } from '../../lib/ports/object-store.js';
import type { QuarantineStore } from '../../lib/ports/quarantine-store.js';
import type { SecretSource } from '../../lib/ports/secret-source.js';
import type { SettingsChange, SettingsStore } from '../../lib/ports/settings-store.js';
import type { Settings } from '../environment.js';
import { readTenantRules } from './ledger-context.js';
import type { TenantClients } from './tenant-clients.js';

export interface ReceiverStores {
  readonly ledger: LedgerStore;
  readonly quarantine: QuarantineStore;
  readonly settings: SettingsStore;
  readonly secrets: SecretSource;
  /** The lake bucket. */
  readonly objects: ObjectStore;
  /** The quarantine bucket: what still names people. */
  readonly sealed: ObjectStore;
}

export type ReceiverSettings = Settings<
  'LEDGER_TABLE' | 'QUARANTINE_BUCKET' | 'LAKE_BUCKET' | 'TOKEN_KEY_PREFIX' | 'TOKEN_KMS_KEY_ARN'
>;

export function openReceiverStores(
  {
    dynamo,
    s3,
    ...clients
  }: Pick<TenantClients, 'dynamo' | 's3'> & {
    readonly secrets: SecretsManagerClient;
  },
  settings: ReceiverSettings,
): ReceiverStores {
  const table = { client: dynamo, tableName: settings.LEDGER_TABLE };
  const secrets = new SecretsManagerSource({
    client: clients.secrets,
    namePrefix: settings.TOKEN_KEY_PREFIX,
    checks: new DynamoKeyChecks(table),
    kmsKeyId: settings.TOKEN_KMS_KEY_ARN,
  });
  const sealed = new S3ObjectStore({ client: s3, bucket: settings.QUARANTINE_BUCKET });
  return {
    ledger: new DynamoLedgerStore(table),
    quarantine: new DynamoQuarantineStore({ ...table, texts: sealed, secrets }),
    settings: new DynamoSettingsStore(table),
    secrets,
    objects: new S3ObjectStore({ client: s3, bucket: settings.LAKE_BUCKET }),
    sealed,
  };
}

export interface OpenTools {
  readonly tools: IntakeTools;
  /** What the tenant decided so far. */
  readonly decisions: readonly SettingsChange[];
}

export async function openIntakeTools(
  tenantId: string,
  stores: Pick<ReceiverStores, 'ledger' | 'quarantine' | 'settings' | 'secrets'>,
): Promise<OpenTools> {
  const { ledger, quarantine, settings, secrets } = stores;
  const { context, decisions } = await readTenantRules(settings, tenantId);
  const tokens = createTokenizer(tenantId, await secrets.tokenKey(tenantId));
  return { tools: { tenantId, ledger, quarantine, tokens, context }, decisions };
}
