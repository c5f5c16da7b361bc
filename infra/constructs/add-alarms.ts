// Alarms with our defaults: each tells the topic when it begins and when it is over, and silence is
// no trouble (a night without a file has no data).

import {
  Alarm,
  ComparisonOperator,
  TreatMissingData,
  type IMetric,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';

export interface AlarmSpec {
  readonly id: string;
  /** What happened, to whoever is woken; docs/operate.md has what to do, under the id. */
  readonly description: string;
  readonly metric: IMetric;
  /** The alarm rings above it. */
  readonly threshold: number;
  /** In how many periods in a row. */
  readonly periods: number;
}

export function addAlarms(scope: Construct, topic: ITopic, specs: readonly AlarmSpec[]): void {
  const action = new SnsAction(topic);
  for (const { id, description, metric, threshold, periods } of specs) {
    const alarm = new Alarm(scope, id, {
      alarmDescription: description,
      metric,
      threshold,
      evaluationPeriods: periods,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(action);
    alarm.addOkAction(action);
  }
}
