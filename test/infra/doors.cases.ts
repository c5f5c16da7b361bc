// Each function: its settings, its source, and word for word what its own role may do.

import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { FUNCTION_CONTRACTS } from '../../functions/contract.js';
import {
  FUNCTION_NAMES,
  type FunctionContract,
  type FunctionName,
} from '../../functions/function-contract.js';
import { doorId } from '../../infra/state-machines/door-id.js';
import { tokenKeyAccessOf } from '../../infra/constructs/tenant-roles.js';
import { policyLines } from './policy-lines.js';
import { statefulTemplate, statelessTemplate, statementsOf, text } from './synthesized.js';

const FUNCTION = 'AWS::Lambda::Function';
const template = statelessTemplate('prod');

const ENVIRONMENT = z.object({ Variables: z.record(z.string(), z.unknown()) });
const functions = new Map(
  Object.values(template.findResources(FUNCTION)).map((resource) => {
    const { Properties } = z
      .object({ Properties: z.record(z.string(), z.unknown()) })
      .parse(resource);
    return [text(Properties['FunctionName']).replace('kxray-prod-', ''), Properties];
  }),
);

const log = (door: string) => `logs:CreateLogStream logs:PutLogEvents on \${Doors${door}Log.Arn}`;
const assume = (role: string) => `sts:AssumeRole sts:TagSession on \${Tenants${role}Role.Arn}`;
const take = (queue: string, ...more: readonly string[]) => {
  const actions = ['ChangeMessageVisibility', 'DeleteMessage', 'GetQueueAttributes'];
  const all = [...actions, 'ReceiveMessage', ...more].map((action) => `sqs:${action}`);
  return `${all.join(' ')} on \${Queues${queue}Queue.Arn}`;
};
const byQueue = (...actions: readonly string[]) =>
  `${actions.join(' ')} on \${OperationsKey.Arn} if ` +
  'kms:ViaService StringEquals sqs.us-east-1.amazonaws.com';

/** Exactly what each door may do by itself. A line more is a decision, to be made here too. */
const POLICIES: Readonly<Record<FunctionName, readonly string[]>> = {
  'receive-file': [
    log('ReceiveFile'),
    assume('Receiver'),
    take('ReceivedFiles'),
    'sqs:SendMessage on ${QueuesLedgerBatchesQueue.Arn} ${QueuesReceivedFilesQueue.Arn}',
    byQueue('kms:Decrypt', 'kms:GenerateDataKey'),
  ],
  'post-ledger': [
    log('PostLedger'),
    assume('Poster'),
    take('LedgerBatches'),
    byQueue('kms:Decrypt'),
  ],
  'list-tenants': [
    log('ListTenants'),
    's3:ListBucket on ${BucketsInbox.Arn} if ' +
      's3:prefix StringEquals tenant= and s3:delimiter StringEquals /',
  ],
  refold: [log('Refold'), assume('Refolder')],
  publish: [log('Publish'), assume('Publisher')],
  reconcile: [log('Reconcile'), assume('Publisher')],
  score: [
    log('Score'),
    assume('Scorer'),
    'sqs:SendMessage on ${QueuesAlertsQueue.Arn}',
    byQueue('kms:Decrypt', 'kms:GenerateDataKey'),
  ],
  'build-report': [log('BuildReport'), assume('Scorer')],
  'queue-alerts': [
    log('QueueAlerts'),
    'dynamodb:DescribeStream dynamodb:GetRecords dynamodb:GetShardIterator ' +
      'dynamodb:ListStreams on ${LedgerTable.StreamArn}',
    'sqs:SendMessage on ${DoorsUntoldChanges.Arn} ${QueuesAlertsQueue.Arn}',
    byQueue('kms:Decrypt', 'kms:GenerateDataKey'),
  ],
  'deliver-alerts': [
    log('DeliverAlerts'),
    assume('Messenger'),
    take('Alerts', 'SendMessage'),
    byQueue('kms:Decrypt', 'kms:GenerateDataKey'),
  ],
  api: [
    log('Api'),
    assume('Dashboard'),
    'states:StartExecution on ' +
      'arn:aws:states:us-east-1:${AWS::AccountId}:stateMachine:kxray-prod-monthly',
    'sqs:SendMessage on ${QueuesAlertsQueue.Arn}',
    byQueue('kms:Decrypt', 'kms:GenerateDataKey'),
  ],
  'manage-vault': [log('ManageVault'), assume('Identifier')],
};

describe.each(FUNCTION_NAMES)('the door %s', (name) => {
  const contract: FunctionContract = FUNCTION_CONTRACTS[name];
  const properties = functions.get(name);

  it('runs as its contract says', () => {
    expect(properties).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: [contract.native === undefined ? 'arm64' : 'x86_64'],
      MemorySize: contract.memoryMegabytes,
      Timeout: contract.timeoutSeconds,
      LoggingConfig: { LogFormat: 'JSON', ApplicationLogLevel: 'INFO' },
    });
  });

  it('gets the settings that it asks for, and no other', () => {
    const { Variables } = ENVIRONMENT.parse(properties?.['Environment']);

    expect(Object.keys(Variables).sort()).toEqual([...contract.settings].sort());
  });

  it('works with the use of the token key that its contract names', () => {
    const { worksAs, tokenKey } = contract;

    expect(worksAs === null ? null : tokenKeyAccessOf(worksAs)).toBe(tokenKey);
  });

  it('may do exactly this', () => {
    expect([...policyLines(template, `Doors${doorId(name)}Policy`)].sort()).toEqual(
      [...POLICIES[name]].sort(),
    );
  });
});

