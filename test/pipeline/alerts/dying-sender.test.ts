// A sender that dies between any two commits loses nothing and repeats at most the message under
// way, with its id and body; two that live do not send the same twice.

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { PARTITIONS } from '../../../lib/pipeline/alerts/alert-records.js';
import { collectLedger } from '../../../lib/pipeline/alerts/collect-ledger.js';
import { deliverDue } from '../../../lib/pipeline/alerts/deliver-due.js';
import { forgetAlerts } from '../../../lib/pipeline/identity/person-alerts.js';
import {
  commitAll,
  listen,
  testAlertTools,
  type TestAlertTools,
} from '../../support/alert-tools.js';
import { arrivedAt, BIG, keysIn, MINUTE_MS, SMALL } from '../../support/delivered-alerts.js';
import { FakeDeath } from '../../support/fake-alert-store.js';
import { testReference } from '../../support/test-reference.js';
import { openReceiver, type WebhookReceiver } from '../../support/webhook-receiver.js';

const reference = await testReference();

let tools: TestAlertTools;
let receiver: WebhookReceiver;
beforeEach(async () => {
  tools = await testAlertTools(reference);
  receiver = await openReceiver();
});
afterEach(() => receiver.close());

async function run(): ReturnType<typeof deliverDue> {
  await collectLedger(tools);
  return deliverDue(tools);
}

function onlyDeath(error: unknown): void {
  if (!(error instanceof FakeDeath)) throw error;
}

describe('a sender that dies', () => {
  it.each([0, 1, 2, 3, 4, 5, 6])('after %i commits loses nothing', async (commits) => {
    const { endpointId } = await listen(tools, receiver);
    await commitAll(tools, 'k1_a', { versions: [BIG, SMALL] });
    tools.alerts.dieAfter(commits);
    await run().catch(onlyDeath);
    tools.alerts.revive();
    // The lease of whoever died runs out.
    tools.clock.advance(2 * MINUTE_MS);
    await run();

    const bodies = new Map(receiver.received.map(({ id, body }) => [id, body]));
    expect(receiver.received.length - bodies.size).toBeLessThanOrEqual(1);
    expect(receiver.received.every(({ id, body }) => bodies.get(id) === body)).toBe(true);
    const distinct = [...new Set(arrivedAt(receiver))];
    expect(distinct).toEqual(['kx.crossed 1', 'review.crossed 2']);
    expect(await keysIn(tools, PARTITIONS.delivered(endpointId))).toBe(2);
    expect(await keysIn(tools, PARTITIONS.pending(endpointId))).toBe(0);

    await run();
    expect(await keysIn(tools, PARTITIONS.events)).toBe(2);
  });

  it('and one that lives do not send the same twice', async () => {
    await listen(tools, receiver);
    await commitAll(tools, 'k1_a', { versions: [BIG, SMALL] });
    await collectLedger(tools);

    await Promise.all([deliverDue(tools), deliverDue(tools), deliverDue(tools)]);
    await deliverDue(tools);

    expect(arrivedAt(receiver)).toEqual(['kx.crossed 1', 'review.crossed 2']);
  });

  it('and one that comes while it still sends leave the message to it', async () => {
    await listen(tools, receiver);
    await commitAll(tools, 'k1_a', { versions: [BIG] });
    await collectLedger(tools);
    receiver.answers.push('hang');
    const arrival = new Promise<void>((done) => (receiver.onMessage = done));

    const slow = deliverDue(tools);
    await arrival;
    const meanwhile = await deliverDue(tools);
    await slow;

    expect(meanwhile).toMatchObject({ delivered: 0, failed: 0, waiting: 1 });
    expect(meanwhile.nextAt).toBe('2026-06-15T12:01:00.000Z');
    expect(receiver.received).toHaveLength(1);
  });

  it('drops what it was to tell of somebody who was deleted', async () => {
    const { endpointId } = await listen(tools, receiver);
    await commitAll(tools, 'k1_a', { versions: [BIG] });
    await collectLedger(tools);
    await forgetAlerts({ ...tools, alerts: withoutPending() }, ['k1_a']);

    expect(await deliverDue(tools)).toMatchObject({ delivered: 0, failed: 0, waiting: 0 });
    expect(receiver.received).toEqual([]);
    expect(await keysIn(tools, PARTITIONS.pending(endpointId))).toBe(0);
  });

  /** As a deletion sees it that comes while a delivery is under way. */
  function withoutPending(): TestAlertTools['alerts'] {
    const { alerts } = tools;
    async function* nothing(): AsyncIterable<never> {}
    const list: typeof alerts.list = (tenantId, partition, order) =>
      partition.startsWith('pending/') ? nothing() : alerts.list(tenantId, partition, order);
    return { ...alerts, list };
  }
});
