// All doors, made from their contracts (functions/contract.ts), with the event sources that call
// them. Sources are made by hand: the L2 ones grant themselves more than the doors' policies say.

import { CfnEventSourceMapping, type Code } from 'aws-cdk-lib/aws-lambda';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { FUNCTION_CONTRACTS } from '../../functions/contract.js';
import {
  FUNCTION_NAMES,
  type FunctionName,
  type Trigger,
} from '../../functions/function-contract.js';
import type { StatefulStack } from '../stacks/stateful-stack.js';
import { doorId } from '../state-machines/door-id.js';
import { DoorFunction } from './door-function.js';
import { queueOf } from './door-policy.js';
import { GivenUpQueue } from './given-up-queue.js';

/** The bundle of a door. Tests give any; the app gives what was built. */
export type CodeOf = (name: FunctionName) => Code;

export interface DoorFunctionsProps {
  readonly stateful: StatefulStack;
  readonly codeOf: CodeOf;
}

/** Ten tries, halving the batch each time, and then the rest of the stream goes on. */
const STREAM_TRIES = 10;
/** A change is announced within hours or not by the stream: the next publish finds it by itself. */
const OLDEST_CHANGE_SECONDS = 21_600;

export class DoorFunctions extends Construct {
  readonly doors: Readonly<Record<FunctionName, DoorFunction>>;
  /** Parts of the stream that no try got through. */
  readonly untoldChanges: GivenUpQueue;

  constructor(scope: Construct, id: string, { stateful, codeOf }: DoorFunctionsProps) {
    super(scope, id);
    this.untoldChanges = new GivenUpQueue(this, 'UntoldChanges', {
      key: stateful.operationsKey,
      what: 'positions in the stream of the ledger table whose changes could not be told',
    });
    const made = FUNCTION_NAMES.map((name) => {
      const contract = FUNCTION_CONTRACTS[name];
      const givenUp = contract.trigger.kind === 'stream' ? this.untoldChanges : null;
      const props = { name, contract, stateful, code: codeOf(name), givenUp };
      const door = new DoorFunction(this, doorId(name), props);
      addSource(door, { trigger: contract.trigger, stateful, givenUp });
      return [name, door] as const;
    });
    this.doors = Object.fromEntries(made) as Record<FunctionName, DoorFunction>;
  }
}

interface Source {
  readonly trigger: Trigger;
  readonly stateful: StatefulStack;
  readonly givenUp: IQueue | null;
}

function addSource(door: DoorFunction, { trigger, stateful, givenUp }: Source): void {
  if (trigger.kind !== 'queue' && trigger.kind !== 'stream') return;
  const common = {
    functionName: door.function.functionArn,
    batchSize: trigger.batchSize,
    maximumBatchingWindowInSeconds: trigger.batchWindowSeconds,
    functionResponseTypes: ['ReportBatchItemFailures'],
  };
  const source = new CfnEventSourceMapping(door, 'Source', {
    ...common,
    ...(trigger.kind === 'queue'
      ? {
          eventSourceArn: queueOf(stateful, trigger.queue).queueArn,
          scalingConfig: { maximumConcurrency: trigger.maximumConcurrency },
        }
      : streamSource(stateful, givenUp)),
  });
  // Lambda tries at once whether the role may take from the source.
  source.node.addDependency(door.policy);
}

function streamSource({ ledgerTable }: StatefulStack, givenUp: IQueue | null) {
  if (ledgerTable.tableStreamArn === undefined || givenUp === null) {
    throw new Error('a stream needs a table that has one and a place for what fails');
  }
  return {
    eventSourceArn: ledgerTable.tableStreamArn,
    // From the beginning: nothing of what came between two deployments is passed over.
    startingPosition: 'TRIM_HORIZON',
    bisectBatchOnFunctionError: true,
    maximumRetryAttempts: STREAM_TRIES,
    maximumRecordAgeInSeconds: OLDEST_CHANGE_SECONDS,
    destinationConfig: { onFailure: { destination: givenUp.queueArn } },
  };
}
