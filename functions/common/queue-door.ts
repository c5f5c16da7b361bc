// What doors behind a queue share: each message is worked off by itself, and those that failed, and
// only those, come again.

import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { FunctionName } from '../function-contract.js';
import { openDoor, reasonOf, type Door, type DoorContext } from './door.js';

/** Another attempt will fail as well: nothing that a door sends looks like this. */
export class MessageError extends Error {
  override readonly name = 'MessageError';

  constructor() {
    super('a message of another form than this door takes');
  }
}

export function openQueueDoor(
  name: FunctionName,
  open: (door: Door) => (body: string, context: DoorContext) => Promise<void>,
) {
  return openDoor<SQSEvent, SQSBatchResponse>(name, (door) => {
    const work = open(door);
    return async (event, context) => {
      const processor = new BatchProcessor(EventType.SQS);
      const workOff = async (record: SQSRecord): Promise<void> => {
        try {
          await work(record.body, context);
        } catch (error) {
          door.logger.warn('a message failed', { step: name, reason: reasonOf(error) });
          throw error;
        }
      };
      // That all failed is told like that one did: the queue knows what to do with either.
      const options = { throwOnFullBatchFailure: false };
      return processPartialResponse(event, workOff, processor, options);
    };
  });
}

/** JSON of a message; throws MessageError for anything else. */
export function parseMessage<Message>(
  schema: { safeParse(value: unknown): { success: true; data: Message } | { success: false } },
  body: string,
): Message {
  const parsed = schema.safeParse(jsonOf(body));
  if (!parsed.success) throw new MessageError();
  return parsed.data;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new MessageError();
  }
}
