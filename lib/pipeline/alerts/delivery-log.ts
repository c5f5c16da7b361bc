// Every try of every delivery, newest first: when, to whom, what came of it. Never what was sent.
// Tries are kept for a while; events and what became of them stay (docs/alerts.md).

import { randomUUID } from 'node:crypto';
import { MAX_ALERT_CHANGES, type AlertChange } from '../../ports/alert-store.js';
import { attemptSchema, listRecords, PARTITIONS, type DeliveryAttempt } from './alert-records.js';
import { addMilliseconds, type CollectTools } from './alert-tools.js';

/** A quarter: who asks why a message was late asks within weeks. */
export const LOG_KEPT_DAYS = 90;
const DAY_MS = 86_400_000;

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

/** The newest try of an event that is no older than `since`; null while there is none. */
export async function findAttempt(
  tools: Pick<CollectTools, 'tenantId' | 'alerts'>,
  { eventId, since }: { readonly eventId: string; readonly since: string },
): Promise<DeliveryAttempt | null> {
  const newest = { partition: PARTITIONS.attempts, order: 'newest_first' } as const;
  for await (const { key, value } of listRecords(tools, newest, attemptSchema)) {
    // Keys begin with the time of the try.
    if (key < since) return null;
    if (value.eventId === eventId) return value;
  }
  return null;
}

/** Removes tries that are older; resolves with how many. */
export async function pruneDeliveryLog({
  tenantId,
  alerts,
  clock,
}: Pick<CollectTools, 'tenantId' | 'alerts' | 'clock'>): Promise<number> {
  const oldest = addMilliseconds(clock.now(), -LOG_KEPT_DAYS * DAY_MS);
  let removed = 0;
  for (;;) {
    const old: AlertChange[] = [];
    for await (const { partition, key, revision } of alerts.list(tenantId, PARTITIONS.attempts)) {
      // Keys begin with the time of the try.
      if (key >= oldest || old.length === MAX_ALERT_CHANGES) break;
      old.push({ partition, key, expected: revision, value: null });
    }
    if (old.length === 0) return removed;
    // Somebody else prunes as well: what is left is his, or the next run's.
    if ((await alerts.commit(tenantId, old)) === 'conflict') return removed;
    removed += old.length;
  }
}
