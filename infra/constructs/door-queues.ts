// What waits for each asynchronous door. Messages carry keys of objects and documents, never
// claims. New files arrive by themselves: the inbox tells EventBridge, which tells the first queue.

import { Duration, Stack } from 'aws-cdk-lib';
import { Rule, type IRuleTarget } from 'aws-cdk-lib/aws-events';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { StageSettings } from '../settings/stage-settings.js';
import type { CustomerKey } from './customer-key.js';
import { DeadLetteredQueue } from './dead-lettered-queue.js';

export interface DoorQueuesProps {
  readonly settings: StageSettings;
  readonly key: CustomerKey;
  readonly inbox: Bucket;
}

/** The longest that Lambda runs; a large file is handed on before that, and waits here again. */
const RECEIVE_MINUTES = 15;
const POST_MINUTES = 5;
/** A webhook that does not answer in time is tried again later, with growing waits. */
const DELIVER_MINUTES = 1;

const EVENTS = 'events.amazonaws.com';

export class DoorQueues extends Construct {
  readonly receivedFiles: DeadLetteredQueue;
  readonly ledgerBatches: DeadLetteredQueue;
  readonly alerts: DeadLetteredQueue;
  readonly receivedFilesRule: Rule;

  constructor(scope: Construct, id: string, { settings, key, inbox }: DoorQueuesProps) {
    super(scope, id);
    const waiting = (name: string, minutes: number) =>
      new DeadLetteredQueue(this, name, { settings, key, longestWork: Duration.minutes(minutes) });
    this.receivedFiles = waiting('ReceivedFiles', RECEIVE_MINUTES);
    this.ledgerBatches = waiting('LedgerBatches', POST_MINUTES);
    this.alerts = waiting('Alerts', DELIVER_MINUTES);
    this.receivedFilesRule = new Rule(this, 'FileReceived', {
      description: 'A claim file of a tenant came into the inbox',
      eventPattern: {
        source: ['aws.s3'],
        detailType: ['Object Created'],
        detail: {
          bucket: { name: [inbox.bucketName] },
          object: { key: [{ prefix: 'tenant=' }] },
        },
      },
      targets: [queueTarget(this.receivedFiles)],
    });
    this.letRuleSend(key);
  }

  /** By hand: the grants of the L2 target hold wildcards and trust every rule of the account. */
  private letRuleSend(key: CustomerKey): void {
    const { ruleArn } = this.receivedFilesRule;
    const { queue, deadLetters } = this.receivedFiles;
    for (const target of [queue, deadLetters]) {
      target.addToResourcePolicy(sendStatement(target, ruleArn));
    }
    // The key's policy cannot name the rule, which waits for the queue, which waits for the key.
    key.letService({
      service: EVENTS,
      actions: ['Decrypt', 'GenerateDataKey'],
      conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
    });
  }
}

function sendStatement(queue: Queue, ruleArn: string): PolicyStatement {
  return new PolicyStatement({
    principals: [new ServicePrincipal(EVENTS)],
    actions: ['sqs:SendMessage'],
    resources: [queue.queueArn],
    conditions: {
      ArnEquals: { 'aws:SourceArn': ruleArn },
      StringEquals: { 'aws:SourceAccount': Stack.of(queue).account },
    },
  });
}

/** An event that cannot be delivered is not dropped after a day, but kept with failed messages. */
function queueTarget({ queue, deadLetters }: DeadLetteredQueue): IRuleTarget {
  return {
    bind: () => ({
      arn: queue.queueArn,
      deadLetterConfig: { arn: deadLetters.queueArn },
    }),
  };
}
