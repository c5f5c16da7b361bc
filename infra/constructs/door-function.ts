// A door as it is deployed: bundled code, a role of its own under the path that tenants' roles
// trust, a log group under our key. arm64, as bundles are plain JavaScript and it costs a fifth
// less; x86_64 where native code lies beside one.

import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  ApplicationLogLevel,
  Architecture,
  Function as LambdaFunction,
  LoggingFormat,
  RecursiveLoop,
  Runtime,
  SystemLogLevel,
  type Code,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { FunctionContract, FunctionName } from '../../functions/function-contract.js';
import type { StatefulStack } from '../stacks/stateful-stack.js';
import { acknowledge } from './acknowledge.js';
import { doorStatements } from './door-policy.js';
import { doorSettings } from './door-settings.js';
import { logRetentionOf } from './log-retention.js';
import { doorRolePath } from './tenant-role.js';

export interface DoorFunctionProps {
  readonly name: FunctionName;
  readonly contract: FunctionContract;
  readonly stateful: StatefulStack;
  readonly code: Code;
  readonly givenUp: IQueue | null;
}

export class DoorFunction extends Construct {
  readonly function: LambdaFunction;
  /** What an event source needs before it may be made. */
  readonly policy: ManagedPolicy;

  constructor(scope: Construct, id: string, props: DoorFunctionProps) {
    super(scope, id);
    const { name, contract, stateful } = props;
    const { settings } = stateful;
    const logGroup = this.addLogGroup(props);
    const role = new Role(this, 'Role', {
      path: doorRolePath(settings),
      description: `${contract.purpose} (${name})`,
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    });
    this.policy = new ManagedPolicy(this, 'Policy', {
      description: `Log, queues and tenants' role of the door ${name}`,
      roles: [role],
      statements: [...doorStatements({ ...props, logGroup })],
    });
    this.function = new LambdaFunction(this, 'Function', {
      functionName: `kxray-${settings.stage}-${name}`,
      description: contract.purpose,
      runtime: Runtime.NODEJS_24_X,
      architecture: contract.native === undefined ? Architecture.ARM_64 : Architecture.X86_64,
      handler: 'index.handler',
      code: props.code,
      role: role.withoutPolicyUpdates(),
      memorySize: contract.memoryMegabytes,
      timeout: Duration.seconds(contract.timeoutSeconds),
      environment: { ...doorSettings(name, stateful) },
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      applicationLogLevelV2: ApplicationLogLevel.INFO,
      systemLogLevelV2: SystemLogLevel.WARN,
      ...(callsItself(contract) ? { recursiveLoop: RecursiveLoop.ALLOW } : {}),
      ...(settings.reservedConcurrency === null
        ? {}
        : { reservedConcurrentExecutions: settings.reservedConcurrency }),
    });
    this.acknowledgeFindings(props);
  }

  /** Goes with the function: what must be kept of who did what is in the audit trail. */
  private addLogGroup({ name, stateful }: DoorFunctionProps): LogGroup {
    const { settings, operationsKey } = stateful;
    return new LogGroup(this, 'Log', {
      logGroupName: `/kxray/${settings.stage}/doors/${name}`,
      encryptionKey: operationsKey,
      retention: logRetentionOf(settings),
      removalPolicy: RemovalPolicy.DESTROY,
    });
  }

  private acknowledgeFindings({ contract, stateful }: DoorFunctionProps): void {
    acknowledge(
      this.function,
      {
        id: 'HIPAA.Security::HIPAA.Security-LambdaInsideVPC',
        reason:
          'Reaches only TLS endpoints of AWS, which admit by role, key and tenant; nothing listens ' +
          'for connections. No database or host of ours is in a network that it would have to join, ' +
          'and code that runs as this role is held by the role and not by a route.',
      },
      {
        id: 'HIPAA.Security::HIPAA.Security-LambdaDLQ',
        reason: FAILURES_GO[contract.trigger.kind],
      },
    );
    if (stateful.settings.reservedConcurrency !== null) return;
    acknowledge(this.function, {
      id: 'HIPAA.Security::HIPAA.Security-LambdaConcurrency',
      reason:
        'A setting of the stage (reservedConcurrency), off as AWS keeps 100 executions unreserved ' +
        'and a new account has 10 in all: its first deployment would fail. The largest concurrency ' +
        'of each queue, the Map states and the rate of the API bound every door without it.',
    });
  }
}

/** A file that is not done goes back to the queue it came from: meant, and not a loop to be cut. */
function callsItself({ trigger, sendsTo }: FunctionContract): boolean {
  return trigger.kind === 'queue' && sendsTo.includes(trigger.queue);
}

/** Lambda's own dead-letter queue serves asynchronous invocations, and no door has such. */
const FAILURES_GO: Readonly<Record<FunctionContract['trigger']['kind'], string>> = {
  queue:
    'Called by its queue, never asynchronously: a message that fails too often goes to the ' +
    "queue's own dead-letter queue, which has an alarm.",
  stream:
    'Called by the stream of the ledger table, never asynchronously: the event source has a ' +
    'failure destination, a queue with an alarm.',
  task:
    'Called by a state machine that waits for the answer, retries, and fails with an alarm; ' +
    'never asynchronously, so a dead-letter queue of the function would stay empty.',
  http:
    'Called by the HTTP API, which hands a failure to the caller; never asynchronously, so a ' +
    'dead-letter queue of the function would stay empty.',
};
