// A bucket with our defaults: nobody outside the account, TLS only, a key of ours with bucket keys
// (one call to KMS serves many objects), old versions kept for a while, every request logged.

import { Duration, Tags } from 'aws-cdk-lib';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  CfnBucket,
  HttpMethods,
  ObjectLockRetention,
  ObjectOwnership,
  type CorsRule,
  type IBucket,
  type LifecycleRule,
} from 'aws-cdk-lib/aws-s3';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import type { StageSettings } from '../settings/stage-settings.js';
import { acknowledge } from './acknowledge.js';
import { removalPolicyOf } from './removal.js';

export interface PrivateBucketProps {
  readonly settings: StageSettings;
  readonly key: IKey;
  readonly accessLogs: Bucket;
  /** PHI is what the trail watches and what a reviewer looks for first. */
  readonly data: 'phi' | 'audit';
  /** Why a second region would not make it safer than it is: the packs ask for replication. */
  readonly noReplicaBecause: string;
  readonly expireAfterDays?: number;
  /** Objects cannot be deleted or overwritten so long; Object Lock is on even at 0. */
  readonly lockDays?: number;
  /** Tells EventBridge of every object. */
  readonly announcesObjects?: boolean;
  /** Pages that send files straight here, with a form that the API signed. */
  readonly uploadOrigins?: readonly string[];
}

const UNFINISHED_DAYS = 7;
const MINIMUM_TLS = 1.2;

export class PrivateBucket extends Bucket {
  constructor(scope: Construct, id: string, props: PrivateBucketProps) {
    const { settings, lockDays = 0, uploadOrigins = [] } = props;
    super(scope, id, {
      encryption: BucketEncryption.KMS,
      encryptionKey: props.key,
      bucketKeyEnabled: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      minimumTLSVersion: MINIMUM_TLS,
      versioned: true,
      // Class and interface differ in what may be absent and what undefined, and in nothing else.
      serverAccessLogsBucket: props.accessLogs as IBucket,
      serverAccessLogsPrefix: `${id.toLowerCase()}/`,
      lifecycleRules: [lifecycleRule(props)],
      ...(uploadOrigins.length === 0 ? {} : { cors: [uploadRule(uploadOrigins)] }),
      removalPolicy: removalPolicyOf(settings),
      ...(props.lockDays === undefined ? {} : { objectLockEnabled: true }),
      // Governance, not compliance: a person's right to be deleted must be possible to honour.
      ...(lockDays === 0
        ? {}
        : { objectLockDefaultRetention: ObjectLockRetention.governance(Duration.days(lockDays)) }),
    });
    if (props.announcesObjects === true) announceObjects(this);
    Tags.of(this).add('kxray:data', props.data);
    acknowledge(this, {
      id: 'HIPAA.Security::HIPAA.Security-S3BucketReplicationEnabled',
      reason: props.noReplicaBecause,
    });
  }
}

function uploadRule(origins: readonly string[]): CorsRule {
  return { allowedMethods: [HttpMethods.POST], allowedOrigins: [...origins], maxAge: 300 };
}

function lifecycleRule({ settings, expireAfterDays }: PrivateBucketProps): LifecycleRule {
  return {
    id: 'Tidy',
    abortIncompleteMultipartUploadAfter: Duration.days(UNFINISHED_DAYS),
    noncurrentVersionExpiration: Duration.days(settings.retention.oldVersions),
    ...(expireAfterDays === undefined ? {} : { expiration: Duration.days(expireAfterDays) }),
  };
}

/** Set directly: the way of the L2 is a function of its own with rights over every bucket. */
function announceObjects(bucket: Bucket): void {
  const resource = bucket.node.defaultChild;
  if (!(resource instanceof CfnBucket)) throw new Error('a bucket has no resource');
  resource.notificationConfiguration = {
    eventBridgeConfiguration: { eventBridgeEnabled: true },
  };
}
