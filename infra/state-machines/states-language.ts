// The part of Amazon States Language that our machines use: JSONPath, and Map only inline, as both
// AWS and the interpreter in test/engines/stepfunctions understand these. Plain data, so that a
// definition is read, validated and run without the stack that deploys it.

import type { FunctionName } from '../../functions/function-contract.js';
import { UNFINISHED_ERROR } from '../../functions/task-answers.js';
import { doorId } from './door-id.js';

export interface StateMachineDefinition {
  readonly Comment?: string;
  readonly QueryLanguage?: 'JSONPath';
  readonly StartAt: string;
  readonly TimeoutSeconds?: number;
  readonly States: Readonly<Record<string, State>>;
}

/** Fields are checked by asl-validator and by running them, not by types. */
export type State = { readonly Type: StateType } & Readonly<Record<string, unknown>>;

type StateType = 'Choice' | 'Fail' | 'Map' | 'Pass' | 'Succeed' | 'Task' | 'Wait';

export interface TaskOptions {
  readonly door: FunctionName;
  /** The door's longest time: a task that outlives it is lost, not late. */
  readonly timeoutSeconds: number;
  /** Input of the door; a key that ends in `.$` is a path. */
  readonly payload: Readonly<Record<string, unknown>>;
  readonly resultPath: string | null;
  readonly next: string;
  /** Where to go on after the last try; null = the machine fails. */
  readonly onError: string | null;
  /** Errors that no second try mends. */
  readonly finalErrors?: readonly string[];
}

/** Lambda is busy, or its front is: soon over, and the door was perhaps never reached. */
const PASSING_ERRORS = [
  'Lambda.ClientExecutionTimeoutException',
  'Lambda.ServiceException',
  'Lambda.AWSLambdaException',
  'Lambda.SdkClientException',
  'Lambda.TooManyRequestsException',
];

/** Of a publish that takes longer than one call: with a quarter of an hour each, two days. */
const MOST_CALLS = 200;

/** The name of a door's ARN among the substitutions of a definition. */
export function arnName(door: FunctionName): string {
  return `${doorId(door)}Arn`;
}

/** The place of a door's ARN in a definition: filled in at deployment. */
export function arnPlace(door: FunctionName): string {
  return `\${${arnName(door)}}`;
}

/**
 * A door as a state. Every door may be called twice for the same work, so every error is retried.
 */
export function doorTask(options: TaskOptions): State {
  const { door, finalErrors = [], onError } = options;
  return {
    Type: 'Task',
    // The stacks' partition: the dashboard is served by CloudFront, which no other one has.
    Resource: 'arn:aws:states:::lambda:invoke',
    Parameters: { FunctionName: arnPlace(door), Payload: options.payload },
    ResultSelector: { 'answer.$': '$.Payload' },
    ResultPath: options.resultPath,
    TimeoutSeconds: options.timeoutSeconds,
    Retry: [
      ...(finalErrors.length === 0 ? [] : [{ ErrorEquals: [...finalErrors], MaxAttempts: 0 }]),
      {
        ErrorEquals: [UNFINISHED_ERROR],
        IntervalSeconds: 1,
        MaxAttempts: MOST_CALLS,
        BackoffRate: 1,
      },
      {
        ErrorEquals: PASSING_ERRORS,
        IntervalSeconds: 2,
        MaxAttempts: 6,
        BackoffRate: 2,
        MaxDelaySeconds: 60,
        JitterStrategy: 'FULL',
      },
      { ErrorEquals: ['States.ALL'], IntervalSeconds: 60, MaxAttempts: 2, BackoffRate: 3 },
    ],
    ...(onError === null
      ? {}
      : { Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: onError }] }),
    Next: options.next,
  };
}
