// Where S3 writes who asked for what: a line for each request to any other bucket of ours.

import { Duration, Tags } from 'aws-cdk-lib';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { StageSettings } from '../settings/stage-settings.js';
import { acknowledge } from './acknowledge.js';
import { removalPolicyOf } from './removal.js';

const MINIMUM_TLS = 1.2;

export interface AccessLogBucketProps {
  readonly settings: StageSettings;
  /** CloudFront delivers by ACL: the bucket then takes them, and owns what comes. */
  readonly takesCloudFrontLogs?: boolean;
}

export class AccessLogBucket extends Bucket {
  constructor(scope: Construct, id: string, props: AccessLogBucketProps) {
    const { settings, takesCloudFrontLogs = false } = props;
    super(scope, id, {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: takesCloudFrontLogs
        ? ObjectOwnership.BUCKET_OWNER_PREFERRED
        : ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      minimumTLSVersion: MINIMUM_TLS,
      versioned: true,
      lifecycleRules: [
        {
          id: 'Tidy',
          expiration: Duration.days(settings.retention.accessLogs),
          noncurrentVersionExpiration: Duration.days(settings.retention.oldVersions),
        },
      ],
      removalPolicy: removalPolicyOf(settings),
    });
    Tags.of(this).add('kxray:data', 'audit');
    acknowledge(
      this,
      {
        id: 'HIPAA.Security::HIPAA.Security-S3DefaultEncryptionKMS',
        reason:
          'S3 delivers server access logs only to buckets under its own keys (SSE-S3). They hold ' +
          'callers, object keys and times, and never anything of a body.',
      },
      {
        id: 'HIPAA.Security::HIPAA.Security-S3BucketReplicationEnabled',
        reason:
          'Kept in three zones. CloudTrail records the same requests, in a bucket of its own: ' +
          'should this region be lost, what is audited there is lost with it.',
      },
    );
  }
}
