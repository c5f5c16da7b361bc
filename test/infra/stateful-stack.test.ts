// Guards what must never be deleted or laid open by mistake.

import { beforeAll, describe, expect, it } from '@jest/globals';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { StatefulStack } from '../../infra/stacks/stateful-stack.js';

const TABLE = 'AWS::DynamoDB::GlobalTable';
const KEY = 'AWS::KMS::Key';

let template: Template;
beforeAll(() => {
  const app = new App({ builtinCloudFormationValidation: false });
  template = Template.fromStack(
    new StatefulStack(app, 'Stateful', { env: { region: 'us-east-1' } }),
  );
});

describe('StatefulStack', () => {
  it.each([TABLE, KEY])('keeps %s when the stack goes or replaces it', (type) => {
    template.resourceCountIs(type, 1);
    template.allResources(type, { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
  });

  it('keeps the names under which the ledger and its key are deployed', () => {
    const names = [TABLE, KEY].flatMap((type) => Object.keys(template.findResources(type)));

    expect(names).toEqual(['LedgerTable38A58B60', 'LedgerKey4AEFADD0']);
  });

  it('protects the table from deletion and lets it be taken back to any second', () => {
    template.hasResourceProperties(TABLE, {
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

  it('encrypts the table with a key of the customer that rotates', () => {
    const [key] = Object.keys(template.findResources(KEY));

    template.hasResourceProperties(KEY, { EnableKeyRotation: true });
    template.hasResourceProperties(TABLE, {
      SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
      Replicas: [{ SSESpecification: { KMSMasterKeyId: { 'Fn::GetAtt': [key, 'Arn'] } } }],
    });
  });

  it('has string keys, pays per request, and streams keys but never bodies', () => {
    template.hasResourceProperties(TABLE, {
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      AttributeDefinitions: [
        { AttributeName: 'pk', AttributeType: 'S' },
        { AttributeName: 'sk', AttributeType: 'S' },
      ],
      BillingMode: 'PAY_PER_REQUEST',
      StreamSpecification: { StreamViewType: 'KEYS_ONLY' },
    });
  });
});
