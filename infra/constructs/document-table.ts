// A table with our defaults: paid by request, so that no month needs a forecast; taken back to any
// second of the last 35 days; under a key of ours; its stream tells which documents changed, and
// never what is in them (bodies are PHI and stay in the table).

import { Tags } from 'aws-cdk-lib';
import {
  AttributeType,
  Billing,
  StreamViewType,
  TableEncryptionV2,
  TableV2,
  type GlobalSecondaryIndexPropsV2,
} from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import type { StageSettings } from '../settings/stage-settings.js';
import { removalPolicyOf } from './removal.js';

export interface DocumentTableProps {
  readonly settings: StageSettings;
  readonly key: IKey;
  readonly hasStream: boolean;
  readonly indexes?: readonly GlobalSecondaryIndexPropsV2[];
}

/** The longest that DynamoDB offers. */
const RECOVERY_DAYS = 35;

export class DocumentTable extends TableV2 {
  constructor(scope: Construct, id: string, props: DocumentTableProps) {
    super(scope, id, {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      billing: Billing.onDemand(),
      encryption: TableEncryptionV2.customerManagedKey(props.key),
      pointInTimeRecoverySpecification: {
        pointInTimeRecoveryEnabled: true,
        recoveryPeriodInDays: RECOVERY_DAYS,
      },
      ...(props.hasStream ? { dynamoStream: StreamViewType.KEYS_ONLY } : {}),
      globalSecondaryIndexes: [...(props.indexes ?? [])],
      deletionProtection: !props.settings.isDisposable,
      removalPolicy: removalPolicyOf(props.settings),
    });
    Tags.of(this).add('kxray:data', 'phi');
  }
}
