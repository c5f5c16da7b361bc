// The built dashboard: the same public program for everybody, and no data. Only CloudFront reads
// it.

import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  ObjectOwnership,
  type IBucket,
} from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { StageSettings } from '../settings/stage-settings.js';
import { acknowledge } from './acknowledge.js';

export interface SiteBucketProps {
  readonly settings: StageSettings;
  readonly accessLogs: Bucket;
}

const MINIMUM_TLS = 1.2;

export class SiteBucket extends Bucket {
  constructor(scope: Construct, id: string, { settings, accessLogs }: SiteBucketProps) {
    super(scope, id, {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      minimumTLSVersion: MINIMUM_TLS,
      versioned: true,
      // Class and interface differ in what may be absent and what undefined, and in nothing else.
      serverAccessLogsBucket: accessLogs as IBucket,
      serverAccessLogsPrefix: 'site/',
      lifecycleRules: [
        {
          id: 'Tidy',
          noncurrentVersionExpiration: Duration.days(settings.retention.oldVersions),
        },
      ],
      // Built again from the source by anybody. CloudFormation leaves it while files are in it.
      removalPolicy: RemovalPolicy.DESTROY,
    });
    acknowledge(
      this,
      {
        id: 'HIPAA.Security::HIPAA.Security-S3DefaultEncryptionKMS',
        reason:
          'Holds the program of the dashboard, which every visitor is sent before they sign in: ' +
          'nothing that a key of ours would keep from anybody. Encrypted with the keys of S3.',
      },
      {
        id: 'HIPAA.Security::HIPAA.Security-S3BucketReplicationEnabled',
        reason:
          'Built again from the source in a minute, and kept in three zones with its old versions: ' +
          'there is nothing that only this bucket has.',
      },
    );
  }
}
