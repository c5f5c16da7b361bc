// A sender that dies between any two commits loses nothing and repeats at most the message under
// way, with its id and body; two that live do not send the same twice.

import { describe, expect, it } from '@jest/globals';
import { PARTITIONS } from '../../../lib/pipeline/alerts/alert-records.js';
import { forgetAlerts } from '../../../lib/pipeline/identity/person-alerts.js';
import {
  BIG,
  MINUTE_MS,
  onlyDeath,
  openAlertScene,
  SMALL,
  type AlertScene,
} from './alert-scene.js';

const scene = openAlertScene();

describe('a sender that dies', () => {
  it.each([0, 1, 2, 3, 4, 5, 6])('after %i commits loses nothing', async (commits) => {
    const { endpointId } = await scene.listen();
    await scene.commit('k1_a', { versions: [BIG, SMALL] });
    scene.tools.alerts.dieAfter(commits);
    await scene.run().catch(onlyDeath);
    scene.tools.alerts.revive();
    // The lease of whoever died runs out.
    scene.tools.clock.advance(2 * MINUTE_MS);
    await scene.run();

    const bodies = new Map(scene.receiver.received.map(({ id, body }) => [id, body]));
    expect(scene.receiver.received.length - bodies.size).toBeLessThanOrEqual(1);
    expect(scene.receiver.received.every(({ id, body }) => bodies.get(id) === body)).toBe(true);
    const distinct = [...new Set(scene.arrived())];
    expect(distinct).toEqual(['kx.crossed 1', 'review.crossed 2']);
    expect(await scene.keysIn(PARTITIONS.delivered(endpointId))).toBe(2);
    expect(await scene.pending(endpointId)).toBe(0);

    await scene.run();
    expect(await scene.keysIn(PARTITIONS.events)).toBe(2);
  });

  it('and one that lives do not send the same twice', async () => {
    await scene.listen();
    await scene.commit('k1_a', { versions: [BIG, SMALL] });
    await scene.collect();

    await Promise.all([scene.deliver(), scene.deliver(), scene.deliver()]);
    await scene.deliver();

    expect(scene.arrived()).toEqual(['kx.crossed 1', 'review.crossed 2']);
  });

  it('and one that comes while it still sends leave the message to it', async () => {
    await scene.listen();
    await scene.commit('k1_a', { versions: [BIG] });
    await scene.collect();
    scene.receiver.answers.push('hang');
    const arrival = new Promise<void>((done) => (scene.receiver.onMessage = done));

    const slow = scene.deliver();
    await arrival;
    const meanwhile = await scene.deliver();
    await slow;

    expect(meanwhile).toMatchObject({ delivered: 0, failed: 0, waiting: 1 });
    expect(meanwhile.nextAt).toBe('2026-06-15T12:01:00.000Z');
    expect(scene.receiver.received).toHaveLength(1);
  });

  it('drops what it was to tell of somebody who was deleted', async () => {
    const { endpointId } = await scene.listen();
    await scene.commit('k1_a', { versions: [BIG] });
    await scene.collect();
    await forgetAlerts({ ...scene.tools, alerts: withoutPending() }, ['k1_a']);

    expect(await scene.deliver()).toMatchObject({ delivered: 0, failed: 0, waiting: 0 });
    expect(scene.receiver.received).toEqual([]);
    expect(await scene.pending(endpointId)).toBe(0);
  });

  /** As a deletion sees it that comes while a delivery is under way. */
  function withoutPending(): AlertScene['tools']['alerts'] {
    const { alerts } = scene.tools;
    async function* nothing(): AsyncIterable<never> {}
    const list: typeof alerts.list = (tenantId, partition, order) =>
      partition.startsWith('pending/') ? nothing() : alerts.list(tenantId, partition, order);
    return { ...alerts, list };
  }
});
