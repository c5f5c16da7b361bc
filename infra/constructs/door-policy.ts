// What the own role of a door may do, statement by statement from its contract. Data of tenants is
// not among it: for that a door assumes a tenant's role, one tenant at a time (tenant-role.ts), and
// all that it has by itself are its log, its queues, runs that it starts by name, and the right to
// ask for that role.

import { Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type {
  FunctionContract,
  QueueName,
  StartedRun,
  TenantWork,
} from '../../functions/function-contract.js';
import type { StatefulStack } from '../stacks/stateful-stack.js';
import { runMachineArn } from './run-name.js';

export interface DoorPolicyProps {
  readonly contract: FunctionContract;
  readonly stateful: StatefulStack;
  readonly logGroup: ILogGroup;
  /** Where the event source of a stream leaves what it gave up on; null for other doors. */
  readonly givenUp: IQueue | null;
}

/** Names of the state machines that doors may start. */
export const STARTED_RUNS: Readonly<Record<StartedRun, string>> = { monthlyReport: 'monthly' };

export function doorStatements(props: DoorPolicyProps): readonly PolicyStatement[] {
  const { contract, stateful, logGroup, givenUp } = props;
  const { trigger, worksAs, startsRuns = [] } = contract;
  const sends = contract.sendsTo.map((queue) => queueOf(stateful, queue));
  return [
    new PolicyStatement({
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      // The ARN of a group is that of its streams.
      resources: [logGroup.logGroupArn],
    }),
    ...(worksAs === null ? [] : [assumeStatement(worksAs, stateful)]),
    ...(startsRuns.length === 0 ? [] : [startStatement(startsRuns, stateful)]),
    ...(contract.listsTenants ? [listTenantsStatement(stateful)] : []),
    ...(trigger.kind === 'queue' ? [takeStatement(queueOf(stateful, trigger.queue))] : []),
    ...(trigger.kind === 'stream' ? [streamStatement(stateful)] : []),
    ...queueStatements(stateful.operationsKey, {
      takes: trigger.kind === 'queue',
      sends: givenUp === null ? sends : [...sends, givenUp],
    }),
  ];
}

export function queueOf({ queues }: StatefulStack, name: QueueName): IQueue {
  return queues[name].queue;
}

function assumeStatement(work: TenantWork, { tenantRoles }: StatefulStack): PolicyStatement {
  return new PolicyStatement({
    actions: ['sts:AssumeRole', 'sts:TagSession'],
    resources: [tenantRoles.roles[work].role.roleArn],
  });
}

function startStatement(runs: readonly StartedRun[], stateful: StatefulStack): PolicyStatement {
  return new PolicyStatement({
    actions: ['states:StartExecution'],
    resources: runs.map((run) => runMachineArn(stateful, STARTED_RUNS[run])),
  });
}

/** Names of folders of the inbox, and not what is in them. */
function listTenantsStatement({ buckets }: StatefulStack): PolicyStatement {
  return new PolicyStatement({
    actions: ['s3:ListBucket'],
    resources: [buckets.inbox.bucketArn],
    conditions: { StringEquals: { 's3:prefix': 'tenant=', 's3:delimiter': '/' } },
  });
}

function takeStatement(queue: IQueue): PolicyStatement {
  return new PolicyStatement({
    actions: [
      'sqs:ChangeMessageVisibility',
      'sqs:DeleteMessage',
      'sqs:GetQueueAttributes',
      'sqs:ReceiveMessage',
    ],
    resources: [queue.queueArn],
  });
}

function streamStatement({ ledgerTable }: StatefulStack): PolicyStatement {
  const { tableStreamArn } = ledgerTable;
  if (tableStreamArn === undefined) throw new Error('the ledger table has no stream');
  return new PolicyStatement({
    actions: [
      'dynamodb:DescribeStream',
      'dynamodb:GetRecords',
      'dynamodb:GetShardIterator',
      'dynamodb:ListStreams',
    ],
    resources: [tableStreamArn],
  });
}

interface QueueUse {
  readonly takes: boolean;
  readonly sends: readonly IQueue[];
}

function queueStatements(key: IKey, { takes, sends }: QueueUse): readonly PolicyStatement[] {
  if (!takes && sends.length === 0) return [];
  const { region } = Stack.of(key);
  return [
    ...(sends.length === 0
      ? []
      : [
          new PolicyStatement({
            actions: ['sqs:SendMessage'],
            resources: sends.map(({ queueArn }) => queueArn),
          }),
        ]),
    new PolicyStatement({
      actions: ['kms:Decrypt', ...(sends.length === 0 ? [] : ['kms:GenerateDataKey'])],
      resources: [key.keyArn],
      conditions: { StringEquals: { 'kms:ViaService': `sqs.${region}.amazonaws.com` } },
    }),
  ];
}
