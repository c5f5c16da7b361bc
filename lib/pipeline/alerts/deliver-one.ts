// One delivery: lease, sign, send, record. The lease comes first, so that two processes do not send
// the same; the record of a success takes the delivery away in the same commit, so that it is never
// sent again. A crash between the two leaves the lease to run out: the same id and body go again.

import { waitBeforeRetry } from '../../domain/alerts/retry-schedule.js';
import type { AlertChange } from '../../ports/alert-store.js';
import type { SendResult } from '../../ports/webhook-sender.js';
import { payloadText } from './alert-payload.js';
import {
  alertEventSchema,
  endpointSchema,
  loadRecord,
  PARTITIONS,
  type AlertEvent,
  type Delivery,
  type DeliveryAttempt,
  type SettledDelivery,
  type Stored,
  type WebhookEndpoint,
} from './alert-records.js';
import { addMilliseconds, type AlertTools } from './alert-tools.js';
import { attemptChange } from './delivery-log.js';
import { changeEndpoint } from './webhook-endpoints.js';
import { signMessage } from './sign-message.js';

/** `taken`: somebody else has it. */
export type DeliveryEnd = 'delivered' | 'failed' | 'dead' | 'gone' | 'taken';

/** Longer than any send may take. */
const LEASE_MS = 60_000;

export async function deliverOne(
  tools: AlertTools,
  known: WebhookEndpoint,
  delivery: Stored<Delivery>,
): Promise<DeliveryEnd> {
  const { key, value } = delivery;
  const place = { partition: PARTITIONS.pending(known.endpointId), key };
  const leasedUntil = addMilliseconds(tools.clock.now(), LEASE_MS);
  const leased: Delivery = { ...value, leasedUntil };
  const lease = { ...place, expected: delivery.revision, value: { ...leased } };
  if ((await tools.alerts.commit(tools.tenantId, [lease])) === 'conflict') return 'taken';
  // What the endpoint may receive is looked up now: an agreement may have been taken back.
  const endpoint = await loadRecord(
    tools,
    { partition: PARTITIONS.endpoints, key: known.endpointId },
    endpointSchema,
  );
  const event = await loadRecord(tools, { partition: PARTITIONS.events, key }, alertEventSchema);
  const held = { ...place, expected: delivery.revision + 1 };
  // Deleted meanwhile, with the person that it told of, or with who was to be told.
  if (endpoint === null || event === null) return giveBack(tools, { ...held, value: null });
  if (endpoint.value.disabled !== null) return giveBack(tools, { ...held, value: { ...value } });
  const body = payloadText(event.value, endpoint.value);
  const message = await signMessage(tools, endpoint.value, { id: value.eventId, body });
  const result = await tools.sender.send(message);
  return settle(tools, {
    endpointId: known.endpointId,
    event: event.value,
    delivery: { key, revision: delivery.revision + 1, value: leased },
    result,
  });
}

async function giveBack(tools: AlertTools, delivery: AlertChange): Promise<DeliveryEnd> {
  await tools.alerts.commit(tools.tenantId, [delivery]);
  return 'taken';
}

interface Sent {
  readonly endpointId: string;
  readonly event: AlertEvent;
  readonly delivery: Stored<Delivery>;
  readonly result: SendResult;
}

async function settle(tools: AlertTools, sent: Sent): Promise<DeliveryEnd> {
  const { endpointId, delivery, result } = sent;
  const at = tools.clock.now();
  const attempts = delivery.value.attempts + 1;
  const nextAt = nextTry(tools, result, { at, attempts });
  const attempt = attemptOf(sent, { at, attempts, nextAt });
  const changes = [attemptChange(attempt), ...settledChanges(sent, { at, attempts, nextAt })];
  // A conflict: the lease ran out while we sent, and whoever took it records how it ended.
  if ((await tools.alerts.commit(tools.tenantId, changes)) === 'conflict') return 'taken';
  if (result.kind === 'delivered') return 'delivered';
  if (result.kind === 'gone') {
    const disabled = { reason: 'the receiver answered 410', at };
    await changeEndpoint(tools, endpointId, (endpoint) => ({ ...endpoint, disabled }));
    return 'gone';
  }
  return nextAt === null ? 'dead' : 'failed';
}

interface When {
  readonly at: string;
  readonly attempts: number;
  readonly nextAt: string | null;
}

/** After a 410 it waits, without a further try, until somebody enables the endpoint. */
function nextTry(
  tools: AlertTools,
  result: SendResult,
  { at, attempts }: Omit<When, 'nextAt'>,
): string | null {
  if (result.kind !== 'failed') return result.kind === 'gone' ? at : null;
  const wait = waitBeforeRetry(attempts, tools.dice(), result.askedMilliseconds);
  return wait === null ? null : addMilliseconds(at, wait);
}

function attemptOf({ endpointId, event, result }: Sent, when: When): DeliveryAttempt {
  return {
    at: when.at,
    endpointId,
    eventId: event.eventId,
    type: event.kind === 'digest' ? 'alerts.digest' : event.type,
    attempt: when.attempts,
    outcome: result.kind,
    status: result.status,
    reason: result.kind === 'failed' ? result.reason : null,
    nextAt: when.nextAt,
  };
}

function settledChanges(
  { endpointId, delivery, result }: Sent,
  { at, attempts, nextAt }: When,
): readonly AlertChange[] {
  const { key, revision, value } = delivery;
  const pending = { partition: PARTITIONS.pending(endpointId), key, expected: revision };
  if (nextAt !== null) {
    return [{ ...pending, value: { ...value, attempts, nextAt, leasedUntil: null } }];
  }
  const settled: SettledDelivery = {
    eventId: value.eventId,
    orderKey: value.orderKey,
    attempts,
    at,
    status: result.status,
    reason: result.kind === 'failed' ? result.reason : null,
  };
  const isDelivered = result.kind === 'delivered';
  const partition = isDelivered ? PARTITIONS.delivered(endpointId) : PARTITIONS.dead(endpointId);
  return [
    { ...pending, value: null },
    { partition, key, expected: 0, value: { ...settled } },
  ];
}
