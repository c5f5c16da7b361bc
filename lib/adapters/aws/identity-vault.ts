// The vault of a tenant on the aws host: sealed records in the vault table, the private half of its
// key in Secrets Manager, the public half in the ledger table, where the role that reads claims
// finds it; of the vault table that role may read nothing.

import {
  CreateSecretCommand,
  GetSecretValueCommand,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { SealedIdentityVault } from '../common/sealed-identity-vault.js';
import { VaultError } from '../common/vault-error.js';
import {
  newVaultKeyTexts,
  parseVaultPrivateKey,
  parseVaultPublicKey,
  publicKeyText,
  type VaultPrivateKey,
} from '../common/vault-key.js';
import { isFault } from './aws-fault.js';
import { assertTenantId } from './aws-key-part.js';
import { DEFAULT_RETRY, withRetries } from './aws-retry.js';
import { DynamoItemReader } from './dynamodb-item-reader.js';
import type { ItemKey } from './dynamodb-ledger-keys.js';
import { putOnce } from './dynamodb-put-once.js';
import { textOf } from './dynamodb-stored-document.js';
import { DynamoTable, type DynamoTableOptions } from './dynamodb-table.js';
import { DynamoVaultRecords } from './identity-vault-records.js';

export interface DynamoVaultOptions {
  readonly ledgerTable: DynamoTableOptions;
  readonly vaultTable: DynamoTableOptions;
  readonly secrets: SecretsManagerClient;
  /** Names are PREFIX/TENANT/vault-key, beside the token key's. */
  readonly namePrefix: string;
  /** The vault's own key for the secret; without it the account's default one. */
  readonly kmsKeyId?: string;
}

/** Makes the vault of a tenant; of several who do at once one is first, and that one stays. */
export async function createDynamoVault(
  tenantId: string,
  options: DynamoVaultOptions,
): Promise<void> {
  const { secrets, kmsKeyId } = options;
  const { privateText } = newVaultKeyTexts();
  const command = new CreateSecretCommand({
    Name: secretName(tenantId, options),
    Description: 'KXRay: opens the identity vault. Losing it closes the vault for good.',
    SecretString: privateText,
    ...(kmsKeyId === undefined ? {} : { KmsKeyId: kmsKeyId }),
  });
  await withRetries('CreateSecret', DEFAULT_RETRY, async () => {
    try {
      await secrets.send(command);
    } catch (error) {
      if (!isFault(error, 'ResourceExistsException')) throw error;
    }
  });
  // What lies there counts, ours or another's: the public half is told from it.
  const { publicKey } = await readPrivateKey(tenantId, options);
  const text = { S: publicKeyText(publicKey) };
  await putOnce(new DynamoTable(options.ledgerTable), publicItem(tenantId), { text });
}

/** Null where the tenant keeps no vault. Opening an entry takes a role that may read the secret. */
export async function openDynamoVault(
  tenantId: string,
  options: DynamoVaultOptions,
): Promise<SealedIdentityVault | null> {
  const reader = new DynamoItemReader(new DynamoTable(options.ledgerTable));
  const [item = null] = await reader.read([publicItem(tenantId)]);
  if (item === null) return null;
  const publicKey = parseVaultPublicKey(textOf(item, 'text'));
  if (publicKey === null) throw new VaultError('the public key of the vault is damaged');
  return new SealedIdentityVault({
    records: new DynamoVaultRecords(options.vaultTable),
    publicKey,
    privateKey: () => readPrivateKey(tenantId, options),
  });
}

async function readPrivateKey(
  tenantId: string,
  options: DynamoVaultOptions,
): Promise<VaultPrivateKey> {
  const name = secretName(tenantId, options);
  const command = new GetSecretValueCommand({ SecretId: name });
  const { SecretString } = await withRetries('GetSecretValue', DEFAULT_RETRY, () =>
    options.secrets.send(command),
  );
  const key = parseVaultPrivateKey(SecretString ?? '');
  if (key === null) throw new VaultError(`the secret ${name} is damaged or no vault key`);
  return key;
}

function secretName(tenantId: string, { namePrefix }: DynamoVaultOptions): string {
  assertTenantId(tenantId);
  return `${namePrefix}/${tenantId}/vault-key`;
}

function publicItem(tenantId: string): ItemKey {
  assertTenantId(tenantId);
  return { pk: `${tenantId}#vault`, sk: 'public-key' };
}
