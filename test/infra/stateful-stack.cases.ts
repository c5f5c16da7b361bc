// Guards what must never be deleted or laid open by mistake.

import { describe, expect, it } from '@jest/globals';
import { Match } from 'aws-cdk-lib/assertions';
import {
  SHARD_INDEX,
  SHARD_INDEX_ATTRIBUTES,
  SHARD_INDEX_KEYS,
} from '../../lib/adapters/aws/dynamodb-ledger-keys.js';
import type { StageName } from '../../infra/settings/stage-defaults.js';
import { statefulTemplate, statementsOf, synthesized } from './synthesized.js';

const TABLE = 'AWS::DynamoDB::GlobalTable';
const KEY = 'AWS::KMS::Key';
const BUCKET = 'AWS::S3::Bucket';
const QUEUE = 'AWS::SQS::Queue';

const template = statefulTemplate('prod');
const dev = statefulTemplate('dev');

const idsOf = (type: string) => Object.keys(template.findResources(type));
const idOf = (type: string, start: string) =>
  idsOf(type).find((id) => id.startsWith(start)) ?? `no ${start}`;

describe('StatefulStack keeps', () => {
  it.each([
    [TABLE, 2],
    [KEY, 5],
    [BUCKET, 7],
    [QUEUE, 6],
    ['AWS::Cognito::UserPool', 1],
    ['AWS::Logs::LogGroup', 1],
  ])('%s when the stack goes or replaces it', (type, count) => {
    template.resourceCountIs(type, count);
    template.allResources(type, { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
    dev.allResources(type, { DeletionPolicy: 'Delete', UpdateReplacePolicy: 'Delete' });
  });

  it('the names under which ledger, identities and their keys are deployed', () => {
    expect([...idsOf(TABLE), ...idsOf(KEY), ...idsOf(BUCKET)].sort()).toEqual([
      'AuditRecords096AC1ED',
      'BucketsAccessLogsA5F88218',
      'BucketsInbox7F142E89',
      'BucketsLake7E5C8A08',
      'BucketsQuarantine81103B59',
      'BucketsReportsE712E931',
      'BucketsResultsB59121EA',
      'DataKey17AFBB84',
      'IntakeKey3EDFCA47',
      'LedgerKey4AEFADD0',
      'LedgerTable38A58B60',
      'OperationsKey2329F47A',
      'VaultKey6B75F33E',
      'VaultTable5572012F',
    ]);
  });

  it('itself, but for a stage that may go', () => {
    const isProtected = (stage: StageName) =>
      synthesized(stage).stacks.stateful.terminationProtection;

    expect(isProtected('prod')).toBe(true);
    expect(isProtected('dev')).toBe(false);
  });

  it('no name of an account', () => {
    expect(JSON.stringify(template.toJSON())).not.toMatch(/\b\d{12}\b/);
  });
});

describe('the tables', () => {
  it('are protected from deletion and taken back to any second', () => {
    template.allResourcesProperties(TABLE, {
      Replicas: [
        {
          DeletionProtectionEnabled: true,
          PointInTimeRecoverySpecification: {
            PointInTimeRecoveryEnabled: true,
            RecoveryPeriodInDays: 35,
          },
        },
      ],
    });
  });

  it.each([
    ['LedgerTable', 'LedgerKey'],
    ['VaultTable', 'VaultKey'],
  ])('%s is paid by request and encrypted with %s', (table, key) => {
    expect(template.findResources(TABLE)[idOf(TABLE, table)]).toMatchObject({
      Properties: {
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
        BillingMode: 'PAY_PER_REQUEST',
        SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
        Replicas: [
          { SSESpecification: { KMSMasterKeyId: { 'Fn::GetAtt': [idOf(KEY, key), 'Arn'] } } },
        ],
      },
    });
  });

  it('stream keys of the ledger but never bodies, and nothing of the vault', () => {
    template.hasResourceProperties(TABLE, { StreamSpecification: { StreamViewType: 'KEYS_ONLY' } });
    template.resourcePropertiesCountIs(TABLE, { StreamSpecification: Match.absent() }, 1);
  });

  it('have the index that the ledger store asks for, and no more', () => {
    template.hasResourceProperties(TABLE, {
      GlobalSecondaryIndexes: [
        {
          IndexName: SHARD_INDEX,
          KeySchema: [
            { AttributeName: SHARD_INDEX_KEYS.partition, KeyType: 'HASH' },
            { AttributeName: SHARD_INDEX_KEYS.sort, KeyType: 'RANGE' },
          ],
          Projection: {
            ProjectionType: 'INCLUDE',
            NonKeyAttributes: [...SHARD_INDEX_ATTRIBUTES],
          },
        },
      ],
    });
    template.resourcePropertiesCountIs(TABLE, { GlobalSecondaryIndexes: Match.absent() }, 1);
  });
});

describe('the keys', () => {
  it('rotate, and wait a month before they go', () => {
    template.allResourcesProperties(KEY, { EnableKeyRotation: true, PendingWindowInDays: 30 });
  });

  it('let in the account, and only the services that cannot use a role', () => {
    const services = Object.entries(template.findResources(KEY)).map(([id, resource]) => [
      id.replace(/[0-9A-F]{8}$/, ''),
      [...JSON.stringify(resource).matchAll(/"Service":"([^"]+)"/g)].map(([, name]) => name),
    ]);

    expect(Object.fromEntries(services)).toEqual({
      LedgerKey: [],
      VaultKey: [],
      IntakeKey: [],
      DataKey: [],
      OperationsKey: [
        'logs.us-east-1.amazonaws.com',
        'logs.us-east-1.amazonaws.com',
        'events.amazonaws.com',
        'cloudtrail.amazonaws.com',
        'cloudtrail.amazonaws.com',
        'cloudwatch.amazonaws.com',
      ],
    });
  });
});

describe('the policies', () => {
  const all = [
    ...statementsOf(template, 'AWS::IAM::ManagedPolicy'),
    ...statementsOf(template, 'AWS::IAM::Role', 'AssumeRolePolicyDocument'),
    ...statementsOf(template, 'AWS::S3::BucketPolicy'),
    ...statementsOf(template, 'AWS::SQS::QueuePolicy'),
    ...statementsOf(template, 'AWS::SNS::TopicPolicy'),
    ...statementsOf(template, KEY, 'KeyPolicy'),
  ];

  it('allow no action by a wildcard', () => {
    const allowed = all.filter(({ effect }) => effect === 'Allow');

    expect(allowed.length).toBeGreaterThan(30);
    expect(allowed.flatMap(({ actions }) => actions).filter((one) => one.includes('*'))).toEqual(
      [],
    );
  });

  it('give identities no resource that is everything', () => {
    const resources = statementsOf(template, 'AWS::IAM::ManagedPolicy').flatMap((one) => [
      ...one.resources,
    ]);

    expect(resources).not.toContain('*');
  });

  it('are all of their own: none is inline, none is of AWS', () => {
    template.resourceCountIs('AWS::IAM::Policy', 0);
    template.allResourcesProperties('AWS::IAM::Role', {
      Policies: Match.absent(),
      ManagedPolicyArns: Match.absent(),
    });
  });
});
