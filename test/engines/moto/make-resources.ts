// The tables, buckets and queues of a template, made with the calls that CloudFormation would make
// of their properties: the services say themselves whether they take them.

import {
  CreateTableCommand,
  DynamoDBClient,
  UpdateContinuousBackupsCommand,
} from '@aws-sdk/client-dynamodb';
import {
  CreateBucketCommand,
  PutBucketEncryptionCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketNotificationConfigurationCommand,
  PutBucketOwnershipControlsCommand,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
  PutObjectLockConfigurationCommand,
  PutPublicAccessBlockCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import {
  CreateQueueCommand,
  GetQueueUrlCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { AWS_CLIENT_OPTIONS } from '../../../lib/adapters/aws/aws-client-options.js';
import type { Bucket, Queue, Table } from './template-shapes.js';
import { REGION } from './template-values.js';

export interface Clients {
  readonly dynamo: DynamoDBClient;
  readonly s3: S3Client;
  readonly sqs: SQSClient;
}

export function openClients(): Clients {
  const endpoint = process.env['KXRAY_MOTO_ENDPOINT'];
  if (endpoint === undefined) throw new Error('start these tests with run.mjs');
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const options = { ...AWS_CLIENT_OPTIONS, endpoint, region: REGION, credentials };
  return {
    dynamo: new DynamoDBClient(options),
    s3: new S3Client({ ...options, forcePathStyle: true }),
    sqs: new SQSClient(options),
  };
}

export async function makeTable({ dynamo }: Clients, name: string, table: Table): Promise<void> {
  const { Replicas, StreamSpecification, ...same } = table;
  const [replica] = Replicas;
  await dynamo.send(
    new CreateTableCommand({
      ...same,
      TableName: name,
      DeletionProtectionEnabled: replica.DeletionProtectionEnabled,
      SSESpecification: { Enabled: true, SSEType: 'KMS', ...replica.SSESpecification },
      ...(StreamSpecification === undefined
        ? {}
        : { StreamSpecification: { StreamEnabled: true, ...StreamSpecification } }),
    }),
  );
  const { PointInTimeRecoverySpecification } = replica;
  await dynamo.send(
    new UpdateContinuousBackupsCommand({ TableName: name, PointInTimeRecoverySpecification }),
  );
}

export async function makeBucket({ s3 }: Clients, name: string, bucket: Bucket): Promise<void> {
  const Bucket = name;
  const { ObjectLockEnabled, ObjectLockConfiguration, NotificationConfiguration } = bucket;
  await s3.send(
    new CreateBucketCommand({ Bucket, ObjectLockEnabledForBucket: ObjectLockEnabled === true }),
  );
  await s3.send(
    new PutBucketVersioningCommand({
      Bucket,
      VersioningConfiguration: bucket.VersioningConfiguration,
    }),
  );
  await s3.send(
    new PutBucketEncryptionCommand({
      Bucket,
      ServerSideEncryptionConfiguration: {
        Rules: bucket.BucketEncryption.ServerSideEncryptionConfiguration.map(
          ({ BucketKeyEnabled, ServerSideEncryptionByDefault }) => ({
            BucketKeyEnabled,
            ApplyServerSideEncryptionByDefault: ServerSideEncryptionByDefault,
          }),
        ),
      },
    }),
  );
  const { PublicAccessBlockConfiguration, OwnershipControls } = bucket;
  await s3.send(new PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration }));
  await s3.send(new PutBucketOwnershipControlsCommand({ Bucket, OwnershipControls }));
  await s3.send(
    new PutBucketLifecycleConfigurationCommand({
      Bucket,
      LifecycleConfiguration: {
        Rules: bucket.LifecycleConfiguration.Rules.map(({ Id, ExpirationInDays, ...rule }) => ({
          ...rule,
          ID: Id,
          Filter: { Prefix: '' },
          ...(ExpirationInDays === undefined ? {} : { Expiration: { Days: ExpirationInDays } }),
        })),
      },
    }),
  );
  if (ObjectLockConfiguration !== undefined) {
    await s3.send(new PutObjectLockConfigurationCommand({ Bucket, ObjectLockConfiguration }));
  }
  if (NotificationConfiguration !== undefined) {
    const told = { EventBridgeConfiguration: {} };
    await s3.send(
      new PutBucketNotificationConfigurationCommand({ Bucket, NotificationConfiguration: told }),
    );
  }
}

export async function putBucketPolicy(
  { s3 }: Clients,
  name: string,
  policy: unknown,
): Promise<void> {
  await s3.send(new PutBucketPolicyCommand({ Bucket: name, Policy: JSON.stringify(policy) }));
}

export async function makeQueue({ sqs }: Clients, name: string, queue: Queue): Promise<void> {
  const { RedrivePolicy, ...plain } = queue;
  const attributes = Object.entries(plain).filter(([, value]) => value !== undefined);
  await sqs.send(
    new CreateQueueCommand({
      QueueName: name,
      Attributes: {
        ...Object.fromEntries(attributes.map(([key, value]) => [key, String(value)])),
        ...(RedrivePolicy === undefined ? {} : { RedrivePolicy: JSON.stringify(RedrivePolicy) }),
      },
    }),
  );
}

export async function putQueuePolicy(
  clients: Clients,
  name: string,
  policy: unknown,
): Promise<void> {
  await clients.sqs.send(
    new SetQueueAttributesCommand({
      QueueUrl: await queueUrl(clients, name),
      Attributes: { Policy: JSON.stringify(policy) },
    }),
  );
}

export async function queueUrl({ sqs }: Clients, name: string): Promise<string> {
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: name }));
  if (QueueUrl === undefined) throw new Error('a queue without an address');
  return QueueUrl;
}
