// When the runs start. A start that fails is tried again for hours; after that its request waits in
// a queue with an alarm, to be sent by hand.

import { Stack } from 'aws-cdk-lib';
import { ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnSchedule, CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import type { StageSettings } from '../settings/stage-settings.js';
import { GivenUpQueue } from './given-up-queue.js';
import type { RunMachine } from './run-machine.js';

export interface RunSchedulesProps {
  readonly settings: StageSettings;
  readonly key: IKey;
  readonly runs: RunMachines;
}

export type ScheduledRun = 'Hourly' | 'Nightly' | 'Monthly';
/** `Settings` and `Identity` are started by an operator, and by nobody else. */
export type RunName = ScheduledRun | 'Settings' | 'Identity';
export type RunMachines = Readonly<Record<RunName, RunMachine>>;

const SCHEDULED: readonly ScheduledRun[] = ['Hourly', 'Nightly', 'Monthly'];
export const RUN_NAMES: readonly RunName[] = [...SCHEDULED, 'Settings', 'Identity'];
const RETRY = { maximumEventAgeInSeconds: 14_400, maximumRetryAttempts: 20 };
/** Filled in by the scheduler: the time for which it was, however late it starts. */
const INPUT = JSON.stringify({ scheduledTime: '<aws.scheduler.scheduled-time>' });

export class RunSchedules extends Construct {
  readonly missedRuns: GivenUpQueue;

  constructor(scope: Construct, id: string, props: RunSchedulesProps) {
    super(scope, id);
    const { settings, runs } = props;
    this.missedRuns = new GivenUpQueue(this, 'MissedRuns', {
      key: props.key,
      what: 'starts of runs that the scheduler gave up',
    });
    const group = new CfnScheduleGroup(this, 'Group', { name: `kxray-${settings.stage}` });
    const role = this.addRole(props);
    const { timeZone, hourlyPublish, nightlyRun, monthlyReport } = settings.schedules;
    const expressions = { Hourly: hourlyPublish, Nightly: nightlyRun, Monthly: monthlyReport };
    for (const name of SCHEDULED) {
      const { machineArn, machineName } = runs[name];
      new CfnSchedule(this, name, {
        name: machineName,
        groupName: group.ref,
        scheduleExpression: expressions[name],
        scheduleExpressionTimezone: timeZone,
        flexibleTimeWindow: { mode: 'OFF' },
        target: {
          arn: machineArn,
          roleArn: role.roleArn,
          input: INPUT,
          retryPolicy: RETRY,
          deadLetterConfig: { arn: this.missedRuns.queueArn },
        },
      });
    }
  }

  private addRole({ settings, key, runs }: RunSchedulesProps): Role {
    const { account, region } = Stack.of(this);
    const role = new Role(this, 'Role', {
      path: `/kxray/${settings.stage}/runs/`,
      description: 'Starts the runs at their times',
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': account } },
      }),
    });
    new ManagedPolicy(this, 'Policy', {
      description: 'Starts runs, and keeps the starts that failed',
      roles: [role],
      statements: [
        new PolicyStatement({
          actions: ['states:StartExecution'],
          resources: SCHEDULED.map((name) => runs[name].machineArn),
        }),
        new PolicyStatement({
          actions: ['sqs:SendMessage'],
          resources: [this.missedRuns.queueArn],
        }),
        new PolicyStatement({
          actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
          resources: [key.keyArn],
          conditions: { StringEquals: { 'kms:ViaService': `sqs.${region}.amazonaws.com` } },
        }),
      ],
    });
    return role;
  }
}
