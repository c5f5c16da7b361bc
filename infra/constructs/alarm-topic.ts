// Where alarms go. Anybody of the account may subscribe; only CloudWatch, on behalf of an alarm of
// this account, may publish. The texts name queues and tables and say nothing of a claim.

import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import type { StageSettings } from '../settings/stage-settings.js';
import type { CustomerKey } from './customer-key.js';

const CLOUDWATCH = 'cloudwatch.amazonaws.com';

export interface AlarmTopicProps {
  readonly settings: StageSettings;
  readonly key: CustomerKey;
}

export class AlarmTopic extends Topic {
  constructor(scope: Construct, id: string, { settings, key }: AlarmTopicProps) {
    super(scope, id, { displayName: `KXRay ${settings.stage}`, masterKey: key, enforceSSL: true });
    // A topic with a policy loses the default one, under which alarms could publish.
    this.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal(CLOUDWATCH)],
        actions: ['sns:Publish'],
        resources: [this.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
    // CloudWatch sends KMS no account to ask for; what it may publish to, the topic decides.
    key.letService({
      service: CLOUDWATCH,
      actions: ['Decrypt', 'GenerateDataKey'],
      conditions: null,
    });
    if (settings.alarmAddress !== null) {
      this.addSubscription(new EmailSubscription(settings.alarmAddress));
    }
  }
}
