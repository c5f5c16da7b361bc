// Dead letters to be tried again, one or all, as if for the first time. They keep their id, so that
// a receiver that had them after all knows them; they come after what was sent since.

import type { AlertChange } from '../../ports/alert-store.js';
import {
  allRecords,
  PARTITIONS,
  settledSchema,
  type Delivery,
  type SettledDelivery,
  type Stored,
} from './alert-records.js';
import type { CollectTools } from './alert-tools.js';
import { listEndpoints } from './webhook-endpoints.js';

export interface RedriveChoice {
  /** Null: of all endpoints. */
  readonly endpointId: string | null;
  /** Null: all dead letters. */
  readonly eventId: string | null;
}

/** How many will be tried again. */
export async function redriveDeliveries(
  tools: Pick<CollectTools, 'tenantId' | 'alerts' | 'clock'>,
  choice: RedriveChoice,
): Promise<number> {
  let count = 0;
  for (const { endpointId } of await listEndpoints(tools)) {
    if (choice.endpointId !== null && choice.endpointId !== endpointId) continue;
    const dead = await allRecords(tools, PARTITIONS.dead(endpointId), settledSchema);
    for (const letter of dead) {
      if (choice.eventId !== null && choice.eventId !== letter.value.eventId) continue;
      const changes = redriveChanges(endpointId, letter, tools.clock.now());
      // A conflict: somebody else has redriven it.
      if ((await tools.alerts.commit(tools.tenantId, changes)) === 'committed') count += 1;
    }
  }
  return count;
}

function redriveChanges(
  endpointId: string,
  letter: Stored<SettledDelivery>,
  nextAt: string,
): readonly AlertChange[] {
  const { key, revision, value } = letter;
  const { eventId, orderKey } = value;
  const delivery: Delivery = { eventId, orderKey, attempts: 0, nextAt, leasedUntil: null };
  return [
    { partition: PARTITIONS.dead(endpointId), key, expected: revision, value: null },
    { partition: PARTITIONS.pending(endpointId), key, expected: 0, value: { ...delivery } },
  ];
}
