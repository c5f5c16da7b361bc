// The alert doors: changed documents into messages, messages of a tenant worked off in one round,
// and one message at a time that comes back for what waits.

import { describe, expect, it } from '@jest/globals';
import type { DynamoDBStreamEvent } from 'aws-lambda';
import type { Door } from '../../functions/common/door.js';
import { deliverMessages } from '../../functions/deliver-alerts/deliver-messages.js';
import { queueChanges } from '../../functions/queue-alerts/queue-changes.js';
import { tellAlerts } from '../../functions/score/tell-alerts.js';
import { documentItemKey } from '../../lib/adapters/aws/dynamodb-ledger-keys.js';
import type { AlertTools } from '../../lib/pipeline/alerts/alert-tools.js';
import { findAttempt } from '../../lib/pipeline/alerts/delivery-log.js';
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
const DUE = JSON.stringify({ kind: 'deliver_due', tenantId: 'default' });
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
  const endpoint = await listen(tools, { url: 'https://hooks.example.org/kxray', secrets: [] });
  await commitAll(tools, TOKEN, { versions: [BIG] });
  const later = recordingQueue();
  const opened: string[] = [];
  const openTools = (asked: string): Promise<AlertTools> => {
    opened.push(asked);
    const isOurs = asked === tenantId;
    return isOurs ? Promise.resolve(tools) : Promise.reject(new Error('a tenant in trouble'));
  };
  /** The bodies of the messages that failed. */
  const deliver = async (...bodies: readonly string[]): Promise<readonly string[]> => {
    const messages = bodies.map((body, at) => {
      return { messageId: String(at), body: body.replace('default', tenantId) };
    });
    const host = { openTools, later };
    const failed = await deliverMessages(host, DOOR, { messages, isTimeLeft: () => true });
    return failed.map(({ messageId }) => bodies[Number(messageId)] ?? '');
  };
  return { tools, endpoint, posted, later, opened, deliver };
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

  it('refuses messages of another form, and those alone', async () => {
    const { posted, deliver } = await openAlerts(() => ({ kind: 'delivered', status: 200 }));

    expect(await deliver('{"kind":"else"}', CHANGED, 'not json')).toEqual([
      '{"kind":"else"}',
      'not json',
    ]);
    expect(posted).toHaveLength(1);
  });

  it('opens a tenant once for all of its messages, and fails those of one in trouble', async () => {
    const { tools, opened, posted, deliver } = await openAlerts(() => REFUSED);
    const others = JSON.stringify({ kind: 'deliver_due', tenantId: 'other' });
    const unknown = CHANGED.replace(TOKEN, 'k1_nobody');

    expect(await deliver(CHANGED, others, unknown, CHANGED, DUE)).toEqual([others]);
    expect(opened.sort()).toEqual([tools.tenantId, 'other'].sort());
    expect(posted).toHaveLength(1);
  });

  it('reads the endpoints once a round', async () => {
    const { tools, deliver } = await openAlerts(() => ({ kind: 'delivered', status: 200 }));
    const { alerts } = tools;
    const lists: string[] = [];
    const list = alerts.list.bind(alerts);
    alerts.list = (tenantId, partition, order) => {
      lists.push(partition);
      return list(tenantId, partition, order);
    };
    await deliver(CHANGED, DUE, CHANGED);

    expect(lists.filter((partition) => partition === 'endpoints')).toHaveLength(1);
  });

  it('fails the message of a document that cannot be looked at, and tells the others', async () => {
    const { tools, posted, deliver } = await openAlerts(() => ({ kind: 'delivered', status: 200 }));
    const { ledger } = tools;
    const load = ledger.load.bind(ledger);
    ledger.load = async (keys) => {
      if (keys.some(({ token }) => token === 'k1_broken')) throw new Error('damaged');
      return load(keys);
    };
    const broken = CHANGED.replace(TOKEN, 'k1_broken');

    expect(await deliver(broken, CHANGED, broken)).toEqual([broken, broken]);
    expect(posted).toHaveLength(1);
  });

  it('sends a test event under the name that it was given', async () => {
    const { tools, endpoint, posted, deliver } = await openAlerts(() => REFUSED);
    const { endpointId } = endpoint;
    const about = { kind: 'test_endpoint', tenantId: 'default', testId: 'test_1' };
    const test = JSON.stringify({ ...about, endpointId });
    const gone = JSON.stringify({ ...about, endpointId: 'ep_000000000000' });
    const since = tools.clock.now();

    expect(await deliver(test, gone)).toEqual([]);
    expect(JSON.parse(posted[0] ?? '')).toMatchObject({ type: 'webhook.test', id: 'test_1' });
    expect(await findAttempt(tools, { eventId: 'test_1', since })).toMatchObject({
      endpointId,
      outcome: 'failed',
      status: 503,
    });
    const later = new Date(Date.parse(since) + 1).toISOString();
    expect(await findAttempt(tools, { eventId: 'test_1', since: later })).toBeNull();
    expect(await findAttempt(tools, { eventId: 'test_2', since })).toBeNull();
  });

  it('sends a test event once, whatever becomes of the messages beside it', async () => {
    const { tools, endpoint, posted, deliver } = await openAlerts(() => ({
      kind: 'delivered',
      status: 200,
    }));
    const { endpointId } = endpoint;
    const about = { kind: 'test_endpoint', tenantId: 'default', testId: 'test_1' };
    const test = JSON.stringify({ ...about, endpointId });
    const { alerts } = tools;
    const list = alerts.list.bind(alerts);
    alerts.list = (tenantId, partition, order) => {
      if (partition === 'endpoints') throw new Error('the table is busy');
      return list(tenantId, partition, order);
    };

    expect(await deliver(test, CHANGED, DUE)).toEqual([CHANGED, DUE]);
    expect(posted).toHaveLength(1);
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
