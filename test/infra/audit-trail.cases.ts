// Who touched PHI is recorded, and the record cannot be taken away unseen.

import { describe, expect, it } from '@jest/globals';
import { Match } from 'aws-cdk-lib/assertions';
import { statefulTemplate } from './synthesized.js';

const TABLE = 'AWS::DynamoDB::GlobalTable';
const KEY = 'AWS::KMS::Key';
const BUCKET = 'AWS::S3::Bucket';

const template = statefulTemplate('prod');
const idOf = (type: string, start: string) =>
  Object.keys(template.findResources(type)).find((id) => id.startsWith(start)) ?? `no ${start}`;

describe('the trail', () => {
  it('records every request for PHI, sealed and checked', () => {
    const arn = (type: string, start: string) => ({ 'Fn::GetAtt': [idOf(type, start), 'Arn'] });
    const objectsOf = (start: string) => ({ 'Fn::Join': ['', [arn(BUCKET, start), '/']] });

    template.hasResourceProperties('AWS::CloudTrail::Trail', {
      IsLogging: true,
      EnableLogFileValidation: true,
      KMSKeyId: arn(KEY, 'OperationsKey'),
      AdvancedEventSelectors: Match.arrayWith([
        Match.objectLike({
          FieldSelectors: Match.arrayWith([
            { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
            {
              Field: 'resources.ARN',
              StartsWith: ['Inbox', 'Quarantine', 'Lake', 'Reports', 'Results'].map((name) =>
                objectsOf(`Buckets${name}`),
              ),
            },
          ]),
        }),
        Match.objectLike({
          FieldSelectors: Match.arrayWith([
            {
              Field: 'resources.ARN',
              StartsWith: [arn(TABLE, 'LedgerTable'), arn(TABLE, 'VaultTable')],
            },
          ]),
        }),
      ]),
    });
  });

  it('keeps its records six years, and a while where they are searched', () => {
    expect(template.findResources(BUCKET)[idOf(BUCKET, 'AuditRecords')]).toMatchObject({
      Properties: { LifecycleConfiguration: { Rules: [{ ExpirationInDays: 2_192 }] } },
    });
    template.hasResourceProperties('AWS::Logs::LogGroup', {
      RetentionInDays: 90,
      KmsKeyId: { 'Fn::GetAtt': [idOf(KEY, 'OperationsKey'), 'Arn'] },
    });
  });
});
