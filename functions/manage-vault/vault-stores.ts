// The stores of the door that manages the vault, for one tenant: everything that knows people by
// token, what knows who they are, and the keys.

import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { DynamoAlertStore } from '../../lib/adapters/aws/dynamodb-alert-store.js';
import { DynamoCaseStore } from '../../lib/adapters/aws/dynamodb-case-store.js';
import { DynamoKeyChecks } from '../../lib/adapters/aws/dynamodb-key-checks.js';
import { DynamoLedgerKeeper } from '../../lib/adapters/aws/dynamodb-ledger-keeper.js';
import { DynamoLedgerStore } from '../../lib/adapters/aws/dynamodb-ledger-store.js';
import { DynamoQuarantineStore } from '../../lib/adapters/aws/dynamodb-quarantine-store.js';
import { DynamoSettingsStore } from '../../lib/adapters/aws/dynamodb-settings-store.js';
import { createDynamoVault, openDynamoVault } from '../../lib/adapters/aws/identity-vault.js';
import { S3ObjectStore } from '../../lib/adapters/aws/s3-object-store.js';
import { SecretsManagerRotation } from '../../lib/adapters/aws/secrets-manager-rotation.js';
import { SecretsManagerSource } from '../../lib/adapters/aws/secrets-manager-source.js';
import type { AlertStore } from '../../lib/ports/alert-store.js';
import type { CaseStore } from '../../lib/ports/case-store.js';
import type { IdentityVault } from '../../lib/ports/identity-vault.js';
import type { LedgerKeeper } from '../../lib/ports/ledger-keeper.js';
import type { LedgerStore } from '../../lib/ports/ledger-store.js';
import type { ObjectStore } from '../../lib/ports/object-store.js';
import type { QuarantineStore } from '../../lib/ports/quarantine-store.js';
import type { SecretSource } from '../../lib/ports/secret-source.js';
import type { SettingsStore } from '../../lib/ports/settings-store.js';
import type { TokenKeyRotation } from '../../lib/ports/token-key-rotation.js';
import type { TenantClients } from '../common/tenant-clients.js';
import type { Settings } from '../environment.js';

export interface VaultStores {
  readonly ledger: LedgerStore;
  readonly keeper: LedgerKeeper;
  readonly alerts: AlertStore;
  readonly cases: CaseStore;
  readonly settings: SettingsStore;
  readonly secrets: SecretSource;
  readonly rotation: TokenKeyRotation;
  /** The lake bucket. */
  readonly objects: ObjectStore;
  /** The reports bucket. */
  readonly rendered: ObjectStore;
  /** Sealed and opened under a key that need not be the one in force. */
  readonly quarantineUnder: (secrets: SecretSource) => QuarantineStore;
  readonly createVault: () => Promise<void>;
  /** Null where the tenant keeps no vault. */
  readonly openVault: () => Promise<IdentityVault | null>;
}

export type VaultSettings = Settings<
  | 'LEDGER_TABLE'
  | 'VAULT_TABLE'
  | 'QUARANTINE_BUCKET'
  | 'LAKE_BUCKET'
  | 'REPORTS_BUCKET'
  | 'TOKEN_KEY_PREFIX'
  | 'TOKEN_KMS_KEY_ARN'
>;

type VaultClients = Pick<TenantClients, 'dynamo' | 's3'> & {
  readonly secrets: SecretsManagerClient;
};

export function openVaultStores(
  tenantId: string,
  { dynamo, s3, secrets: client }: VaultClients,
  settings: VaultSettings,
): VaultStores {
  const ledgerTable = { client: dynamo, tableName: settings.LEDGER_TABLE };
  const vaultTable = { client: dynamo, tableName: settings.VAULT_TABLE };
  const named = { client, namePrefix: settings.TOKEN_KEY_PREFIX };
  const bucket = (name: string) => new S3ObjectStore({ client: s3, bucket: name });
  const texts = bucket(settings.QUARANTINE_BUCKET);
  const vault = {
    ledgerTable,
    vaultTable,
    secrets: client,
    namePrefix: settings.TOKEN_KEY_PREFIX,
    kmsKeyId: settings.TOKEN_KMS_KEY_ARN,
  };
  return {
    ledger: new DynamoLedgerStore(ledgerTable),
    keeper: new DynamoLedgerKeeper(ledgerTable),
    alerts: new DynamoAlertStore(ledgerTable),
    cases: new DynamoCaseStore(ledgerTable),
    settings: new DynamoSettingsStore(ledgerTable),
    secrets: new SecretsManagerSource({ ...named, checks: new DynamoKeyChecks(ledgerTable) }),
    rotation: new SecretsManagerRotation({ ...named, ledgerTable }),
    objects: bucket(settings.LAKE_BUCKET),
    rendered: bucket(settings.REPORTS_BUCKET),
    quarantineUnder: (secrets) => new DynamoQuarantineStore({ ...ledgerTable, texts, secrets }),
    createVault: () => createDynamoVault(tenantId, vault),
    openVault: () => openDynamoVault(tenantId, vault),
  };
}
