// The records that alerts keep, and where: each kind is read through its schema, so that a record
// of another version is told apart at once.

import * as z from 'zod';
import { LEDGER_ALERT_TYPES } from '../../domain/alerts/alert-event.js';
import { PAYLOAD_FIELDS } from '../../domain/alerts/payload-fields.js';
import { parseIsoDay, type IsoDay } from '../../domain/day.js';
import type { Cents } from '../../domain/money.js';
import { THRESHOLD_GROUPS } from '../../domain/reference.js';
import type { AlertRecordKey, AlertStore } from '../../ports/alert-store.js';

/** One shelf a kind; keys of events, of what is held and of deliveries sort by time. */
export const PARTITIONS = {
  endpoints: 'endpoints',
  state: 'state',
  shards: 'shards',
  events: 'events',
  held: 'held',
  attempts: 'attempts',
  cursor: (token: string) => `cursor/${token}`,
  pending: (endpointId: string) => `pending/${endpointId}`,
  dead: (endpointId: string) => `dead/${endpointId}`,
  delivered: (endpointId: string) => `delivered/${endpointId}`,
} as const;

const centsSchema = z.custom<Cents>((value) => Number.isSafeInteger(value));
const daySchema = z.custom<IsoDay>(
  (value) => typeof value === 'string' && parseIsoDay(value) !== null,
);
const instantSchema = z.string();
const alertTypeSchema = z.enum(LEDGER_ALERT_TYPES);
const holdSchema = z.enum(['first_load', 'closed_year']);

export const factsSchema = z.object({
  token: z.string(),
  claim: z.string().nullable(),
  line: z.int().nullable(),
  serviceDate: daySchema.nullable(),
  group: z.enum(THRESHOLD_GROUPS),
  year: z.int(),
  threshold: z.enum(['kx', 'review']),
  thresholdCents: centsSchema.nullable(),
  beforeCents: centsSchema.nullable(),
  afterCents: centsSchema.nullable(),
  amountCents: centsSchema,
  renderingNpi: z.string().nullable(),
  billingNpi: z.string().nullable(),
  completeness: z.enum(['own_only', 'seeded', 'cms_feed']),
  isLowerBound: z.boolean(),
  certainty: z.enum(['certain', 'depends_on_outside_spend', 'not_determined']),
  rules: z.array(z.string()),
  sequence: z.int(),
});

export const ledgerEventSchema = z.object({
  kind: z.literal('ledger'),
  eventId: z.string(),
  type: alertTypeSchema,
  createdAt: instantSchema,
  hold: holdSchema.nullable(),
  facts: factsSchema,
});

const digestCountSchema = z.object({
  type: alertTypeSchema,
  year: z.int(),
  group: z.enum(THRESHOLD_GROUPS),
  events: z.int(),
});

export const digestEventSchema = z.object({
  kind: z.literal('digest'),
  eventId: z.string(),
  createdAt: instantSchema,
  endpointId: z.string(),
  reasons: z.array(holdSchema),
  events: z.int(),
  counts: z.array(digestCountSchema),
});

export const alertEventSchema = z.discriminatedUnion('kind', [
  ledgerEventSchema,
  digestEventSchema,
]);

/** How far one document was read. */
export const cursorSchema = z.object({
  seenSeq: z.int(),
  totals: z.object({ PT_SLP: centsSchema, OT: centsSchema }),
  /** Group and claim of every exposed claim told so far. */
  exposed: z.array(z.string()),
  /** Of the document as it was then: the same digest shows the same. */
  viewDigest: z.string(),
  /** Of its newest event: the next one is later, so that the order of keys is theirs. */
  lastAt: instantSchema,
});

export const deliverySchema = z.object({
  eventId: z.string(),
  /** Deliveries with the same one go out one after the other. */
  orderKey: z.string(),
  attempts: z.int(),
  /** Not before. */
  nextAt: instantSchema,
  /** Somebody is sending it; when he has died, the next one may from then on. */
  leasedUntil: instantSchema.nullable(),
});

