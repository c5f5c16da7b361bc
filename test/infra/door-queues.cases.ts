// What waits for each asynchronous door, and where it goes when it failed too often.

import { describe, expect, it } from '@jest/globals';
import { Match } from 'aws-cdk-lib/assertions';
import { statefulTemplate, statementsOf } from './synthesized.js';

const KEY = 'AWS::KMS::Key';
const BUCKET = 'AWS::S3::Bucket';
const QUEUE = 'AWS::SQS::Queue';

const template = statefulTemplate('prod');
const idsOf = (type: string) => Object.keys(template.findResources(type));
const idOf = (type: string, start: string) =>
  idsOf(type).find((id) => id.startsWith(start)) ?? `no ${start}`;

describe('the queues', () => {
  it('are encrypted and reached by TLS only', () => {
    template.allResourcesProperties(QUEUE, {
      KmsMasterKeyId: { 'Fn::GetAtt': [idOf(KEY, 'OperationsKey'), 'Arn'] },
    });
    const denied = statementsOf(template, 'AWS::SQS::QueuePolicy').filter(
      ({ effect, conditions }) =>
        effect === 'Deny' && conditions['Bool']?.['aws:SecureTransport']?.[0] === 'false',
    );
    expect(denied).toHaveLength(idsOf(QUEUE).length);
  });

  it.each([
    ['ReceivedFiles', 5_400],
    ['LedgerBatches', 1_800],
    ['Alerts', 360],
  ])('%s hides a message for %i s and gives it up after 5 tries', (name, seconds) => {
    const dead = idOf(QUEUE, `Queues${name}DeadLetters`);

    expect(template.findResources(QUEUE)[idOf(QUEUE, `Queues${name}Queue`)]).toMatchObject({
      Properties: {
        VisibilityTimeout: seconds,
        RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': [dead, 'Arn'] }, maxReceiveCount: 5 },
      },
    });
    expect(template.findResources(QUEUE)[dead]).toMatchObject({
      Properties: { MessageRetentionPeriod: 1_209_600 },
    });
  });

  it('hear of files under a tenant, and keep what could not be told', () => {
    template.hasResourceProperties('AWS::Events::Rule', {
      State: 'ENABLED',
      EventPattern: {
        source: ['aws.s3'],
        'detail-type': ['Object Created'],
        detail: {
          bucket: { name: [{ Ref: idOf(BUCKET, 'BucketsInbox') }] },
          object: { key: [{ prefix: 'tenant=' }] },
        },
      },
      Targets: [
        Match.objectLike({
          Arn: { 'Fn::GetAtt': [idOf(QUEUE, 'QueuesReceivedFilesQueue'), 'Arn'] },
          DeadLetterConfig: {
            Arn: { 'Fn::GetAtt': [idOf(QUEUE, 'QueuesReceivedFilesDeadLetters'), 'Arn'] },
          },
        }),
      ],
    });
  });

  it('take messages of that rule only', () => {
    const senders = statementsOf(template, 'AWS::SQS::QueuePolicy').filter(
      ({ effect }) => effect === 'Allow',
    );

    expect(senders).toHaveLength(2);
    for (const { actions, conditions } of senders) {
      expect(actions).toEqual(['sqs:SendMessage']);
      expect(conditions['ArnEquals']?.['aws:SourceArn']?.[0]).toMatch(/^\$\{QueuesFileReceived/);
    }
  });
});
