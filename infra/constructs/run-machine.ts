// A run as it is deployed: a state machine that may call its doors and nothing else. Its log says
// which state came when; inputs and outputs stay out of it.

import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { FUNCTION_NAMES, type FunctionName } from '../../functions/function-contract.js';
import type { StageSettings } from '../settings/stage-settings.js';
import {
  arnName,
  arnPlace,
  type StateMachineDefinition,
} from '../state-machines/states-language.js';
import { acknowledge, wildcardResource } from './acknowledge.js';
import type { DoorFunction } from './door-function.js';
import { logRetentionOf } from './log-retention.js';
import { runMachineName } from './run-name.js';

export interface RunMachineProps {
  readonly settings: StageSettings;
  readonly key: IKey;
  /** `nightly` -> `kxray-STAGE-nightly`. */
  readonly name: string;
  readonly definition: StateMachineDefinition;
  readonly doors: Readonly<Record<FunctionName, DoorFunction>>;
}

/** What AWS asks for to deliver logs and traces; neither knows resources. */
const DELIVERY = [
  'logs:CreateLogDelivery',
  'logs:DeleteLogDelivery',
  'logs:DescribeLogGroups',
  'logs:DescribeResourcePolicies',
  'logs:GetLogDelivery',
  'logs:ListLogDeliveries',
  'logs:PutResourcePolicy',
  'logs:UpdateLogDelivery',
];
const TRACING = [
  'xray:GetSamplingRules',
  'xray:GetSamplingTargets',
  'xray:PutTelemetryRecords',
  'xray:PutTraceSegments',
];

export class RunMachine extends Construct {
  readonly machineArn: string;
  readonly machineName: string;

  constructor(scope: Construct, id: string, props: RunMachineProps) {
    super(scope, id);
    const { settings, name, definition } = props;
    this.machineName = runMachineName(settings, name);
    const text = JSON.stringify(definition);
    const doors = FUNCTION_NAMES.filter((door) => text.includes(arnPlace(door)));
    const { role, policy } = this.addRole(props, doors);
    const machine = new CfnStateMachine(this, 'Machine', {
      stateMachineName: this.machineName,
      stateMachineType: 'STANDARD',
      roleArn: role.roleArn,
      definitionString: JSON.stringify(definition, null, 1),
      definitionSubstitutions: Object.fromEntries(
        doors.map((door) => [arnName(door), props.doors[door].function.functionArn]),
      ),
      loggingConfiguration: {
        level: 'ALL',
        includeExecutionData: false,
        destinations: [
          { cloudWatchLogsLogGroup: { logGroupArn: this.addLogGroup(props).logGroupArn } },
        ],
      },
      tracingConfiguration: { enabled: true },
    });
    // Step Functions tries at once whether the role may deliver logs.
    machine.node.addDependency(policy);
    this.machineArn = machine.ref;
  }

  private addRole({ settings, doors }: RunMachineProps, called: readonly FunctionName[]) {
    const { account } = Stack.of(this);
    const role = new Role(this, 'Role', {
      path: `/kxray/${settings.stage}/runs/`,
      description: 'Calls the doors of a run',
      assumedBy: new ServicePrincipal('states.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': account } },
      }),
    });
    const policy = new ManagedPolicy(this, 'Policy', {
      description: 'The doors of a run, its log and its trace',
      roles: [role],
      statements: [
        new PolicyStatement({
          actions: ['lambda:InvokeFunction'],
          resources: called.map((door) => doors[door].function.functionArn),
        }),
        new PolicyStatement({ actions: [...DELIVERY, ...TRACING], resources: ['*'] }),
      ],
    });
    acknowledge(policy, {
      id: wildcardResource(this, '*'),
      reason:
        'Deliveries of logs and segments of traces have no ARN that a policy could name: AWS asks ' +
        'for "*". The statement has these actions alone, and the role can be used by Step Functions ' +
        'of this account only.',
    });
    return { role, policy };
  }

  /** Under the prefix that AWS lets its services write to without a policy for each group. */
  private addLogGroup({ settings, key, name }: RunMachineProps): LogGroup {
    return new LogGroup(this, 'Log', {
      logGroupName: `/aws/vendedlogs/kxray/${settings.stage}/runs/${name}`,
      encryptionKey: key,
      retention: logRetentionOf(settings),
      removalPolicy: RemovalPolicy.DESTROY,
    });
  }
}
