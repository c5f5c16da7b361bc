// A queue with our defaults and the queue behind it, for messages that failed too often: encrypted,
// TLS only, and kept long enough for somebody to come back from a holiday and send them again.

import { Duration } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Queue, QueueEncryption, type QueueProps } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { StageSettings } from '../settings/stage-settings.js';
import { removalPolicyOf } from './removal.js';

export interface DeadLetteredQueueProps {
  readonly settings: StageSettings;
  readonly key: IKey;
  /** The longest that its door works at one message; it stays hidden six times as long. */
  readonly longestWork: Duration;
}

/** After so many tries it is not the moment that is wrong, but the message. */
const MOST_TRIES = 5;
/** What AWS advises between a function's time-out and the visibility of its queue. */
const HIDDEN_FACTOR = 6;
const KEPT_DAYS = 4;
/** The most that SQS offers. It counts from the first sending, so it must exceed the queue's. */
const DEAD_LETTER_DAYS = 14;
/** A data key serves an hour of messages: at full speed KMS costs nothing to speak of. */
const DATA_KEY_HOURS = 1;

export class DeadLetteredQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, props: DeadLetteredQueueProps) {
    super(scope, id);
    const common: QueueProps = {
      encryption: QueueEncryption.KMS,
      encryptionMasterKey: props.key,
      dataKeyReuse: Duration.hours(DATA_KEY_HOURS),
      enforceSSL: true,
      removalPolicy: removalPolicyOf(props.settings),
    };
    this.deadLetters = new Queue(this, 'DeadLetters', {
      ...common,
      retentionPeriod: Duration.days(DEAD_LETTER_DAYS),
    });
    this.queue = new Queue(this, 'Queue', {
      ...common,
      retentionPeriod: Duration.days(KEPT_DAYS),
      visibilityTimeout: Duration.seconds(props.longestWork.toSeconds() * HIDDEN_FACTOR),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: MOST_TRIES },
    });
  }
}
