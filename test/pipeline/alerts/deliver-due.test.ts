// From a committed claim to a receiver that verifies: what arrives, how often and in which order,
// when the receiver fails, hangs, leaves, redirects.

import { describe, expect, it } from '@jest/globals';
import { MAX_ATTEMPTS } from '../../../lib/domain/alerts/retry-schedule.js';
import { PARTITIONS } from '../../../lib/pipeline/alerts/alert-records.js';
import { readDeliveryLog } from '../../../lib/pipeline/alerts/delivery-log.js';
import { redriveDeliveries } from '../../../lib/pipeline/alerts/redrive-deliveries.js';
import { changeEndpoint, listEndpoints } from '../../../lib/pipeline/alerts/webhook-endpoints.js';
import { claim } from '../../support/claim-builder.js';
import { BIG, BIG_BACK, DAY_MS, MINUTE_MS, openAlertScene, SMALL } from './alert-scene.js';

const scene = openAlertScene();

describe('a crossing', () => {
  it('arrives once, signed, with what the ledger knows of it', async () => {
    await scene.listen();
    await scene.commit('k1_a', { versions: [BIG] }, { versions: [SMALL] });

    const counts = await scene.run();
    await scene.run();

    expect(counts).toMatchObject({ delivered: 2, failed: 0, waiting: 0, nextAt: null });
    expect(scene.arrived()).toEqual(['kx.crossed 1', 'review.crossed 2']);
    expect(scene.receiver.received[1]?.payload).toMatchObject({
      version: 1,
      id: scene.receiver.received[1]?.id,
      timestamp: '2026-06-15T12:00:00.000Z',
      data: {
        token: 'k1_a',
        claim: 'B',
        line: 1,
        group: 'PT_SLP',
        year: 2026,
        threshold: 'review',
        thresholdCents: 300_000,
        beforeCents: 250_000,
        afterCents: 310_000,
        amountCents: 10_000,
        billingNpi: '1234567893',
        completeness: 'own_only',
        isLowerBound: true,
      },
    });
  });

  it('is taken back when its claim is, and told again when it stands again', async () => {
    await scene.listen();
    await scene.commit('k1_a', { versions: [BIG, SMALL] });
    await scene.run();
    await scene.commit('k1_a', { versions: [BIG_BACK] });
    await scene.run();
    const again = claim({ icn: 'A', paidOn: '2026-06-01', lines: [{ allowed: '2500.00' }] });
    await scene.commit('k1_a', { versions: [again] });
    await scene.run();

    expect(scene.arrived()).toEqual([
      'kx.crossed 1',
      'review.crossed 2',
      'kx.cleared 3',
      'review.cleared 4',
      'kx.crossed 5',
      'review.crossed 6',
    ]);
    const cleared = scene.receiver.received[3]?.payload;
    expect(cleared?.data).toMatchObject({ claim: 'B', beforeCents: 310_000, afterCents: 60_000 });
  });

  it('says nothing new when the same claims come again', async () => {
    await scene.listen();
    await scene.commit('k1_a', { versions: [BIG, SMALL] });
    await scene.run();
    await scene.commit('k1_a', { versions: [SMALL, BIG] }, { versions: [BIG] });
    await scene.run();

    expect(scene.receiver.received).toHaveLength(2);
  });
});

