// The alarms on what keeps claims, and the topic that they tell.

import { describe, expect, it } from '@jest/globals';
import { statefulTemplate, statementsOf } from './synthesized.js';

const ALARM = 'AWS::CloudWatch::Alarm';
const template = statefulTemplate('prod');
const topic = Object.keys(template.findResources('AWS::SNS::Topic'))[0];

describe('StatefulAlarms', () => {
  it('tell the topic when they begin and when they are over', () => {
    template.allResourcesProperties(ALARM, {
      AlarmActions: [{ Ref: topic }],
      OKActions: [{ Ref: topic }],
      TreatMissingData: 'notBreaching',
      ComparisonOperator: 'GreaterThanThreshold',
    });
  });

  it.each([
    ['ReceivedFiles', 'ApproximateNumberOfMessagesVisible', 'DeadLetters', 0],
    ['LedgerBatches', 'ApproximateNumberOfMessagesVisible', 'DeadLetters', 0],
    ['Alerts', 'ApproximateNumberOfMessagesVisible', 'DeadLetters', 0],
    ['ReceivedFiles', 'ApproximateAgeOfOldestMessage', 'Queue', 3_600],
    ['LedgerBatches', 'ApproximateAgeOfOldestMessage', 'Queue', 3_600],
    ['Alerts', 'ApproximateAgeOfOldestMessage', 'Queue', 3_600],
  ])('watch %s: %s of its %s above %i', (name, metric, part, threshold) => {
    const queue = Object.keys(template.findResources('AWS::SQS::Queue')).find((id) =>
      id.startsWith(`Queues${name}${part}`),
    );

    template.hasResourceProperties(ALARM, {
      MetricName: metric,
      Threshold: threshold,
      Dimensions: [{ Name: 'QueueName', Value: { 'Fn::GetAtt': [queue, 'QueueName'] } }],
    });
  });

  it('watch each queue twice, the rule, the table, its index and the queries', () => {
    template.resourceCountIs(ALARM, 10);
    template.hasResourceProperties(ALARM, { MetricName: 'FailedInvocations', Threshold: 0 });
    const told = JSON.stringify(template.findResources(ALARM));
    for (const metric of ['ReadThrottleEvents', 'WriteThrottleEvents', 'TotalExecutionTime']) {
      expect(told.split(`"MetricName":"${metric}"`)).toHaveLength(3);
    }
  });
});

describe('AlarmTopic', () => {
  it('lets alarms of this account publish, over TLS, under a key', () => {
    const statements = statementsOf(template, 'AWS::SNS::TopicPolicy');

    expect(statements).toContainEqual(
      expect.objectContaining({
        effect: 'Allow',
        actions: ['sns:Publish'],
        conditions: { StringEquals: { 'aws:SourceAccount': ['${AWS::AccountId}'] } },
      }),
    );
    expect(statements.filter(({ effect }) => effect === 'Deny')).toHaveLength(1);
    template.allResourcesProperties('AWS::SNS::Topic', { DisplayName: 'KXRay prod' });
  });

  it('writes to nobody until the stage names an address', () => {
    template.resourceCountIs('AWS::SNS::Subscription', 0);
  });
});
