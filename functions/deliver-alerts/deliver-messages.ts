// Messages of the alert queue: changed documents to look at, test events to send, time to try again
// what waits. Those of one tenant are one round: its key, rules and endpoints are read once.
// Of a tenant one message at a time comes back for what waits: a note in its records says when.

import * as z from 'zod';
import { groupBy } from '../../lib/domain/group-by.js';
import type { AlertTools } from '../../lib/pipeline/alerts/alert-tools.js';
import { deliverFromStream, placeName } from '../../lib/pipeline/alerts/deliver-from-stream.js';
import { testEndpoint } from '../../lib/pipeline/alerts/test-endpoint.js';
import type { MessageQueue } from '../../lib/ports/message-queue.js';
import type { BatchMessage, FailedMessage } from '../common/batch-door.js';
import type { Door } from '../common/door.js';
import {
  CHANGED_DOCUMENT,
  DELIVER_DUE,
  TEST_ENDPOINT,
  type DeliverDue,
} from '../common/messages.js';
import { parseMessage } from '../common/queue-door.js';

export interface DeliverHost {
  readonly openTools: (tenantId: string) => Promise<AlertTools>;
  /** The queue of this door. */
  readonly later: MessageQueue;
}

const MESSAGE = z.union([CHANGED_DOCUMENT, DELIVER_DUE, TEST_ENDPOINT]);

type Told = { readonly messageId: string } & z.infer<typeof MESSAGE>;

const WAKE = { partition: 'state', key: 'next_wake' };
/** The longest that SQS keeps a message back. */
const LONGEST_DELAY_SECONDS = 900;
const SECOND = 1_000;

export async function deliverMessages(
  host: DeliverHost,
  door: Door,
  batch: { readonly messages: readonly BatchMessage[]; readonly isTimeLeft: () => boolean },
): Promise<readonly FailedMessage[]> {
  const { told, failed } = readMessages(batch.messages);
  const rounds = [...groupBy(told, ({ tenantId }) => tenantId).values()];
  // One tenant's trouble, or slow receivers, are not another's.
  const ends = await Promise.all(
    rounds.map(async (round) => {
      try {
        return await deliverRound(host, door, { ...batch, round });
      } catch (error) {
        return round.map(({ messageId }) => ({ messageId, error }));
      }
    }),
  );
  return [...failed, ...ends.flat()];
}

function readMessages(messages: readonly BatchMessage[]) {
  const told: Told[] = [];
  const failed: FailedMessage[] = [];
  for (const { messageId, body } of messages) {
    try {
      told.push({ messageId, ...parseMessage(MESSAGE, body) });
    } catch (error) {
      failed.push({ messageId, error });
    }
  }
  return { told, failed };
}

/** All messages of one tenant; those that failed. */
async function deliverRound(
  host: DeliverHost,
  door: Door,
  { round, isTimeLeft }: { readonly round: readonly Told[]; readonly isTimeLeft: () => boolean },
): Promise<readonly FailedMessage[]> {
  const [{ tenantId } = { tenantId: '' }] = round;
  const tools = await host.openTools(tenantId);
  // Somebody waits for these; what was sent does not come again for the trouble of the others.
  const untested = await sendTests(tools, round);
  const others = round.filter((each) => each.kind !== 'test_endpoint');
  if (others.length === 0) return untested;
  try {
    return [...untested, ...(await deliverOthers(host, door, { tools, others, isTimeLeft }))];
  } catch (error) {
    return [...untested, ...others.map(({ messageId }) => ({ messageId, error }))];
  }
}

interface OtherMessages {
  readonly tools: AlertTools;
  readonly others: readonly Exclude<Told, { kind: 'test_endpoint' }>[];
  readonly isTimeLeft: () => boolean;
}

/** Changed documents, and what is due; the messages of documents that could not be looked at. */
async function deliverOthers(
  host: DeliverHost,
  door: Door,
  { tools, others, isTimeLeft }: OtherMessages,
): Promise<readonly FailedMessage[]> {
  const { tenantId } = tools;
  const changed = others.filter((each) => each.kind === 'changed_document');
  const done = await deliverFromStream(tools, changed, { isTimeLeft });
  if (done.nextAt !== null) await comeBack(host, tools, done.nextAt);
  const reason = done.failed > 0 ? 'some_failed' : 'delivered';
  door.logger.info('alerts', { step: 'deliver-alerts', tenantId, reason, count: done.delivered });
  const untold = new Map(done.untold.map(({ place, error }) => [placeName(place), error]));
  return changed.flatMap(({ messageId, ...place }) => {
    const name = placeName(place);
    return untold.has(name) ? [{ messageId, error: untold.get(name) }] : [];
  });
}

async function sendTests(
  tools: AlertTools,
  round: readonly Told[],
): Promise<readonly FailedMessage[]> {
  const ends = round.map(async (each): Promise<readonly FailedMessage[]> => {
    if (each.kind !== 'test_endpoint') return [];
    const { messageId, endpointId, testId } = each;
    try {
      await testEndpoint(tools, endpointId, testId);
      return [];
    } catch (error) {
      return [{ messageId, error }];
    }
  });
  return (await Promise.all(ends)).flat();
}

/** Sent before it is noted: a note without a message would leave what waits to the next change. */
async function comeBack(host: DeliverHost, tools: AlertTools, nextAt: string): Promise<void> {
  const { tenantId, alerts, clock } = tools;
  const now = Date.parse(clock.now());
  const seconds = Math.ceil((Date.parse(nextAt) - now) / SECOND);
  const delaySeconds = Math.min(LONGEST_DELAY_SECONDS, Math.max(1, seconds));
  const at = new Date(now + delaySeconds * SECOND).toISOString();
  const [noted] = await alerts.load(tenantId, [WAKE]);
  const known = typeof noted?.value === 'string' ? noted.value : '';
  if (known > clock.now() && known <= at) return;
  const message: DeliverDue = { kind: 'deliver_due', tenantId };
  await host.later.send([{ body: JSON.stringify(message), delaySeconds }]);
  // Whoever is faster has sent a message too; either note is true.
  await alerts.commit(tenantId, [{ ...WAKE, expected: noted?.revision ?? 0, value: at }]);
}
