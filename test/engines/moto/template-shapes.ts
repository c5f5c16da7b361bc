// What tables, buckets and queues say in a template, as far as their services are told of it.

import * as z from 'zod';

export const STACK = z.object({
  Resources: z.record(
    z.string(),
    z.object({ Type: z.string(), Properties: z.record(z.string(), z.unknown()).default({}) }),
  ),
  Outputs: z
    .record(
      z.string(),
      z.object({ Export: z.object({ Name: z.string() }).optional(), Value: z.unknown() }),
    )
    .default({}),
});

const KEYS = z.array(z.object({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }));

export const TABLE = z.object({
  AttributeDefinitions: z.array(
    z.object({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) }),
  ),
  BillingMode: z.enum(['PAY_PER_REQUEST', 'PROVISIONED']),
  GlobalSecondaryIndexes: z
    .array(
      z.object({
        IndexName: z.string(),
        KeySchema: KEYS,
        Projection: z.object({
          NonKeyAttributes: z.array(z.string()).optional(),
          ProjectionType: z.enum(['ALL', 'INCLUDE', 'KEYS_ONLY']),
        }),
      }),
    )
    .optional(),
  KeySchema: KEYS,
  Replicas: z.tuple([
    z.object({
      DeletionProtectionEnabled: z.boolean(),
      PointInTimeRecoverySpecification: z.object({ PointInTimeRecoveryEnabled: z.boolean() }),
      SSESpecification: z.object({ KMSMasterKeyId: z.string() }),
    }),
  ]),
  StreamSpecification: z
    .object({
      StreamViewType: z.enum(['KEYS_ONLY', 'NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES']),
    })
    .optional(),
});
export type Table = z.infer<typeof TABLE>;

const LIFECYCLE = z.object({
  Rules: z.array(
    z.object({
      AbortIncompleteMultipartUpload: z.object({ DaysAfterInitiation: z.number() }).optional(),
      ExpirationInDays: z.number().optional(),
      Id: z.string(),
      NoncurrentVersionExpiration: z.object({ NoncurrentDays: z.number() }).optional(),
      Status: z.enum(['Enabled', 'Disabled']),
    }),
  ),
});

export const BUCKET = z.object({
  BucketEncryption: z.object({
    ServerSideEncryptionConfiguration: z.array(
      z.object({
        BucketKeyEnabled: z.boolean().optional(),
        ServerSideEncryptionByDefault: z.object({
          KMSMasterKeyID: z.string().optional(),
          SSEAlgorithm: z.enum(['aws:kms', 'AES256']),
        }),
      }),
    ),
  }),
  LifecycleConfiguration: LIFECYCLE,
  NotificationConfiguration: z
    .object({ EventBridgeConfiguration: z.object({ EventBridgeEnabled: z.literal(true) }) })
    .optional(),
  ObjectLockConfiguration: z
    .object({
      ObjectLockEnabled: z.literal('Enabled'),
      Rule: z.object({
        DefaultRetention: z.object({
          Days: z.number(),
          Mode: z.enum(['GOVERNANCE', 'COMPLIANCE']),
        }),
      }),
    })
    .optional(),
  ObjectLockEnabled: z.boolean().optional(),
  OwnershipControls: z.object({
    Rules: z.array(
      z.object({ ObjectOwnership: z.enum(['BucketOwnerEnforced', 'BucketOwnerPreferred']) }),
    ),
  }),
  PublicAccessBlockConfiguration: z.object({
    BlockPublicAcls: z.boolean(),
    BlockPublicPolicy: z.boolean(),
    IgnorePublicAcls: z.boolean(),
    RestrictPublicBuckets: z.boolean(),
  }),
  VersioningConfiguration: z.object({ Status: z.enum(['Enabled', 'Suspended']) }),
});
export type Bucket = z.infer<typeof BUCKET>;

export const BUCKET_POLICY = z.object({ Bucket: z.string(), PolicyDocument: z.unknown() });

export const QUEUE = z.object({
  KmsDataKeyReusePeriodSeconds: z.number().optional(),
  KmsMasterKeyId: z.string().optional(),
  SqsManagedSseEnabled: z.boolean().optional(),
  MessageRetentionPeriod: z.number(),
  RedrivePolicy: z
    .object({ deadLetterTargetArn: z.string(), maxReceiveCount: z.number() })
    .optional(),
  VisibilityTimeout: z.number().optional(),
});
export type Queue = z.infer<typeof QUEUE>;

export const QUEUE_POLICY = z.object({
  Queues: z.array(z.string()),
  PolicyDocument: z.unknown(),
});
