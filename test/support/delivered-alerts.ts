// What the tests of deliveries share: claims that cross, what has arrived, what is kept.

import type { TestAlertTools } from './alert-tools.js';
import { claim, reversalOf } from './claim-builder.js';
import type { WebhookReceiver } from './webhook-receiver.js';

export const MINUTE_MS = 60_000;
export const DAY_MS = 24 * 60 * MINUTE_MS;

/** Above the KX amount; the second takes the same total above the review amount as well. */
export const BIG = claim({ icn: 'A', lines: [{ allowed: '2500.00' }] });
export const SMALL = claim({ icn: 'B', received: '2026-04-01', lines: [{ allowed: '600.00' }] });
export const BIG_BACK = reversalOf(BIG, '2026-05-01');

/** `kx.crossed 1`, with the status that it was answered with unless that was a success. */
export function arrivedAt({ received }: WebhookReceiver): readonly string[] {
  return received.map(({ payload, status, isVerified }) => {
    const sequence = 'sequence' in payload.data ? ` ${payload.data.sequence}` : '';
    const answer = status >= 200 && status < 300 ? '' : ` -> ${status}`;
    return `${isVerified ? '' : 'UNVERIFIED '}${payload.type}${sequence}${answer}`;
  });
}

export async function keysIn(tools: TestAlertTools, partition: string): Promise<number> {
  let count = 0;
  for await (const _ of tools.alerts.list(tools.tenantId, partition)) count += 1;
  return count;
}
