// The body of a webhook, version 1: what a receiver may rely on. docs/schemas holds it as JSON
// Schema, written from here. Fields are chosen by endpoint, so none of an event's facts is certain.

import * as z from 'zod';
import { LEDGER_ALERT_TYPES } from '../../domain/alerts/alert-event.js';
import { chosenFacts, fieldsFor } from '../../domain/alerts/payload-fields.js';
import { THRESHOLD_GROUPS } from '../../domain/reference.js';
import { factsSchema, type AlertEvent, type WebhookEndpoint } from './alert-records.js';

export const PAYLOAD_VERSION = 1;

const cents = z.int().meta({ description: 'Whole cents' });
const npi = z.string().regex(/^\d{10}$/);

const dataSchema = z.strictObject({
  token: z.string().meta({ description: 'Pseudonym of the beneficiary; never a Medicare number' }),
  claim: z.string().nullable().meta({ description: "The payer's control number of the claim" }),
  line: z.int().nullable(),
  serviceDate: z.iso.date().nullable(),
  group: z.enum(THRESHOLD_GROUPS),
  year: z.int(),
  threshold: z.enum(['kx', 'review']),
  thresholdCents: cents.nullable(),
  beforeCents: cents.nullable().meta({ description: 'Total before the line, or the one cleared' }),
  afterCents: cents.nullable().meta({ description: 'Total after it' }),
  amountCents: cents.meta({ description: 'Over the threshold, exposed, or left until it' }),
  renderingNpi: npi.nullable(),
  billingNpi: npi.nullable(),
  completeness: factsSchema.shape.completeness,
  isLowerBound: z.boolean().meta({ description: 'The total is "at least"' }),
  certainty: factsSchema.shape.certainty,
  rules: z.array(z.string()).meta({ description: 'Ids of the rules applied' }),
  sequence: z.int().meta({
    description: 'Place in the history of token and year; equal for events between two crossings',
  }),
});

const envelope = {
  version: z.literal(PAYLOAD_VERSION),
  id: z.string().meta({ description: 'Equal to the header webhook-id: deliver once by it' }),
  timestamp: z.iso.datetime().meta({ description: 'When the event was recorded' }),
};

export const alertPayloadSchema = z
  .discriminatedUnion('type', [
    z.strictObject({ ...envelope, type: z.enum(LEDGER_ALERT_TYPES), data: dataSchema.partial() }),
    z.strictObject({
      ...envelope,
      type: z.literal('alerts.digest'),
      data: z.strictObject({
        reasons: z.array(z.enum(['first_load', 'closed_year'])),
        events: z.int(),
        counts: z
          .array(
            z.strictObject({
              type: z.enum(LEDGER_ALERT_TYPES),
              year: z.int(),
              group: z.enum(THRESHOLD_GROUPS),
              events: z.int(),
            }),
          )
          .optional(),
      }),
    }),
    z.strictObject({
      ...envelope,
      type: z.literal('webhook.test'),
      data: z.strictObject({ endpoint: z.string() }),
    }),
  ])
  .meta({ title: 'KXRay alert, version 1' });

export type AlertPayload = z.infer<typeof alertPayloadSchema>;

type Receiver = Pick<WebhookEndpoint, 'baa' | 'fields'>;

/** The same event and the same endpoint give the same text, byte for byte. */
export function payloadText(event: AlertEvent, endpoint: Receiver): string {
  return JSON.stringify(payloadOf(event, endpoint));
}

export function testPayloadText(about: {
  readonly id: string;
  readonly timestamp: string;
  readonly endpoint: string;
}): string {
  const { id, timestamp, endpoint } = about;
  const payload: AlertPayload = {
    version: PAYLOAD_VERSION,
    id,
    type: 'webhook.test',
    timestamp,
    data: { endpoint },
  };
  return JSON.stringify(payload);
}

function payloadOf(event: AlertEvent, endpoint: Receiver): AlertPayload {
  const head = { version: PAYLOAD_VERSION, id: event.eventId } as const;
  const timestamp = event.createdAt;
  if (event.kind === 'digest') {
    const { reasons, events, counts } = event;
    // Small counts by group and year narrow the circle; the sum alone does not.
    const data = endpoint.baa === null ? { reasons, events } : { reasons, events, counts };
    return { ...head, type: 'alerts.digest', timestamp, data };
  }
  const fields = fieldsFor({ fields: endpoint.fields, mayReceivePhi: endpoint.baa !== null });
  const chosen = chosenFacts(event.facts, fields);
  const { rules, ...rest } = chosen;
  const data = rules === undefined ? rest : { ...rest, rules: [...rules] };
  return { ...head, type: event.type, timestamp, data };
}
