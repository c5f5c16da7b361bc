// The tables, buckets and queues of the production templates on moto: each service takes what the
// template asks for and has it afterwards; the object store and the queue do their work on them.

import type { Template } from 'aws-cdk-lib/assertions';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DescribeContinuousBackupsCommand, DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import {
  DeleteBucketPolicyCommand,
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketPolicyCommand,
  GetBucketVersioningCommand,
  GetObjectLockConfigurationCommand,
  GetPublicAccessBlockCommand,
  ListObjectVersionsCommand,
} from '@aws-sdk/client-s3';
import { GetQueueAttributesCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { S3ObjectStore } from '../../../lib/adapters/aws/s3-object-store.js';
import { SqsMessageQueue } from '../../../lib/adapters/aws/sqs-message-queue.js';
import { statefulTemplate, statelessTemplate } from '../../infra/synthesized.js';
import { bytes } from '../../ports/object-bodies.js';
import { objectStoreSuite } from '../../ports/object-store.suite.js';
import {
  makeBucket,
  makeQueue,
  makeTable,
  openClients,
  putBucketPolicy,
  putQueuePolicy,
  queueUrl,
} from './make-resources.js';
import { BUCKET, BUCKET_POLICY, QUEUE, QUEUE_POLICY, STACK, TABLE } from './template-shapes.js';
import { nameOf, resolved, type Resources } from './template-values.js';

const STAGE = 'prod';
const clients = openClients();
const resources = resourcesOf([statefulTemplate(STAGE), statelessTemplate(STAGE)]);

function resourcesOf(templates: readonly Template[]): Resources {
  const stacks = templates.map((template) => STACK.parse(template.toJSON()));
  return {
    byId: Object.fromEntries(stacks.flatMap(({ Resources: byId }) => Object.entries(byId))),
    exports: Object.fromEntries(
      stacks.flatMap(({ Outputs }) =>
        Object.values(Outputs).map(({ Export, Value }) => [Export?.Name ?? '', Value]),
      ),
    ),
  };
}

/** Of a type, with references resolved, in the order of the template. */
function ofType<Shape>(
  type: string,
  shape: { parse(value: unknown): Shape },
): readonly { readonly id: string; readonly name: string; readonly wanted: Shape }[] {
  return Object.entries(resources.byId)
    .filter(([, { Type }]) => Type === type)
    .map(([id, { Properties }]) => ({
      id,
      name: nameOf(id),
      wanted: shape.parse(resolved(resources, Properties)),
    }));
}

const TABLES = ofType('AWS::DynamoDB::GlobalTable', TABLE);
const BUCKETS = ofType('AWS::S3::Bucket', BUCKET);
const QUEUES = ofType('AWS::SQS::Queue', QUEUE);

beforeAll(async () => {
  for (const { name, wanted } of TABLES) await makeTable(clients, name, wanted);
  for (const { name, wanted } of BUCKETS) await makeBucket(clients, name, wanted);
  for (const { wanted } of ofType('AWS::S3::BucketPolicy', BUCKET_POLICY)) {
    await putBucketPolicy(clients, wanted.Bucket, wanted.PolicyDocument);
  }
  // A queue must exist before another one names it as the place of its dead letters.
  const deadLettersFirst = QUEUES.toSorted(
    (a, b) =>
      Number(a.wanted.RedrivePolicy !== undefined) - Number(b.wanted.RedrivePolicy !== undefined),
  );
  for (const { name, wanted } of deadLettersFirst) await makeQueue(clients, name, wanted);
  for (const { wanted } of ofType('AWS::SQS::QueuePolicy', QUEUE_POLICY)) {
    for (const name of wanted.Queues) await putQueuePolicy(clients, name, wanted.PolicyDocument);
  }
});
afterAll(() => {
  clients.dynamo.destroy();
  clients.s3.destroy();
  clients.sqs.destroy();
});

it('finds all that the templates have', () => {
  expect([TABLES.length, BUCKETS.length, QUEUES.length]).toEqual([2, 9, 8]);
});

describe('tables', () => {
  it.each(TABLES)('$id', async ({ name, wanted }) => {
    const { Table } = await clients.dynamo.send(new DescribeTableCommand({ TableName: name }));
    const { ContinuousBackupsDescription: backups } = await clients.dynamo.send(
      new DescribeContinuousBackupsCommand({ TableName: name }),
    );

    expect(Table?.KeySchema).toEqual(wanted.KeySchema);
    expect(Table?.BillingModeSummary?.BillingMode).toBe('PAY_PER_REQUEST');
    expect(Table?.DeletionProtectionEnabled).toBe(true);
    expect(Table?.SSEDescription?.KMSMasterKeyArn).toContain(
      wanted.Replicas[0].SSESpecification.KMSMasterKeyId,
    );
    expect(Table?.StreamSpecification?.StreamViewType).toBe(
      wanted.StreamSpecification?.StreamViewType,
    );
    expect(
      Table?.GlobalSecondaryIndexes?.map(({ IndexName, KeySchema, Projection }) => ({
        IndexName,
        KeySchema,
        Projection,
      })),
    ).toEqual(wanted.GlobalSecondaryIndexes ?? []);
    expect(backups?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus).toBe('ENABLED');
  });
});

describe('buckets', () => {
  it.each(BUCKETS)('$id', async ({ name, wanted }) => {
    const ask = { Bucket: name };
    const [{ ServerSideEncryptionConfiguration: encryption }, access, versioning] =
      await Promise.all([
        clients.s3.send(new GetBucketEncryptionCommand(ask)),
        clients.s3.send(new GetPublicAccessBlockCommand(ask)),
        clients.s3.send(new GetBucketVersioningCommand(ask)),
      ]);
    const { Rules: kept } = await clients.s3.send(new GetBucketLifecycleConfigurationCommand(ask));
    const { Policy } = await clients.s3.send(new GetBucketPolicyCommand(ask));

    const [asked] = wanted.BucketEncryption.ServerSideEncryptionConfiguration;
    expect(encryption?.Rules?.[0]?.ApplyServerSideEncryptionByDefault).toEqual(
      asked?.ServerSideEncryptionByDefault,
    );
    expect(Object.values(access.PublicAccessBlockConfiguration ?? {})).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(versioning.Status).toBe('Enabled');
    expect(kept?.map(({ Expiration }) => Expiration?.Days)).toEqual(
      wanted.LifecycleConfiguration.Rules.map(({ ExpirationInDays }) => ExpirationInDays),
    );
    expect(Policy).toContain('"aws:SecureTransport":"false"');
  });

  const LOCKED = BUCKETS.filter(({ wanted }) => wanted.ObjectLockConfiguration !== undefined);
  it.each(LOCKED)('$id keeps what was received for its days', async ({ name, wanted }) => {
    const { ObjectLockConfiguration } = await clients.s3.send(
      new GetObjectLockConfigurationCommand({ Bucket: name }),
    );
    expect(ObjectLockConfiguration).toMatchObject(wanted.ObjectLockConfiguration ?? {});
  });
});

describe('queues', () => {
  it.each(QUEUES)('$id', async ({ name, wanted }) => {
    const { Attributes } = await clients.sqs.send(
      new GetQueueAttributesCommand({
        QueueUrl: await queueUrl(clients, name),
        AttributeNames: ['All'],
      }),
    );

    expect(Attributes?.['MessageRetentionPeriod']).toBe(String(wanted.MessageRetentionPeriod));
    expect(Attributes?.['KmsMasterKeyId']).toBe(wanted.KmsMasterKeyId);
    expect(JSON.parse(Attributes?.['RedrivePolicy'] ?? 'null')).toEqual(
      wanted.RedrivePolicy ?? null,
    );
    expect(Attributes?.['Policy']).toContain('"aws:SecureTransport": "false"');
  });

  it('gives a batch once, and what is never done to the dead letters', async () => {
    const doors = QUEUES.filter(({ wanted }) => wanted.RedrivePolicy !== undefined);
    expect(doors).toHaveLength(3);
    for (const { name, wanted } of doors) {
      const url = await queueUrl(clients, name);
      const bodies = Array.from({ length: 12 }, (_, at) => `message ${at}`);
      await new SqsMessageQueue({ client: clients.sqs, queueUrl: url }).send(
        bodies.map((body) => ({ body })),
      );
      const { deadLetterTargetArn = '', maxReceiveCount = 0 } = wanted.RedrivePolicy ?? {};
      expect((await received(url)).toSorted()).toEqual(bodies.toSorted());
      for (let time = 1; time < maxReceiveCount; time += 1) await received(url);
      expect(await received(url)).toEqual([]);

      const dead = await queueUrl(clients, deadLetterTargetArn.split(':').at(-1) ?? '');
      expect((await received(dead)).toSorted()).toEqual(bodies.toSorted());
    }
  });
});

/** Every message that can be had now; all of them can be had again at once. */
async function received(url: string): Promise<readonly string[]> {
  const bodies = new Map<string, string>();
  for (;;) {
    const { Messages = [] } = await clients.sqs.send(
      new ReceiveMessageCommand({ QueueUrl: url, MaxNumberOfMessages: 10, VisibilityTimeout: 2 }),
    );
    for (const { MessageId = '', Body = '' } of Messages) bodies.set(MessageId, Body);
    if (Messages.length === 0) break;
  }
  await new Promise((wake) => setTimeout(wake, 2_100));
  return [...bodies.values()];
}

describe('S3ObjectStore on the bucket of the lake', () => {
  const bucket = BUCKETS.find(({ id }) => id.startsWith('BucketsLake'))?.name ?? '';
  objectStoreSuite(async () => {
    // moto denies whatever a policy denies under a condition: the bucket must do without it here.
    await clients.s3.send(new DeleteBucketPolicyCommand({ Bucket: bucket }));
    // One slow server for twenty writers at once: more patience than S3 needs.
    const store = new S3ObjectStore({ client: clients.s3, bucket, retry: { attempts: 40 } });
    return { store, close: async () => undefined };
  });

  it('leaves the former body of a key as a version', async () => {
    const store = new S3ObjectStore({ client: clients.s3, bucket });
    await store.put('tenant=a/twice', bytes('one'));
    await store.put('tenant=a/twice', bytes('two'));
    const { Versions } = await clients.s3.send(
      new ListObjectVersionsCommand({ Bucket: bucket, Prefix: 'tenant=a/twice' }),
    );
    expect(Versions).toHaveLength(2);
  });
});
