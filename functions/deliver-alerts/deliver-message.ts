// One message of the alert queue: a changed document to look at, or time to try again what waits.
// Of a tenant one message at a time comes back for what waits: a note in its records says when.

import * as z from 'zod';
import type { AlertTools } from '../../lib/pipeline/alerts/alert-tools.js';
import { deliverFromStream } from '../../lib/pipeline/alerts/deliver-from-stream.js';
import type { MessageQueue } from '../../lib/ports/message-queue.js';
import type { Door } from '../common/door.js';
import { CHANGED_DOCUMENT, DELIVER_DUE, type DeliverDue } from '../common/messages.js';
import { parseMessage } from '../common/queue-door.js';

export interface DeliverHost {
  readonly openTools: (tenantId: string) => Promise<AlertTools>;
  /** The queue of this door. */
  readonly later: MessageQueue;
}

const MESSAGE = z.union([CHANGED_DOCUMENT, DELIVER_DUE]);

const WAKE = { partition: 'state', key: 'next_wake' };
/** The longest that SQS keeps a message back. */
const LONGEST_DELAY_SECONDS = 900;
const SECOND = 1_000;

export async function deliverMessage(
  host: DeliverHost,
  door: Door,
  { body, isTimeLeft }: { readonly body: string; readonly isTimeLeft: () => boolean },
): Promise<void> {
  const message = parseMessage(MESSAGE, body);
  const { tenantId } = message;
  const tools = await host.openTools(tenantId);
  const documents = message.kind === 'changed_document' ? [message] : [];
  const done = await deliverFromStream(tools, documents, { isTimeLeft });
  if (done.nextAt !== null) await comeBack(host, tools, done.nextAt);
  const reason = done.failed > 0 ? 'some_failed' : 'delivered';
  door.logger.info('alerts', { step: 'deliver-alerts', tenantId, reason, count: done.delivered });
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
