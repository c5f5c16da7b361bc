// Alarms on what works: doors that fail or are held back, runs that fail, ledgers that do not agree
// with their lake, starts and changes that were given up, an API that answers with errors.

import { Duration } from 'aws-cdk-lib';
import { MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { METRIC_NAMES, METRICS_NAMESPACE } from '../../functions/metrics.js';
import type { FunctionName } from '../../functions/function-contract.js';
import { addAlarms, type AlarmSpec } from './add-alarms.js';
import type { DoorFunction } from './door-function.js';
import { doorId } from '../state-machines/door-id.js';
import { RUN_NAMES, type RunMachines, type RunName } from './run-schedules.js';

export interface StatelessAlarmsProps {
  readonly topic: ITopic;
  readonly doors: Readonly<Record<FunctionName, DoorFunction>>;
  readonly runs: RunMachines;
  readonly givenUp: Readonly<Record<'MissedRuns' | 'UntoldChanges', IQueue>>;
  readonly apiId: string;
}

const PERIOD = Duration.minutes(5);
/** One failed call is tried again and belongs to nobody's night; several in a row do. */
const FAILING_PERIODS = 3;
const MOST_THROTTLED = 10;
/** An hour behind: changes reach the webhooks late. */
const STREAM_LATE_MILLISECONDS = 3_600_000;
const MOST_API_ERRORS = 5;

const GIVEN_UP = {
  MissedRuns: 'a run could not be started',
  UntoldChanges: 'changes of the ledger could not be told to the alert queue',
} as const;

export class StatelessAlarms extends Construct {
  constructor(scope: Construct, id: string, props: StatelessAlarmsProps) {
    super(scope, id);
    const doors = Object.entries(props.doors) as [FunctionName, DoorFunction][];
    addAlarms(this, props.topic, [
      ...doors.flatMap(
        ([
          name,
          {
            function: { functionName },
          },
        ]) => doorAlarms(name, functionName),
      ),
      ...RUN_NAMES.map((name) => runAlarm(name, props.runs[name].machineArn)),
      driftAlarm(),
      streamAlarm(props.doors['queue-alerts'].function.functionName),
      givenUpAlarm('MissedRuns', props.givenUp.MissedRuns),
      givenUpAlarm('UntoldChanges', props.givenUp.UntoldChanges),
      apiAlarm(props.apiId),
    ]);
  }
}

function lambdaMetric(FunctionName: string, metricName: string, statistic = 'Sum'): Metric {
  const dimensionsMap = { FunctionName };
  return new Metric({
    namespace: 'AWS/Lambda',
    metricName,
    dimensionsMap,
    statistic,
    period: PERIOD,
  });
}

function doorAlarms(name: FunctionName, functionName: string): readonly AlarmSpec[] {
  return [
    {
      id: `${doorId(name)}Failing`,
      description: `KXRay: the door ${name} keeps failing`,
      metric: lambdaMetric(functionName, 'Errors'),
      threshold: 0,
      periods: FAILING_PERIODS,
    },
    {
      id: `${doorId(name)}Throttled`,
      description: `KXRay: the door ${name} is held back by the account's limit of executions`,
      metric: lambdaMetric(functionName, 'Throttles'),
      threshold: MOST_THROTTLED,
      periods: FAILING_PERIODS,
    },
  ];
}

/** Failed, timed out or ended by hand: a tenant has no new figures. */
function runAlarm(name: RunName, StateMachineArn: string): AlarmSpec {
  const count = (metricName: string) =>
    new Metric({
      namespace: 'AWS/States',
      metricName,
      dimensionsMap: { StateMachineArn },
      statistic: 'Sum',
      period: PERIOD,
    });
  return {
    id: `${name}RunFailed`,
    description: `KXRay: the ${name.toLowerCase()} run did not succeed for every tenant`,
    metric: new MathExpression({
      expression: 'FILL(failed, 0) + FILL(late, 0) + FILL(ended, 0)',
      label: 'Runs without success',
      usingMetrics: {
        failed: count('ExecutionsFailed'),
        late: count('ExecutionsTimedOut'),
        ended: count('ExecutionsAborted'),
      },
      period: PERIOD,
    }),
    threshold: 0,
    periods: 1,
  };
}

function driftAlarm(): AlarmSpec {
  const service: FunctionName = 'reconcile';
  return {
    id: 'Drift',
    description: 'KXRay: log, ledger and lake of a tenant do not agree',
    metric: new Metric({
      namespace: METRICS_NAMESPACE,
      metricName: METRIC_NAMES.drift,
      dimensionsMap: { service },
      statistic: 'Maximum',
      period: PERIOD,
    }),
    threshold: 0,
    periods: 1,
  };
}

function streamAlarm(functionName: string): AlarmSpec {
  return {
    id: 'StreamLate',
    description: 'KXRay: changes of the ledger wait for more than an hour to be told',
    metric: lambdaMetric(functionName, 'IteratorAge', 'Maximum'),
    threshold: STREAM_LATE_MILLISECONDS,
    periods: 1,
  };
}

function givenUpAlarm(id: keyof typeof GIVEN_UP, queue: IQueue): AlarmSpec {
  return {
    id,
    description: `KXRay: ${GIVEN_UP[id]}`,
    metric: queue.metricApproximateNumberOfMessagesVisible({
      period: PERIOD,
      statistic: 'Maximum',
    }),
    threshold: 0,
    periods: 1,
  };
}

function apiAlarm(ApiId: string): AlarmSpec {
  return {
    id: 'ApiAnswersErrors',
    description: 'KXRay: the API answers with errors of its own',
    metric: new Metric({
      namespace: 'AWS/ApiGateway',
      metricName: '5xx',
      dimensionsMap: { ApiId },
      statistic: 'Sum',
      period: PERIOD,
    }),
    threshold: MOST_API_ERRORS,
    periods: FAILING_PERIODS,
  };
}
