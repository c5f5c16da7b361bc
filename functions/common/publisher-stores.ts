// The stores of the doors that publish and ask: they see no raw number, and hold no key that could
// make tokens out of one.

import { DynamoLedgerStore } from '../../lib/adapters/aws/dynamodb-ledger-store.js';
import { DynamoSettingsStore } from '../../lib/adapters/aws/dynamodb-settings-store.js';
import { S3ObjectStore } from '../../lib/adapters/aws/s3-object-store.js';
import type { LedgerTools } from '../../lib/pipeline/ledger-tools.js';
import type { TenantRules } from '../../lib/pipeline/tenant-rules.js';
import type { Tokenizer } from '../../lib/pipeline/tokenizer.js';
import type { LedgerStore } from '../../lib/ports/ledger-store.js';
import type { ObjectStore } from '../../lib/ports/object-store.js';
import type { SettingsStore } from '../../lib/ports/settings-store.js';
import type { Settings } from '../environment.js';
import { readTenantRules } from './ledger-context.js';
import type { TenantClients } from './tenant-clients.js';

export interface PublisherStores {
  readonly ledger: LedgerStore;
  readonly settings: SettingsStore;
  readonly objects: ObjectStore;
}

export function openPublisherStores(
  { dynamo, s3 }: Pick<TenantClients, 'dynamo' | 's3'>,
  settings: Settings<'LEDGER_TABLE' | 'LAKE_BUCKET'>,
): PublisherStores {
  const table = { client: dynamo, tableName: settings.LEDGER_TABLE };
  return {
    ledger: new DynamoLedgerStore(table),
    settings: new DynamoSettingsStore(table),
    objects: new S3ObjectStore({ client: s3, bucket: settings.LAKE_BUCKET }),
  };
}

export async function openReadingTools(
  tenantId: string,
  { ledger, settings }: PublisherStores,
): Promise<{ readonly tools: LedgerTools; readonly rules: TenantRules }> {
  const rules = await readTenantRules(settings, tenantId);
  return { tools: { tenantId, ledger, tokens: NO_TOKENS, context: rules.context }, rules };
}

/** Folding what is stored asks for no token; whatever did would be a mistake. */
const NO_TOKENS: Tokenizer = {
  keyId: 'none',
  token: refuse,
  keyedHash: refuse,
};

function refuse(): never {
  throw new Error('this door holds no token key');
}
