// Alerts as people list them: events, newest first, each with what became of its deliveries.

import { alertEventSchema, listRecords, PARTITIONS, type AlertEvent } from './alert-records.js';
import type { CollectTools } from './alert-tools.js';
import { listEndpoints } from './webhook-endpoints.js';

export type DeliveryState = 'delivered' | 'waiting' | 'dead';

export interface ListedAlert {
  readonly event: AlertEvent;
  readonly deliveries: readonly { readonly endpointId: string; readonly state: DeliveryState }[];
}

type ReadTools = Pick<CollectTools, 'tenantId' | 'alerts'>;

export async function readAlerts(tools: ReadTools, most: number): Promise<readonly ListedAlert[]> {
  const endpoints = await listEndpoints(tools);
  const listed: ListedAlert[] = [];
  const newest = { partition: PARTITIONS.events, order: 'newest_first' } as const;
  for await (const { key, value } of listRecords(tools, newest, alertEventSchema)) {
    if (listed.length >= most) break;
    const states = await Promise.all(
      endpoints.map(async ({ endpointId }) => ({
        endpointId,
        state: await stateOf(tools, endpointId, key),
      })),
    );
    const deliveries = states.flatMap(({ endpointId, state }) =>
      state === null ? [] : [{ endpointId, state }],
    );
    listed.push({ event: value, deliveries });
  }
  return listed;
}

/** Ledger events after a key, oldest first, with the key of the newest. */
export async function alertsAfter(
  tools: ReadTools,
  after: string,
): Promise<{ readonly events: readonly AlertEvent[]; readonly newestKey: string }> {
  const events: AlertEvent[] = [];
  let newestKey = after;
  const newest = { partition: PARTITIONS.events, order: 'newest_first' } as const;
  for await (const { key, value } of listRecords(tools, newest, alertEventSchema)) {
    if (key <= after) break;
    if (key > newestKey) newestKey = key;
    events.push(value);
  }
  return { events: events.reverse(), newestKey };
}

async function stateOf(
  { tenantId, alerts }: ReadTools,
  endpointId: string,
  key: string,
): Promise<DeliveryState | null> {
  const [delivered, pending, dead] = await alerts.load(tenantId, [
    { partition: PARTITIONS.delivered(endpointId), key },
    { partition: PARTITIONS.pending(endpointId), key },
    { partition: PARTITIONS.dead(endpointId), key },
  ]);
  if (delivered !== undefined && delivered !== null) return 'delivered';
  if (pending !== undefined && pending !== null) return 'waiting';
  return dead === undefined || dead === null ? null : 'dead';
}