describe('a receiver that fails', () => {
  it.each([
    ['answers 500', 500, 'refused'],
    ['breaks the connection', 'break', 'connection_failed'],
    ['hangs', 'hang', 'timed_out'],
    [
      'redirects to this machine',
      { status: 302, headers: { location: 'http://127.0.0.1:1/other' } },
      'redirected',
    ],
  ] as const)('gets the same message again after it %s', async (_what, answer, reason) => {
    await scene.listen();
    scene.receiver.answers.push(answer);
    await scene.commit('k1_a', { versions: [BIG] });

    const first = await scene.run();
    const early = await scene.run();
    scene.tools.clock.advance(MINUTE_MS);
    const second = await scene.run();

    expect(first).toMatchObject({ delivered: 0, failed: 1, waiting: 1 });
    expect(first.nextAt).toBe('2026-06-15T12:00:05.000Z');
    expect(early).toMatchObject({ delivered: 0, failed: 0, waiting: 1 });
    expect(second).toMatchObject({ delivered: 1, failed: 0, waiting: 0 });
    const [one, two] = scene.receiver.received;
    expect(scene.receiver.received).toHaveLength(2);
    expect({ id: two?.id, body: two?.body }).toEqual({ id: one?.id, body: one?.body });
    expect(await readDeliveryLog(scene.tools, 9)).toMatchObject([
      { outcome: 'delivered', attempt: 2, status: 204 },
      { outcome: 'failed', attempt: 1, reason },
    ]);
  });

  it('waits as long as the receiver asks for', async () => {
    await scene.listen();
    scene.receiver.answers.push({ status: 503, headers: { 'retry-after': '600' } });
    await scene.commit('k1_a', { versions: [BIG] });

    expect((await scene.run()).nextAt).toBe('2026-06-15T12:10:00.000Z');
  });

  it('keeps the order within a year, and no other beneficiary waiting', async () => {
    await scene.listen();
    await scene.commit('k1_a', { versions: [BIG, SMALL] });
    await scene.collect();
    scene.receiver.answers.push(500);
    await scene.deliver();
    await scene.commit('k1_b', { versions: [BIG] });
    await scene.run();
    scene.tools.clock.advance(MINUTE_MS);
    await scene.run();

    expect(scene.arrived()).toEqual([
      'kx.crossed 1 -> 500',
      'kx.crossed 1',
      'kx.crossed 1',
      'review.crossed 2',
    ]);
    const tokens = scene.receiver.received.map(
      ({ payload }) => 'token' in payload.data && payload.data.token,
    );
    expect(tokens).toEqual(['k1_a', 'k1_b', 'k1_a', 'k1_a']);
  });

  it('is given up after a day; the dead letter holds nobody back, and is redriven', async () => {
    const { endpointId } = await scene.listen();
    scene.receiver.answers.push(...Array.from({ length: MAX_ATTEMPTS }, () => 500));
    await scene.commit('k1_a', { versions: [BIG, SMALL] });
    const start = Date.parse(scene.tools.clock.now());
    let counts = await scene.run();
    while (counts.failed > 0) {
      scene.tools.clock.set(counts.nextAt ?? '');
      counts = await scene.deliver();
    }

    const hours = (Date.parse(scene.tools.clock.now()) - start) / (60 * MINUTE_MS);
    expect(hours).toBeGreaterThan(20);
    expect(hours).toBeLessThan(24);
    expect(counts).toMatchObject({ delivered: 1, dead: 1, waiting: 0 });
    expect(scene.arrived().slice(-2)).toEqual(['kx.crossed 1 -> 500', 'review.crossed 2']);
    expect(await scene.keysIn(PARTITIONS.dead(endpointId))).toBe(1);

    const none = await redriveDeliveries(scene.tools, { endpointId: null, eventId: 'another' });
    const all = await redriveDeliveries(scene.tools, { endpointId: null, eventId: null });
    const again = await scene.deliver();
    expect([none, all, again.delivered]).toEqual([0, 1, 1]);
    expect(scene.receiver.received.at(-1)?.id).toBe(scene.receiver.received[0]?.id);
    expect(scene.receiver.received.at(-1)?.body).toBe(scene.receiver.received[0]?.body);
  });

  it('is left alone for the rest of a run when it keeps failing', async () => {
    await scene.listen();
    scene.receiver.otherwise = 500;
    for (let at = 0; at < 30; at += 1) await scene.commit(`k1_${at}`, { versions: [BIG] });

    const counts = await scene.run();

    expect(counts.waiting).toBe(30);
    expect(counts.nextAt).toBe('2026-06-15T12:01:00.000Z');
    expect(scene.receiver.received.length).toBeLessThan(10);
  });
});

describe('410', () => {
  it('disables the endpoint; what came meanwhile goes out when it is enabled', async () => {
    const { endpointId } = await scene.listen();
    scene.receiver.answers.push(410);
    await scene.commit('k1_a', { versions: [BIG, SMALL] });
    const gone = await scene.run();
    await scene.commit('k1_b', { versions: [BIG] });
    scene.tools.clock.advance(DAY_MS);
    await scene.run();

    expect(gone).toMatchObject({ delivered: 0, failed: 1 });
    expect(scene.arrived()).toEqual(['kx.crossed 1 -> 410']);
    expect((await listEndpoints(scene.tools))[0]?.disabled?.reason).toContain('410');

    await changeEndpoint(scene.tools, endpointId, (before) => ({ ...before, disabled: null }));
    expect(await scene.run()).toMatchObject({ delivered: 3, waiting: 0 });
  });
});
