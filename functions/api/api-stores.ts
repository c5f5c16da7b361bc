// What the API works with for one tenant: the stores of a door that shows data, what alerts
// remember, the files of reports and links to them, the forms that let a file into the inbox, and
// the vault as far as one may add to it.

import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { AthenaCalls } from '../../lib/adapters/aws/athena-calls.js';
import { DynamoAlertStore } from '../../lib/adapters/aws/dynamodb-alert-store.js';
import { openDynamoVault } from '../../lib/adapters/aws/identity-vault.js';
import { S3Links } from '../../lib/adapters/aws/s3-links.js';
import { S3ObjectStore } from '../../lib/adapters/aws/s3-object-store.js';
import { S3UploadForms } from '../../lib/adapters/aws/s3-upload-forms.js';
import type { AlertStore } from '../../lib/ports/alert-store.js';
import type { IdentityVault } from '../../lib/ports/identity-vault.js';
import type { ObjectStore } from '../../lib/ports/object-store.js';
import type { QueryEngine } from '../../lib/ports/query-engine.js';
import {
  openAskingStores,
  type AskingSettings,
  type AskingStores,
} from '../common/asking-stores.js';
import { openEngine } from '../common/open-queries.js';
import type { TenantClients } from '../common/tenant-clients.js';
import type { Settings } from '../environment.js';

export interface ApiStores extends Omit<AskingStores, 'openEngine'> {
  readonly alerts: AlertStore;
  readonly reports: ObjectStore;
  readonly reportLinks: S3Links;
  readonly uploadForms: S3UploadForms;
  /** Looks at a query and never waits for it. */
  readonly glances: QueryEngine;
  /** Null where the tenant keeps no vault; the role of this door may read nothing of it. */
  readonly openVault: () => Promise<Pick<IdentityVault, 'remember'> | null>;
}

export type ApiSettings = AskingSettings &
  Settings<'VAULT_TABLE' | 'INBOX_BUCKET' | 'INBOX_KMS_KEY_ARN' | 'REPORTS_BUCKET'>;

export function openApiStores(
  tenantId: string,
  clients: Pick<TenantClients, 'dynamo' | 's3'> & {
    readonly secrets: SecretsManagerClient;
    readonly athena: AthenaCalls;
  },
  settings: ApiSettings,
): ApiStores {
  const { dynamo, s3, athena, secrets } = clients;
  const tableNamed = (tableName: string) => ({ client: dynamo, tableName });
  const stores = openAskingStores(clients, settings);
  return {
    ...stores,
    alerts: new DynamoAlertStore(tableNamed(settings.LEDGER_TABLE)),
    reports: new S3ObjectStore({ client: s3, bucket: settings.REPORTS_BUCKET }),
    reportLinks: new S3Links({ client: s3, bucket: settings.REPORTS_BUCKET }),
    uploadForms: new S3UploadForms({
      client: s3,
      bucket: settings.INBOX_BUCKET,
      kmsKeyArn: settings.INBOX_KMS_KEY_ARN,
    }),
    glances: openEngine(athena, stores.objects, { ...settings, isGlancing: true }),
    openVault: () =>
      openDynamoVault(tenantId, {
        ledgerTable: tableNamed(settings.LEDGER_TABLE),
        vaultTable: tableNamed(settings.VAULT_TABLE),
        secrets,
        namePrefix: settings.TOKEN_KEY_PREFIX,
      }),
  };
}
