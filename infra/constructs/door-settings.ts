// The environment of a door: each setting that its contract asks for, from the stack that has it. A
// setting without a line here does not compile.

import { FUNCTION_CONTRACTS } from '../../functions/contract.js';
import type { FunctionName } from '../../functions/function-contract.js';
import type { SettingName } from '../../functions/environment.js';
import type { StatefulStack } from '../stacks/stateful-stack.js';
import { STARTED_RUNS } from './door-policy.js';
import { runMachineArn } from './run-name.js';

type Source = (stateful: StatefulStack, door: FunctionName) => string;

const SOURCES: Readonly<Record<SettingName, Source>> = {
  LEDGER_TABLE: ({ ledgerTable }) => ledgerTable.tableName,
  VAULT_TABLE: ({ vaultTable }) => vaultTable.tableName,
  INBOX_BUCKET: ({ buckets }) => buckets.inbox.bucketName,
  INBOX_KMS_KEY_ARN: ({ intakeKey }) => intakeKey.keyArn,
  QUARANTINE_BUCKET: ({ buckets }) => buckets.quarantine.bucketName,
  LAKE_BUCKET: ({ buckets }) => buckets.lake.bucketName,
  REPORTS_BUCKET: ({ buckets }) => buckets.reports.bucketName,
  TENANT_ROLE_ARN: ({ tenantRoles }, door) => {
    const { worksAs } = FUNCTION_CONTRACTS[door];
    if (worksAs === null) throw new Error(`${door} asks for a tenant's role and works for none`);
    return tenantRoles.roles[worksAs].role.roleArn;
  },
  TOKEN_KEY_PREFIX: ({ tokenKeyPrefix }) => tokenKeyPrefix,
  TOKEN_KMS_KEY_ARN: ({ vaultKey }) => vaultKey.keyArn,
  RECEIVED_FILES_QUEUE_URL: ({ queues }) => queues.receivedFiles.queue.queueUrl,
  LEDGER_BATCHES_QUEUE_URL: ({ queues }) => queues.ledgerBatches.queue.queueUrl,
  ALERTS_QUEUE_URL: ({ queues }) => queues.alerts.queue.queueUrl,
  MONTHLY_REPORT_ARN: (stateful) => runMachineArn(stateful, STARTED_RUNS.monthlyReport),
  ATHENA_DATABASE: ({ catalogue }) => catalogue.databaseName,
  ATHENA_WORKGROUP: ({ workgroup }) => workgroup.workgroupName,
};

export function doorSettings(
  door: FunctionName,
  stateful: StatefulStack,
): Readonly<Record<string, string>> {
  const { settings } = FUNCTION_CONTRACTS[door];
  return Object.fromEntries(settings.map((name) => [name, SOURCES[name](stateful, door)]));
}
