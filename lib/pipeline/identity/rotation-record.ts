// What a change of the token key remembers from one call to the next, on a host where a call ends
// before the work does: who asked for it, so that a call which is repeated after the end begins no
// second change, and how far it came.

import * as z from 'zod';
import type { ObjectStore } from '../../ports/object-store.js';
import { readJson } from '../read-json.js';

const RECORD = z.strictObject({
  format: z.literal(1),
  /** Of everybody who asked while this change was under way. */
  requests: z.array(z.string()),
  isDone: z.boolean(),
  persons: z.int(),
  at: z.strictObject({ phase: z.enum(['prepared', 'adopted']), after: z.string() }).nullable(),
  /** Instant from which on nobody works under the former key any more; null before it is known. */
  lateFrom: z.string().nullable(),
});

export type RotationRecord = Readonly<z.infer<typeof RECORD>>;

export interface RotationRecordPlace {
  readonly tenantId: string;
  readonly objects: ObjectStore;
}

/** The record of the change that this request is about: the one under way, or a new one. */
export async function rotationOf(
  place: RotationRecordPlace,
  request: string,
): Promise<RotationRecord> {
  const known = await readJson(place.objects, recordKey(place.tenantId), RECORD);
  if (known?.requests.includes(request) === true) return known;
  const record: RotationRecord =
    known === null || known.isDone
      ? { format: 1, requests: [request], isDone: false, persons: 0, at: null, lateFrom: null }
      : { ...known, requests: [...known.requests, request] };
  await keepRotation(place, record);
  return record;
}

export async function keepRotation(
  { tenantId, objects }: RotationRecordPlace,
  record: RotationRecord,
): Promise<void> {
  await objects.put(recordKey(tenantId), new TextEncoder().encode(JSON.stringify(record)));
}

function recordKey(tenantId: string): string {
  return `tenant=${tenantId}/rotation.json`;
}
