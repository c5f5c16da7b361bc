// One page of CloudWatch for whoever was woken: files and claims on their way, what failed, how
// long doors take, what the ledger and the queries cost, and whether ledger and lake agree.

import { Duration } from 'aws-cdk-lib';
import { Dashboard, GraphWidget, Metric, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { METRIC_NAMES, METRICS_NAMESPACE } from '../../functions/metrics.js';
import type { FunctionName } from '../../functions/function-contract.js';
import type { StatefulStack } from '../stacks/stateful-stack.js';
import type { DeadLetteredQueue } from './dead-lettered-queue.js';
import type { DoorFunction } from './door-function.js';
import type { RunMachine } from './run-machine.js';
import type { RunMachines } from './run-schedules.js';

export interface OperationsDashboardProps {
  readonly stateful: StatefulStack;
  readonly doors: Readonly<Record<FunctionName, DoorFunction>>;
  readonly runs: RunMachines;
}

const PERIOD = Duration.minutes(5);
const HALF = 12;

export class OperationsDashboard extends Construct {
  constructor(scope: Construct, id: string, { stateful, doors, runs }: OperationsDashboardProps) {
    super(scope, id);
    const { settings, queues } = stateful;
    const waiting: readonly [string, DeadLetteredQueue][] = [
      ['claim files', queues.receivedFiles],
      ['batches', queues.ledgerBatches],
      ['alerts', queues.alerts],
    ];
    const functions = Object.entries(doors).map(([name, door]) => [name, door.function] as const);
    const ofDoors = (read: (door: DoorFunction['function']) => Metric) =>
      functions.map(([label, door]) => read(door).with({ label, period: PERIOD }));
    new Dashboard(this, 'Dashboard', {
      dashboardName: `kxray-${settings.stage}`,
      defaultInterval: Duration.days(1),
      widgets: [
        [
          graph(
            'Waiting: oldest message (seconds)',
            waiting.map(([label, { queue }]) =>
              queue.metricApproximateAgeOfOldestMessage({ label, period: PERIOD }),
            ),
          ),
          graph(
            'Failed messages',
            waiting.map(([label, { deadLetters }]) =>
              deadLetters.metricApproximateNumberOfMessagesVisible({ label, period: PERIOD }),
            ),
          ),
        ],
        [graph('Work done', workDone()), graph('Differences and quarantine', trouble())],
        [
          graph(
            'Errors of doors',
            ofDoors((door) => door.metricErrors()),
          ),
          graph(
            'Longest time of doors',
            ofDoors((door) => door.metricDuration({ statistic: 'Maximum' })),
          ),
        ],
        [
          graph('Units of the ledger table', tableUnits(stateful.ledgerTable.tableName)),
          graph('Bytes read by queries', [bytesRead(stateful.workgroup.workgroupName)]),
        ],
        [graph('Runs', Object.values(runs).flatMap(runCounts))],
      ],
    });
  }
}

function graph(title: string, left: readonly IMetric[]): GraphWidget {
  return new GraphWidget({ title, left: [...left], width: HALF });
}

function ownMetric(service: FunctionName, metricName: string): Metric {
  return new Metric({
    namespace: METRICS_NAMESPACE,
    metricName,
    dimensionsMap: { service },
    statistic: 'Sum',
    label: metricName,
    period: PERIOD,
  });
}

function workDone(): readonly Metric[] {
  return [
    ownMetric('receive-file', METRIC_NAMES.linesRead),
    ownMetric('post-ledger', METRIC_NAMES.claimsPosted),
    ownMetric('publish', METRIC_NAMES.linesPublished),
    ownMetric('score', METRIC_NAMES.providersScored),
  ];
}

function trouble(): readonly Metric[] {
  return [
    ownMetric('reconcile', METRIC_NAMES.drift),
    ownMetric('receive-file', METRIC_NAMES.quarantined),
    ownMetric('post-ledger', METRIC_NAMES.quarantined),
  ];
}

function tableUnits(TableName: string): readonly Metric[] {
  return ['ConsumedReadCapacityUnits', 'ConsumedWriteCapacityUnits'].map(
    (metricName) =>
      new Metric({
        namespace: 'AWS/DynamoDB',
        metricName,
        dimensionsMap: { TableName },
        statistic: 'Sum',
        period: PERIOD,
      }),
  );
}

function bytesRead(WorkGroup: string): Metric {
  return new Metric({
    namespace: 'AWS/Athena',
    metricName: 'ProcessedBytes',
    dimensionsMap: { WorkGroup, QueryState: 'SUCCEEDED', QueryType: 'DML' },
    statistic: 'Sum',
    period: PERIOD,
  });
}

function runCounts({ machineArn, machineName }: RunMachine): readonly Metric[] {
  return ['ExecutionsSucceeded', 'ExecutionsFailed'].map(
    (metricName) =>
      new Metric({
        namespace: 'AWS/States',
        metricName,
        dimensionsMap: { StateMachineArn: machineArn },
        statistic: 'Sum',
        label: `${machineName}: ${metricName}`,
        period: PERIOD,
      }),
  );
}
