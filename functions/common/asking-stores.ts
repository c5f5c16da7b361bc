// The stores of doors that show a tenant's data to people, or prepare it for them: ledger, lake,
// quarantine without its texts, and queries.

import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { AthenaCalls } from '../../lib/adapters/aws/athena-calls.js';
import { DynamoCaseStore } from '../../lib/adapters/aws/dynamodb-case-store.js';
import { DynamoQuarantineStore } from '../../lib/adapters/aws/dynamodb-quarantine-store.js';
import { S3ObjectStore } from '../../lib/adapters/aws/s3-object-store.js';
import type { CaseStore } from '../../lib/ports/case-store.js';
import type { ObjectStore } from '../../lib/ports/object-store.js';
import type { QuarantineStore } from '../../lib/ports/quarantine-store.js';
import type { QueryEngine } from '../../lib/ports/query-engine.js';
import type { Settings } from '../environment.js';
import { openKeyedStores, type KeyedStores } from './keyed-stores.js';
import { openEngine, type QuerySettings } from './open-queries.js';
import type { TenantClients } from './tenant-clients.js';

export interface AskingStores extends KeyedStores {
  readonly objects: ObjectStore;
  /** Entries and counts: the role of these doors is refused the texts. */
  readonly quarantine: QuarantineStore;
  readonly cases: CaseStore;
  readonly openEngine: () => QueryEngine;
}

export type AskingSettings = QuerySettings &
  Settings<
    'LEDGER_TABLE' | 'LAKE_BUCKET' | 'QUARANTINE_BUCKET' | 'TENANT_ROLE_ARN' | 'TOKEN_KEY_PREFIX'
  >;

export function openAskingStores(
  clients: Pick<TenantClients, 'dynamo' | 's3'> & {
    readonly secrets: SecretsManagerClient;
    readonly athena: AthenaCalls;
  },
  settings: AskingSettings,
): AskingStores {
  const { dynamo, s3, athena } = clients;
  const keyed = openKeyedStores(clients, settings);
  const objects = new S3ObjectStore({ client: s3, bucket: settings.LAKE_BUCKET });
  return {
    ...keyed,
    objects,
    quarantine: new DynamoQuarantineStore({
      client: dynamo,
      tableName: settings.LEDGER_TABLE,
      texts: new S3ObjectStore({ client: s3, bucket: settings.QUARANTINE_BUCKET }),
      secrets: keyed.secrets,
    }),
    cases: new DynamoCaseStore({ client: dynamo, tableName: settings.LEDGER_TABLE }),
    openEngine: () => openEngine(athena, objects, settings),
  };
}
