// Every try of every delivery, newest first: when, to whom, what came of it. Never what was sent.

import { randomUUID } from 'node:crypto';
import type { AlertChange } from '../../ports/alert-store.js';
import { attemptSchema, listRecords, PARTITIONS, type DeliveryAttempt } from './alert-records.js';
import type { CollectTools } from './alert-tools.js';

export function attemptChange(attempt: DeliveryAttempt): AlertChange {
  const key = `${attempt.at}-${randomUUID()}`;
  return { partition: PARTITIONS.attempts, key, expected: 0, value: { ...attempt } };
}

export async function readDeliveryLog(
  tools: Pick<CollectTools, 'tenantId' | 'alerts'>,
  most: number,
): Promise<readonly DeliveryAttempt[]> {
  const attempts: DeliveryAttempt[] = [];
  const newest = { partition: PARTITIONS.attempts, order: 'newest_first' } as const;
  for await (const { value } of listRecords(tools, newest, attemptSchema)) {
    if (attempts.length >= most) break;
    attempts.push(value);
  }
  return attempts;
}