describe('the doors', () => {
  it('are roles that tenants trust, by their path', () => {
    const doors = Object.entries(template.findResources('AWS::IAM::Role')).filter(([id]) =>
      id.startsWith('Doors'),
    );

    expect(doors).toHaveLength(FUNCTION_NAMES.length);
    for (const [, role] of doors) {
      expect(role).toMatchObject({ Properties: { Path: '/kxray/prod/doors/' } });
    }
  });

  it('may call themselves where a file goes back to the queue that it came from', () => {
    const allowed = [...functions]
      .filter(([, properties]) => properties['RecursiveLoop'] === 'Allow')
      .map(([name]) => name);

    expect(allowed.sort()).toEqual(['deliver-alerts', 'receive-file']);
  });

  it('reserve no executions unless the stage says so', () => {
    for (const properties of functions.values()) {
      expect(properties).not.toHaveProperty('ReservedConcurrentExecutions');
    }
  });

  it('keep logs under our key, and for the time of the stage', () => {
    template.allResourcesProperties('AWS::Logs::LogGroup', { RetentionInDays: 90 });
    for (const group of Object.values(template.findResources('AWS::Logs::LogGroup'))) {
      const { KmsKeyId } = z
        .object({ Properties: z.object({ KmsKeyId: z.unknown() }) })
        .parse(group).Properties;
      expect(text(KmsKeyId)).toBe('${OperationsKey.Arn}');
    }
  });

  it('are called by nobody else', () => {
    const permissions = Object.values(template.findResources('AWS::Lambda::Permission'));

    expect(permissions).toHaveLength(1);
    expect(permissions[0]).toMatchObject({ Properties: { Principal: 'apigateway.amazonaws.com' } });
  });
});

describe('the event sources', () => {
  const sources = Object.values(template.findResources('AWS::Lambda::EventSourceMapping')).map(
    (resource) => {
      const { Properties } = z
        .object({ Properties: z.record(z.string(), z.unknown()) })
        .parse(resource);
      return { ...Properties, source: text(Properties['EventSourceArn']) };
    },
  );

  it.each([
    ['ReceivedFiles', 1, 10],
    ['LedgerBatches', 5, 20],
    ['Alerts', 10, 5],
  ])('take %s by %i, %i at a time, and give back what failed', (queue, batch, most) => {
    expect(sources).toContainEqual(
      expect.objectContaining({
        source: `\${Queues${queue}Queue.Arn}`,
        BatchSize: batch,
        ScalingConfig: { MaximumConcurrency: most },
        FunctionResponseTypes: ['ReportBatchItemFailures'],
      }),
    );
  });

  it('pass nothing of the stream over, and leave what fails where an alarm is', () => {
    expect(sources).toContainEqual(
      expect.objectContaining({
        source: '${LedgerTable.StreamArn}',
        StartingPosition: 'TRIM_HORIZON',
        BisectBatchOnFunctionError: true,
        MaximumRetryAttempts: 10,
        DestinationConfig: {
          OnFailure: {
            Destination: { 'Fn::GetAtt': [expect.stringMatching(/^DoorsUntoldChanges/), 'Arn'] },
          },
        },
      }),
    );
  });

  it('wait for a door six times as long as it may work', () => {
    const queues = statefulTemplate('prod').findResources('AWS::SQS::Queue');
    for (const name of FUNCTION_NAMES) {
      const { trigger, timeoutSeconds } = FUNCTION_CONTRACTS[name];
      if (trigger.kind !== 'queue') continue;
      const [, queue] =
        Object.entries(queues).find(([id]) =>
          id.toLowerCase().startsWith(`queues${trigger.queue.toLowerCase()}queue`),
        ) ?? [];
      const { VisibilityTimeout } = z
        .object({ Properties: z.object({ VisibilityTimeout: z.number() }) })
        .parse(queue).Properties;
      expect([name, VisibilityTimeout >= 6 * timeoutSeconds]).toEqual([name, true]);
    }
  });
});

describe('all policies of the stateless stack', () => {
  const ofIdentities = statementsOf(template, 'AWS::IAM::ManagedPolicy');

  it('allow no action by a wildcard', () => {
    const actions = ofIdentities.flatMap((statement) => statement.actions);

    expect(actions.length).toBeGreaterThan(40);
    expect(actions.filter((action) => action.includes('*'))).toEqual([]);
  });

  it('name every resource but deliveries of logs and traces, which have no name', () => {
    const everything = ofIdentities.filter(({ resources }) => resources.includes('*'));

    expect(everything).toHaveLength(5);
    for (const { logicalId, actions } of everything) {
      expect(logicalId).toMatch(/^(Hourly|Nightly|Monthly|Settings|Identity)Policy/);
      expect(actions.filter((action) => !/^(logs|xray):/.test(action))).toEqual([]);
      expect(actions).not.toContain('logs:GetLogEvents');
    }
  });

  it('are all of their own: none is inline, none is of AWS', () => {
    template.resourceCountIs('AWS::IAM::Policy', 0);
    for (const role of Object.values(template.findResources('AWS::IAM::Role'))) {
      expect(role).not.toHaveProperty('Properties.Policies');
      expect(role).not.toHaveProperty('Properties.ManagedPolicyArns');
    }
  });
});
