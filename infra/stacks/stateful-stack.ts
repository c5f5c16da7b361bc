// What must never be lost, apart from everything that may be replaced: the ledger table and the
// key that encrypts it. All else in the account can be rebuilt from these and the claim files.

import { CfnOutput, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import {
  AttributeType,
  Billing,
  StreamViewType,
  TableEncryptionV2,
  TableV2,
} from 'aws-cdk-lib/aws-dynamodb';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';

/** The longest that DynamoDB offers: a month of ledger can be taken back to any second. */
const RECOVERY_DAYS = 35;

export class StatefulStack extends Stack {
  readonly ledgerKey: Key;
  readonly ledgerTable: TableV2;

  constructor(scope: Construct, id: string, props: StackProps = {}) {
    super(scope, id, props);
    this.ledgerKey = new Key(this, 'LedgerKey', {
      description: 'KXRay ledger',
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.ledgerTable = this.addLedgerTable();
    new CfnOutput(this, 'LedgerTableName', { value: this.ledgerTable.tableName });
    new CfnOutput(this, 'LedgerKeyArn', { value: this.ledgerKey.keyArn });
  }

  /** The stream tells which documents changed; their bodies are PHI and stay in the table. */
  private addLedgerTable(): TableV2 {
    return new TableV2(this, 'LedgerTable', {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      billing: Billing.onDemand(),
      encryption: TableEncryptionV2.customerManagedKey(this.ledgerKey),
      pointInTimeRecoverySpecification: {
        pointInTimeRecoveryEnabled: true,
        recoveryPeriodInDays: RECOVERY_DAYS,
      },
      dynamoStream: StreamViewType.KEYS_ONLY,
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }
}
