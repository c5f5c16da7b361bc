// The alert doors: changed documents into messages, and one message at a time that comes back for
// what waits.

import { describe, expect, it } from '@jest/globals';
import type { DynamoDBStreamEvent } from 'aws-lambda';
import type { Door } from '../../functions/common/door.js';
import { deliverMessage } from '../../functions/deliver-alerts/deliver-message.js';
import { queueChanges } from '../../functions/queue-alerts/queue-changes.js';
import { tellAlerts } from '../../functions/score/tell-alerts.js';
import { documentItemKey } from '../../lib/adapters/aws/dynamodb-ledger-keys.js';
import type { MessageQueue, OutgoingMessage } from '../../lib/ports/message-queue.js';
import type { SendResult, WebhookSender } from '../../lib/ports/webhook-sender.js';
import { commitAll, listen, testAlertTools } from '../support/alert-tools.js';
import { claim } from '../support/claim-builder.js';
import { testReference } from '../support/test-reference.js';

const reference = await testReference();
const TOKEN = 'k1_a';
const BIG = claim({ icn: 'A', lines: [{ allowed: '2500.00' }] });
const DOOR: Door = {
  logger: { info: () => undefined, warn: () => undefined, error: () => undefined },
  count: () => undefined,
};
const CHANGED = JSON.stringify({
  kind: 'changed_document',
  tenantId: 'default',
  token: TOKEN,
  year: 2026,
});
const REFUSED: SendResult = {
  kind: 'failed',
  reason: 'refused',
  status: 503,
  askedMilliseconds: 0,
};

function recordingQueue(): MessageQueue & { readonly sent: OutgoingMessage[] } {
  const sent: OutgoingMessage[] = [];
  return {
    sent,
    async send(messages) {
      sent.push(...messages);
    },
  };
}

async function openAlerts(answer: () => SendResult) {
  const posted: string[] = [];
  const sender: WebhookSender = {
    async send({ body }) {
      posted.push(body);
      return answer();
    },
  };
  const tools = { ...(await testAlertTools(reference)), sender };
  const { tenantId } = tools;
  await listen(tools, { url: 'https://hooks.example.org/kxray', secrets: [] });
  await commitAll(tools, TOKEN, { versions: [BIG] });
  const later = recordingQueue();
  const host = { openTools: () => Promise.resolve(tools), later };
  const deliver = (body: string): Promise<void> =>
    deliverMessage(host, DOOR, { body: body.replace('default', tenantId), isTimeLeft: () => true });
  return { tools, posted, later, deliver };
}

describe('the alert door', () => {
  it('tells a changed document once, however often its message comes', async () => {
    const { posted, later, deliver } = await openAlerts(() => ({ kind: 'delivered', status: 200 }));
    await deliver(CHANGED);
    await deliver(CHANGED);

    expect(posted.map((body) => (JSON.parse(body) as { type: string }).type)).toEqual([
      'kx.crossed',
    ]);
    expect(later.sent).toEqual([]);
  });

  it('has one message come back for what waits, not one for each that failed', async () => {
    const { tools, posted, later, deliver } = await openAlerts(() => REFUSED);
    await deliver(CHANGED);
    await deliver(CHANGED);

    expect(later.sent).toHaveLength(1);
    const [sent] = later.sent;
    const delaySeconds = sent?.delaySeconds ?? 0;
    expect(delaySeconds).toBeGreaterThan(0);
    expect(delaySeconds).toBeLessThanOrEqual(900);

    tools.clock.advance(delaySeconds * 1_000 + 1);
    await deliver(sent?.body ?? '');
    expect(posted).toHaveLength(2);
    expect(later.sent).toHaveLength(2);
  });

  it('refuses a message of another form', async () => {
    const { deliver } = await openAlerts(() => REFUSED);

    await expect(deliver('{"kind":"else"}')).rejects.toThrow('another form');
    await expect(deliver('not json')).rejects.toThrow('another form');
  });

  it('is told at night, after the ledger was looked at, when somebody listens', async () => {
    const { tools, later } = await openAlerts(() => REFUSED);
    const unheard = { ...(await testAlertTools(reference)) };
    await tellAlerts(unheard, later);
    expect(later.sent).toEqual([]);

    await tellAlerts(tools, later);
    expect(later.sent.map(({ body }) => body)).toEqual([
      JSON.stringify({ kind: 'deliver_due', tenantId: tools.tenantId }),
    ]);
  });
});

describe('the door of the stream', () => {
  it('tells each changed year document once, and nothing else', async () => {
    const queue = recordingQueue();
    const year = documentItemKey({ kind: 'year', tenantId: 'acme', token: TOKEN, year: 2026 });
    const chain = documentItemKey({ kind: 'chain', tenantId: 'acme', token: TOKEN });
    const record = ({ pk, sk }: { pk: string; sk: string }, eventName = 'MODIFY') => ({
      eventName,
      dynamodb: { Keys: { pk: { S: pk }, sk: { S: sk } } },
    });
    const Records = [record(year, 'INSERT'), record(chain), record(year), record(year, 'REMOVE')];
    const answer = await queueChanges(queue, DOOR, { Records } as DynamoDBStreamEvent);

    expect(answer).toEqual({ batchItemFailures: [] });
    expect(queue.sent.map(({ body }) => JSON.parse(body) as unknown)).toEqual([
      { kind: 'changed_document', tenantId: 'acme', token: TOKEN, year: 2026 },
    ]);
  });
});
