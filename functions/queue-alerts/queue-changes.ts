// Which year documents a piece of the stream is about, each told once. A piece that cannot be told
// comes again as a whole: telling a document twice does no harm.

import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { changedYear } from '../../lib/adapters/aws/dynamodb-stream-key.js';
import type { MessageQueue } from '../../lib/ports/message-queue.js';
import type { Door } from '../common/door.js';
import type { ChangedDocument } from '../common/messages.js';

export async function queueChanges(
  alerts: MessageQueue,
  door: Door,
  { Records }: DynamoDBStreamEvent,
): Promise<DynamoDBBatchResponse> {
  const changed = new Map<string, ChangedDocument>();
  for (const { dynamodb, eventName } of Records) {
    const { pk, sk } = dynamodb?.Keys ?? {};
    const place = eventName === 'REMOVE' ? null : changedYear(pk?.S, sk?.S);
    if (place === null) continue;
    const { tenantId, token, year } = place;
    changed.set(`${tenantId} ${token} ${year}`, { kind: 'changed_document', ...place });
  }
  await alerts.send([...changed.values()].map((each) => ({ body: JSON.stringify(each) })));
  door.logger.info('queued', { step: 'queue-alerts', count: changed.size });
  return { batchItemFailures: [] };
}
