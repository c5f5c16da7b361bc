// Each bucket: its key, its retention, its lock, and nobody outside the account.

import { describe, expect, it } from '@jest/globals';
import { Match } from 'aws-cdk-lib/assertions';
import { statefulTemplate, statementsOf } from './synthesized.js';

const KEY = 'AWS::KMS::Key';
const BUCKET = 'AWS::S3::Bucket';

const template = statefulTemplate('prod');
const idsOf = (type: string) => Object.keys(template.findResources(type));
const idOf = (type: string, start: string) =>
  idsOf(type).find((id) => id.startsWith(start)) ?? `no ${start}`;

describe('the buckets', () => {
  it('are closed to the public, versioned and owned by the account', () => {
    template.allResourcesProperties(BUCKET, {
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      VersioningConfiguration: { Status: 'Enabled' },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
    });
  });

  it.each([
    ['BucketsInbox', 'IntakeKey'],
    ['BucketsQuarantine', 'IntakeKey'],
    ['BucketsLake', 'DataKey'],
    ['BucketsReports', 'DataKey'],
    ['BucketsResults', 'DataKey'],
    ['AuditRecords', 'OperationsKey'],
  ])('%s is encrypted with %s by bucket keys, and logs to the log bucket', (bucket, key) => {
    const properties = template.findResources(BUCKET)[idOf(BUCKET, bucket)];

    expect(properties).toMatchObject({
      Properties: {
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [
            {
              BucketKeyEnabled: true,
              ServerSideEncryptionByDefault: {
                SSEAlgorithm: 'aws:kms',
                KMSMasterKeyID: { 'Fn::GetAtt': [idOf(KEY, key), 'Arn'] },
              },
            },
          ],
        },
        LoggingConfiguration: { DestinationBucketName: { Ref: idOf(BUCKET, 'BucketsAccessLogs') } },
      },
    });
  });

  it('are reached by TLS 1.2 or later only', () => {
    const policies = statementsOf(template, 'AWS::S3::BucketPolicy');

    for (const [operator, test] of [
      ['Bool', { 'aws:SecureTransport': ['false'] }],
      ['NumericLessThan', { 's3:TlsVersion': ['1.2'] }],
    ] as const) {
      const denied = policies.filter(({ effect, actions, conditions }) => {
        const isSame = JSON.stringify(conditions[operator]) === JSON.stringify(test);
        return effect === 'Deny' && actions.includes('s3:*') && isSame;
      });
      expect(denied).toHaveLength(idsOf(BUCKET).length);
    }
  });

  it('tell of new files and keep them as they came', () => {
    template.hasResourceProperties(BUCKET, {
      NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } },
      ObjectLockEnabled: true,
      ObjectLockConfiguration: {
        Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days: 30 } },
      },
    });
    template.resourcePropertiesCountIs(BUCKET, { ObjectLockEnabled: true }, 1);
    statefulTemplate('dev').hasResourceProperties(BUCKET, {
      ObjectLockEnabled: true,
      ObjectLockConfiguration: Match.absent(),
    });
  });

  it('forget answers of queries after 7 days', () => {
    expect(template.findResources(BUCKET)[idOf(BUCKET, 'BucketsResults')]).toMatchObject({
      Properties: { LifecycleConfiguration: { Rules: [{ ExpirationInDays: 7 }] } },
    });
  });
});

describe('the workgroup', () => {
  it('enforces its place, key, engine and cut-off', () => {
    template.hasResourceProperties('AWS::Athena::WorkGroup', {
      Name: 'kxray-prod',
      WorkGroupConfiguration: {
        EnforceWorkGroupConfiguration: true,
        BytesScannedCutoffPerQuery: 2_000_000_000,
        EngineVersion: { SelectedEngineVersion: 'Athena engine version 3' },
        ResultConfiguration: {
          OutputLocation: {
            'Fn::Join': ['', ['s3://', { Ref: idOf(BUCKET, 'BucketsResults') }, '/']],
          },
          EncryptionConfiguration: {
            EncryptionOption: 'SSE_KMS',
            KmsKey: { 'Fn::GetAtt': [idOf(KEY, 'DataKey'), 'Arn'] },
          },
        },
      },
    });
  });
});
