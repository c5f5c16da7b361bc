// What a door shares that works off a batch of messages together: whoever opens it says which of
// them failed, and only those come again.

import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { FunctionName } from '../function-contract.js';
import { openDoor, reasonOf, type Door, type DoorContext } from './door.js';

export interface BatchMessage {
  readonly messageId: string;
  readonly body: string;
}

/** Of one message: what kept it from being worked off. */
export interface FailedMessage {
  readonly messageId: string;
  readonly error: unknown;
}

type BatchWork = (
  messages: readonly BatchMessage[],
  context: DoorContext,
) => Promise<readonly FailedMessage[]>;

export function openBatchDoor(name: FunctionName, open: (door: Door) => BatchWork) {
  return openDoor<SQSEvent, SQSBatchResponse>(name, (door) => {
    const work = open(door);
    return async ({ Records }, context) => {
      const failed = await work(Records, context);
      for (const { error } of failed) {
        door.logger.warn('a message failed', { step: name, reason: reasonOf(error) });
      }
      const itemIdentifiers = new Set(failed.map(({ messageId }) => messageId));
      return {
        batchItemFailures: [...itemIdentifiers].map((itemIdentifier) => ({ itemIdentifier })),
      };
    };
  });
}
