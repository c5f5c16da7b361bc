// Starts a run of the one state machine whose ARN it was given.

import { StartExecutionCommand, type SFNClient } from '@aws-sdk/client-sfn';
import { isFault } from './aws-fault.js';
import { DEFAULT_RETRY, withRetries, type RetryPolicy } from './aws-retry.js';

export interface StepFunctionsRunsOptions {
  readonly client: SFNClient;
  readonly machineArn: string;
  readonly retry?: Partial<RetryPolicy>;
}

export interface RunToStart {
  /** Of one name there is one run, however often it is started: 80 letters, digits, - and _. */
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** `running`: begun now, or before and not at its end; `ended`: begun before, and over. */
export type RunState = 'running' | 'ended';

const CALL = 'StartExecution';
const EXISTS = 'ExecutionAlreadyExists';

export class StepFunctionsRuns {
  readonly #options: StepFunctionsRunsOptions;
  readonly #retry: RetryPolicy;

  constructor(options: StepFunctionsRunsOptions) {
    this.#options = options;
    // Somebody waits for the answer.
    this.#retry = { ...DEFAULT_RETRY, attempts: 4, ...options.retry };
  }

  /** The same name with the same input, while that run goes on, is answered like its start. */
  start({ name, input }: RunToStart): Promise<RunState> {
    const { client, machineArn } = this.#options;
    const command = new StartExecutionCommand({
      stateMachineArn: machineArn,
      name,
      input: JSON.stringify(input),
    });
    return withRetries(CALL, this.#retry, async () => {
      try {
        await client.send(command);
        return 'running';
      } catch (error) {
        if (isFault(error, EXISTS)) return 'ended';
        throw error;
      }
    });
  }
}
