// A key of the customer with our defaults: it rotates every year and outlives its stack. Its policy
// leaves the use to IAM policies of the account, as KMS's own default does, but names each action:
// whoever reads it sees that no service and no other account is let in except by `letService`.

import { Duration, Stack } from 'aws-cdk-lib';
import {
  AccountRootPrincipal,
  PolicyDocument,
  PolicyStatement,
  ServicePrincipal,
} from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import type { StageSettings } from '../settings/stage-settings.js';
import { removalPolicyOf } from './removal.js';

export interface CustomerKeyProps {
  readonly settings: StageSettings;
  /** What it encrypts, for the person who looks at a list of keys. */
  readonly description: string;
}

export interface ServiceUse {
  readonly service: string;
  /** Names of actions of KMS. */
  readonly actions: readonly string[];
  /** What else must hold; null where the service sends nothing that could be asked for. */
  readonly conditions: Readonly<Record<string, Readonly<Record<string, unknown>>>> | null;
}

const ADMINISTRATION = [
  'CancelKeyDeletion',
  'CreateAlias',
  'DeleteAlias',
  'DescribeKey',
  'DisableKey',
  'EnableKey',
  'EnableKeyRotation',
  'GetKeyPolicy',
  'GetKeyRotationStatus',
  'ListKeyPolicies',
  'ListKeyRotations',
  'ListResourceTags',
  'PutKeyPolicy',
  'RotateKeyOnDemand',
  'ScheduleKeyDeletion',
  'TagResource',
  'UntagResource',
  'UpdateAlias',
  'UpdateKeyDescription',
];

/** Grants are how DynamoDB keeps using the key of a table between requests. */
const USE = [
  'CreateGrant',
  'Decrypt',
  'Encrypt',
  'GenerateDataKey',
  'GenerateDataKeyWithoutPlaintext',
  'ListGrants',
  'ReEncryptFrom',
  'ReEncryptTo',
  'RetireGrant',
  'RevokeGrant',
];

const ROTATION_DAYS = 365;
/** The longest that KMS offers to think better of it. */
const PENDING_DAYS = 30;

export class CustomerKey extends Key {
  constructor(scope: Construct, id: string, { settings, description }: CustomerKeyProps) {
    super(scope, id, {
      description,
      enableKeyRotation: true,
      rotationPeriod: Duration.days(ROTATION_DAYS),
      pendingWindow: Duration.days(PENDING_DAYS),
      removalPolicy: removalPolicyOf(settings),
      policy: new PolicyDocument({ statements: [accountStatement()] }),
    });
  }

  /** A service that calls KMS in its own name, not in that of a role of ours. */
  letService({ service, actions, conditions }: ServiceUse): void {
    this.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal(service)],
        actions: actions.map((action) => `kms:${action}`),
        // In the policy of a key, "*" is that key.
        resources: ['*'],
        ...(conditions === null ? {} : { conditions }),
      }),
    );
  }

  /** CloudWatch Logs uses a key in its own name, and says for which log group. */
  letLogGroups(arnPattern: string): void {
    this.letService({
      service: `logs.${Stack.of(this).region}.amazonaws.com`,
      actions: [
        'Decrypt',
        'DescribeKey',
        'Encrypt',
        'GenerateDataKey',
        'GenerateDataKeyWithoutPlaintext',
        'ReEncryptFrom',
        'ReEncryptTo',
      ],
      conditions: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': arnPattern } },
    });
  }
}

function accountStatement(): PolicyStatement {
  return new PolicyStatement({
    sid: 'LeftToIamPoliciesOfThisAccount',
    principals: [new AccountRootPrincipal()],
    actions: [...ADMINISTRATION, ...USE].map((action) => `kms:${action}`),
    resources: ['*'],
  });
}
