// What every store in the table needs: the client, the name of the table, and how to try again.
// Calls in flight are bounded here, because an ingest asks for thousands of documents at once and
// the sockets of a client are few.

import type { DynamoDBClient, ConsumedCapacity } from '@aws-sdk/client-dynamodb';
import { CallLimit } from './aws-call-limit.js';
import { DEFAULT_RETRY, untilDone, type Attempt, type RetryPolicy } from './aws-retry.js';

export interface DynamoTableOptions {
  readonly client: DynamoDBClient;
  readonly tableName: string;
  readonly retry?: Partial<RetryPolicy>;
  /** Told the capacity that each call took; asking for it costs nothing. */
  readonly onCapacity?: (consumed: ConsumedCapacity) => void;
}

/** As many as the SDK opens sockets by default, less a few for other stores. */
const MAX_CALLS_IN_FLIGHT = 40;

export class DynamoTable {
  readonly client: DynamoDBClient;
  readonly name: string;
  readonly retry: RetryPolicy;
  readonly #limit = new CallLimit(MAX_CALLS_IN_FLIGHT);
  readonly #onCapacity: DynamoTableOptions['onCapacity'];

  constructor(options: DynamoTableOptions) {
    this.client = options.client;
    this.name = options.tableName;
    this.retry = { ...DEFAULT_RETRY, ...options.retry };
    this.#onCapacity = options.onCapacity;
  }

  /** Part of every call: which table, and whether its capacity is to be told. */
  get common(): {
    readonly TableName: string;
    readonly ReturnConsumedCapacity: 'INDEXES' | 'NONE';
  } {
    return { TableName: this.name, ReturnConsumedCapacity: this.capacityAsked };
  }

  get capacityAsked(): 'INDEXES' | 'NONE' {
    return this.#onCapacity === undefined ? 'NONE' : 'INDEXES';
  }

  tellCapacity(...consumed: readonly (ConsumedCapacity | undefined)[]): void {
    for (const one of consumed) if (one !== undefined) this.#onCapacity?.(one);
  }

  /** A place is held during an attempt only: a call that waits for its next one blocks nobody. */
  untilDone<Answer>(
    call: string,
    attempt: (before: number) => Promise<Attempt<Answer>>,
  ): Promise<Answer> {
    return untilDone(call, this.retry, (before) => this.#limit.run(() => attempt(before)));
  }

  withRetries<Answer>(call: string, action: () => Promise<Answer>): Promise<Answer> {
    return this.untilDone(call, async () => ({ kind: 'done', answer: await action() }));
  }
}