export const settledSchema = z.object({
  eventId: z.string(),
  orderKey: z.string(),
  attempts: z.int(),
  at: instantSchema,
  /** Of a delivered one; null of a dead letter. */
  status: z.int().nullable(),
  reason: z.string().nullable(),
});

export const attemptSchema = z.object({
  at: instantSchema,
  endpointId: z.string(),
  eventId: z.string(),
  type: z.string(),
  attempt: z.int(),
  outcome: z.enum(['delivered', 'failed', 'gone']),
  status: z.int().nullable(),
  reason: z.string().nullable(),
  nextAt: instantSchema.nullable(),
});

const secretSchema = z.object({
  secretId: z.string(),
  sealed: z.string(),
  createdAt: instantSchema,
  /** Null: until it is rotated. */
  expiresAt: instantSchema.nullable(),
});

export const endpointSchema = z.object({
  endpointId: z.string(),
  url: z.string(),
  description: z.string(),
  createdAt: instantSchema,
  filter: z.object({
    types: z.array(alertTypeSchema),
    npis: z.array(z.string()),
    minimumCents: centsSchema,
  }),
  fields: z.array(z.enum(PAYLOAD_FIELDS)),
  /** The recorded agreement, without which no protected fact goes there. */
  baa: z.object({ note: z.string(), recordedBy: z.string(), recordedAt: instantSchema }).nullable(),
  disabled: z.object({ reason: z.string(), at: instantSchema }).nullable(),
  /** Newest first. */
  secrets: z.array(secretSchema),
});

export const alertSettingsSchema = z.object({ approachingCents: centsSchema.nullable() });
export const firstLoadSchema = z.object({ endedAt: instantSchema });
export const bookmarkSchema = z.object({ eventKey: z.string() });
export const shardSchema = z.object({ state: z.string() });
export const flushSchema = z.object({
  flushId: z.string(),
  upTo: z.string(),
  at: instantSchema,
  endpointIds: z.array(z.string()),
});

export type AlertEvent = z.infer<typeof alertEventSchema>;
export type LedgerEvent = z.infer<typeof ledgerEventSchema>;
export type DigestEvent = z.infer<typeof digestEventSchema>;
export type AlertCursor = z.infer<typeof cursorSchema>;
export type Delivery = z.infer<typeof deliverySchema>;
export type SettledDelivery = z.infer<typeof settledSchema>;
export type DeliveryAttempt = z.infer<typeof attemptSchema>;
export type WebhookEndpoint = z.infer<typeof endpointSchema>;
export type AlertSettings = z.infer<typeof alertSettingsSchema>;

export interface Stored<Value> {
  readonly key: string;
  readonly revision: number;
  readonly value: Value;
}

interface Shelf {
  readonly tenantId: string;
  readonly alerts: AlertStore;
}

export async function loadRecord<Value>(
  { tenantId, alerts }: Shelf,
  place: AlertRecordKey,
  schema: z.ZodType<Value>,
): Promise<Stored<Value> | null> {
  const [record] = await alerts.load(tenantId, [place]);
  if (record === undefined || record === null) return null;
  return { key: record.key, revision: record.revision, value: schema.parse(record.value) };
}

export async function* listRecords<Value>(
  { tenantId, alerts }: Shelf,
  from: { readonly partition: string; readonly order?: 'oldest_first' | 'newest_first' },
  schema: z.ZodType<Value>,
): AsyncGenerator<Stored<Value>> {
  for await (const record of alerts.list(tenantId, from.partition, from.order)) {
    yield { key: record.key, revision: record.revision, value: schema.parse(record.value) };
  }
}

export async function allRecords<Value>(
  shelf: Shelf,
  partition: string,
  schema: z.ZodType<Value>,
): Promise<readonly Stored<Value>[]> {
  const all: Stored<Value>[] = [];
  for await (const record of listRecords(shelf, { partition }, schema)) all.push(record);
  return all;
}
