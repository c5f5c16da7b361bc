// The stores of doors that read the ledger and make keyed hashes, and never see a raw number: they
// may read the tenant's token key and not make one.

import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { DynamoKeyChecks } from '../../lib/adapters/aws/dynamodb-key-checks.js';
import { DynamoLedgerStore } from '../../lib/adapters/aws/dynamodb-ledger-store.js';
import { DynamoSettingsStore } from '../../lib/adapters/aws/dynamodb-settings-store.js';
import { SecretsManagerSource } from '../../lib/adapters/aws/secrets-manager-source.js';
import type { LedgerTools } from '../../lib/pipeline/ledger-tools.js';
import { createTokenizer } from '../../lib/pipeline/tokenizer.js';
import type { LedgerStore } from '../../lib/ports/ledger-store.js';
import type { SecretSource } from '../../lib/ports/secret-source.js';
import type { SettingsStore } from '../../lib/ports/settings-store.js';
import type { Settings } from '../environment.js';
import { readTenantRules } from './ledger-context.js';

export interface KeyedStores {
  readonly ledger: LedgerStore;
  readonly settings: SettingsStore;
  readonly secrets: SecretSource;
}

export function openKeyedStores(
  clients: { readonly dynamo: DynamoDBClient; readonly secrets: SecretsManagerClient },
  settings: Settings<'LEDGER_TABLE' | 'TOKEN_KEY_PREFIX'>,
): KeyedStores {
  const table = { client: clients.dynamo, tableName: settings.LEDGER_TABLE };
  return {
    ledger: new DynamoLedgerStore(table),
    settings: new DynamoSettingsStore(table),
    secrets: new SecretsManagerSource({
      client: clients.secrets,
      namePrefix: settings.TOKEN_KEY_PREFIX,
      checks: new DynamoKeyChecks(table),
    }),
  };
}

export async function openKeyedTools(
  tenantId: string,
  { ledger, settings, secrets }: KeyedStores,
): Promise<LedgerTools> {
  const { context } = await readTenantRules(settings, tenantId);
  const tokens = createTokenizer(tenantId, await secrets.tokenKey(tenantId));
  return { tenantId, ledger, tokens, context };
}
