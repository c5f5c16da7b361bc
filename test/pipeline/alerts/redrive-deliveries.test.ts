// Dead letters are tried again as somebody chose: one event, one endpoint, or all of them.

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { MAX_ATTEMPTS } from '../../../lib/domain/alerts/retry-schedule.js';
import { redriveDeliveries } from '../../../lib/pipeline/alerts/redrive-deliveries.js';
import { openReceiver, type WebhookReceiver } from '../../support/webhook-receiver.js';
import { BIG, openAlertScene } from './alert-scene.js';

const scene = openAlertScene();

let other: WebhookReceiver;
let receivers: readonly WebhookReceiver[];
let endpoints: readonly string[];
let dead: number;

/** Two endpoints, two beneficiaries: four letters that nobody took. */
beforeEach(async () => {
  other = await openReceiver();
  receivers = [scene.receiver, other];
  const ids: string[] = [];
  for (const receiver of receivers) {
    receiver.answers.push(...Array.from({ length: 2 * MAX_ATTEMPTS }, () => 500));
    ids.push((await scene.listen({}, receiver)).endpointId);
  }
  endpoints = ids;
  for (const token of ['k1_a', 'k1_b']) await scene.commit(token, { versions: [BIG] });
  await scene.collect();
  dead = 0;
  for (let next: string | null = scene.tools.clock.now(); next !== null;) {
    scene.tools.clock.set(next);
    const counts = await scene.deliver();
    dead += counts.dead;
    next = counts.nextAt;
  }
  for (const receiver of receivers) receiver.received.length = 0;
});
afterEach(() => other.close());

async function redriven(choice: Parameters<typeof redriveDeliveries>[1]) {
  const count = await redriveDeliveries(scene.tools, choice);
  await scene.deliver();
  return [count, ...receivers.map(({ received }) => received.length)];
}

describe('a redrive', () => {
  it('of all tries each of them again, once', async () => {
    expect(dead).toBe(4);
    expect(await redriven({ endpointId: null, eventId: null })).toEqual([4, 2, 2]);
    expect(await redriven({ endpointId: null, eventId: null })).toEqual([0, 2, 2]);
  });

  it('of one endpoint leaves the other alone', async () => {
    expect(await redriven({ endpointId: endpoints[1] ?? '', eventId: null })).toEqual([2, 0, 2]);
  });

  it('of one event tries it wherever it died', async () => {
    await redriven({ endpointId: endpoints[0] ?? '', eventId: null });
    const eventId = receivers[0]?.received[0]?.id ?? '';

    expect(await redriven({ endpointId: null, eventId })).toEqual([1, 2, 1]);
    expect(receivers[1]?.received[0]?.id).toBe(eventId);
  });
});
