// Alarms on what keeps claims: failed or late messages, files whose arrival could not be told,
// throttled tables, failed queries.

import { Duration } from 'aws-cdk-lib';
import { MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { addAlarms, type AlarmSpec } from './add-alarms.js';
import type { DeadLetteredQueue } from './dead-lettered-queue.js';
import type { DoorQueues } from './door-queues.js';

export interface StatefulAlarmsProps {
  readonly topic: ITopic;
  readonly queues: DoorQueues;
  readonly ledgerTableName: string;
  readonly ledgerIndexName: string;
  readonly workgroupName: string;
}

const PERIOD = Duration.minutes(5);
/** A file or a batch that waits so long meets a door that is stuck or a limit that is too low. */
const OLDEST_HOURS = 1;
const SECONDS_AN_HOUR = 3_600;
/** Retries with growing waits get over a short burst. */
const THROTTLED_PERIODS = 3;
const MOST_THROTTLED = 100;

export class StatefulAlarms extends Construct {
  constructor(scope: Construct, id: string, props: StatefulAlarmsProps) {
    super(scope, id);
    const { receivedFiles, ledgerBatches, alerts } = props.queues;
    const specs = [
      ...queueAlarms('ReceivedFiles', 'claim files', receivedFiles),
      ...queueAlarms('LedgerBatches', 'batches of claims', ledgerBatches),
      ...queueAlarms('Alerts', 'alerts', alerts),
      ruleAlarm(props.queues.receivedFilesRule.ruleName),
      throttleAlarm('Table', { TableName: props.ledgerTableName }),
      throttleAlarm('Index', {
        TableName: props.ledgerTableName,
        GlobalSecondaryIndexName: props.ledgerIndexName,
      }),
      queryAlarm(props.workgroupName),
    ];
    addAlarms(this, props.topic, specs);
  }
}

function queueAlarms(
  id: string,
  what: string,
  { queue, deadLetters }: DeadLetteredQueue,
): readonly AlarmSpec[] {
  return [
    {
      id: `${id}Failed`,
      description: `KXRay: ${what} failed too often and wait in a dead-letter queue`,
      metric: deadLetters.metricApproximateNumberOfMessagesVisible({
        period: PERIOD,
        statistic: 'Maximum',
      }),
      threshold: 0,
      periods: 1,
    },
    {
      id: `${id}Late`,
      description: `KXRay: ${what} have waited for more than ${OLDEST_HOURS} hour`,
      metric: queue.metricApproximateAgeOfOldestMessage({ period: PERIOD, statistic: 'Maximum' }),
      threshold: OLDEST_HOURS * SECONDS_AN_HOUR,
      periods: 1,
    },
  ];
}

function ruleAlarm(ruleName: string): AlarmSpec {
  return {
    id: 'ArrivalsUntold',
    description: 'KXRay: a claim file came and its door was not told',
    metric: new Metric({
      namespace: 'AWS/Events',
      metricName: 'FailedInvocations',
      dimensionsMap: { RuleName: ruleName },
      statistic: 'Sum',
      period: PERIOD,
    }),
    threshold: 0,
    periods: 1,
  };
}

function throttleAlarm(part: string, dimensionsMap: Readonly<Record<string, string>>): AlarmSpec {
  const sum = (metricName: string) =>
    new Metric({
      namespace: 'AWS/DynamoDB',
      metricName,
      dimensionsMap,
      statistic: 'Sum',
      period: PERIOD,
    });
  return {
    id: `Ledger${part}Throttled`,
    description: `KXRay: the ledger (${part.toLowerCase()}) turns requests away`,
    metric: new MathExpression({
      expression: 'FILL(reads, 0) + FILL(writes, 0)',
      label: 'Throttled requests',
      usingMetrics: { reads: sum('ReadThrottleEvents'), writes: sum('WriteThrottleEvents') },
      period: PERIOD,
    }),
    threshold: MOST_THROTTLED,
    periods: THROTTLED_PERIODS,
  };
}

/** Athena counts no failures, but it times them. One that met the cut-off is a cancelled one. */
function queryAlarm(workgroupName: string): AlarmSpec {
  const count = (QueryState: string) =>
    new Metric({
      namespace: 'AWS/Athena',
      metricName: 'TotalExecutionTime',
      dimensionsMap: { WorkGroup: workgroupName, QueryState, QueryType: 'DML' },
      statistic: 'SampleCount',
      period: PERIOD,
    });
  return {
    id: 'QueriesFailed',
    description: 'KXRay: a query failed, or was ended because it would have read too much',
    metric: new MathExpression({
      expression: 'FILL(failed, 0) + FILL(ended, 0)',
      label: 'Queries without an answer',
      usingMetrics: { failed: count('FAILED'), ended: count('CANCELED') },
      period: PERIOD,
    }),
    threshold: 0,
    periods: 1,
  };
}
