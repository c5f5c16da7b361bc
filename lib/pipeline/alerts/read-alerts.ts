// Alerts as people list them: events, newest first, each with what became of its deliveries.

import type { AlertRecord } from '../../ports/alert-store.js';
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
  const events: { readonly key: string; readonly value: AlertEvent }[] = [];
  const newest = { partition: PARTITIONS.events, order: 'newest_first' } as const;
  for await (const event of listRecords(tools, newest, alertEventSchema)) {
    if (events.length >= most) break;
    events.push(event);
  }
  // All at once: a store that is asked over a network answers a hundred keys in one go.
  const places = events.flatMap(({ key }) =>
    endpoints.map(({ endpointId }) => ({ endpointId, key })),
  );
  const states = await statesOf(tools, places);
  return events.map(({ value }, at) => {
    const own = states.slice(at * endpoints.length, (at + 1) * endpoints.length);
    const deliveries = own.flatMap(({ endpointId, state }) =>
      state === null ? [] : [{ endpointId, state }],
    );
    return { event: value, deliveries };
  });
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

interface DeliveryPlace {
  readonly endpointId: string;
  readonly key: string;
}

async function statesOf({ tenantId, alerts }: ReadTools, places: readonly DeliveryPlace[]) {
  const keys = places.flatMap(({ endpointId, key }) => [
    { partition: PARTITIONS.delivered(endpointId), key },
    { partition: PARTITIONS.pending(endpointId), key },
    { partition: PARTITIONS.dead(endpointId), key },
  ]);
  const found = keys.length === 0 ? [] : await alerts.load(tenantId, keys);
  return places.map(({ endpointId }, at) => {
    const [delivered, pending, dead] = found.slice(at * 3, at * 3 + 3);
    return { endpointId, state: stateOf({ delivered, pending, dead }) };
  });
}

type Found = AlertRecord | null | undefined;

function stateOf({
  delivered,
  pending,
  dead,
}: Readonly<Record<'delivered' | 'pending' | 'dead', Found>>): DeliveryState | null {
  if (delivered) return 'delivered';
  if (pending) return 'waiting';
  return dead ? 'dead' : null;
}
