// Where a service leaves what it could not hand on: a schedule that could not start its run, a part
// of the stream that no try got through. It is the end of the line, so it has nothing behind it.

import { Duration } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge.js';

export interface GivenUpQueueProps {
  readonly key: IKey;
  /** Which service leaves what here. */
  readonly what: string;
}

/** The most that SQS offers. */
const KEPT_DAYS = 14;

export class GivenUpQueue extends Queue {
  constructor(scope: Construct, id: string, { key, what }: GivenUpQueueProps) {
    super(scope, id, {
      encryption: QueueEncryption.KMS,
      encryptionMasterKey: key,
      enforceSSL: true,
      retentionPeriod: Duration.days(KEPT_DAYS),
    });
    acknowledge(this, {
      id: 'AwsSolutions::AwsSolutions-SQS3',
      reason: `A dead-letter queue itself: ${what}. No function reads it; an alarm tells of it.`,
    });
  }
}
