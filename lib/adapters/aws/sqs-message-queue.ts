// MessageQueue on SQS: ten messages a call, and what a call left out is sent again.

import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { MessageQueue, OutgoingMessage } from '../../ports/message-queue.js';
import { ServiceRefusedError } from './aws-errors.js';
import { DEFAULT_RETRY, untilDone, type RetryPolicy } from './aws-retry.js';

export interface SqsMessageQueueOptions {
  readonly client: SQSClient;
  readonly queueUrl: string;
  readonly retry?: Partial<RetryPolicy>;
}

interface Entry {
  readonly Id: string;
  readonly MessageBody: string;
  readonly DelaySeconds?: number;
}

const MOST_PER_CALL = 10;
const CALL = 'SendMessageBatch';

export class SqsMessageQueue implements MessageQueue {
  readonly #options: SqsMessageQueueOptions;
  readonly #retry: RetryPolicy;

  constructor(options: SqsMessageQueueOptions) {
    this.#options = options;
    this.#retry = { ...DEFAULT_RETRY, ...options.retry };
  }

  async send(messages: readonly OutgoingMessage[]): Promise<void> {
    for (let at = 0; at < messages.length; at += MOST_PER_CALL) {
      await this.#sendSome(messages.slice(at, at + MOST_PER_CALL).map(entryOf));
    }
  }

  async #sendSome(entries: readonly Entry[]): Promise<void> {
    const { client, queueUrl } = this.#options;
    let left = entries;
    await untilDone(CALL, this.#retry, async () => {
      const { Failed = [] } = await client.send(
        new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries: [...left] }),
      );
      const refused = Failed.find(({ SenderFault }) => SenderFault === true);
      if (refused !== undefined) throw new ServiceRefusedError(CALL, refused.Code ?? 'unknown');
      const ids = new Set(Failed.map(({ Id }) => Id));
      left = left.filter(({ Id }) => ids.has(Id));
      return left.length === 0 ? { kind: 'done', answer: undefined } : { kind: 'retry' };
    });
  }
}

function entryOf({ body, delaySeconds }: OutgoingMessage, at: number): Entry {
  const entry = { Id: String(at), MessageBody: body };
  return delaySeconds === undefined ? entry : { ...entry, DelaySeconds: delaySeconds };
}
