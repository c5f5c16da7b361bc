// What an endpoint decides: which secrets sign, which events it is told, what it may receive, and
// that its name never leads back home.

import { describe, expect, it } from '@jest/globals';
import { HttpsWebhookSender } from '../../../lib/adapters/common/alerts/https-webhook-sender.js';
import { WebhookSecretSeal } from '../../../lib/adapters/common/alerts/webhook-secret-seal.js';
import { toCents } from '../../../lib/domain/money.js';
import { PARTITIONS } from '../../../lib/pipeline/alerts/alert-records.js';
import { readDeliveryLog } from '../../../lib/pipeline/alerts/delivery-log.js';
import { resealSecrets } from '../../../lib/pipeline/alerts/reseal-secrets.js';
import { testEndpoint } from '../../../lib/pipeline/alerts/test-endpoint.js';
import {
  changeEndpoint,
  listEndpoints,
  removeEndpoint,
  rotateSecret,
} from '../../../lib/pipeline/alerts/webhook-endpoints.js';
import { BIG, DAY_MS, openAlertScene, SMALL } from './alert-scene.js';

const scene = openAlertScene();

describe('secrets', () => {
  it('both sign while one replaces the other, then the new one alone', async () => {
    const { endpointId } = await scene.listen();
    const [old = ''] = scene.receiver.secrets;
    const rotated = await rotateSecret(scene.tools, endpointId, DAY_MS);
    await scene.commit('k1_a', { versions: [BIG] });
    await scene.run();
    scene.tools.clock.advance(2 * DAY_MS);
    await scene.commit('k1_b', { versions: [BIG] });
    await scene.run();

    expect(scene.receiver.received.map(({ signatures }) => signatures)).toEqual([2, 1]);
    expect(scene.arrived()).toEqual(['kx.crossed 1', 'UNVERIFIED kx.crossed 1']);
    scene.receiver.secrets.splice(0, 1, rotated?.secret ?? '');
    await scene.commit('k1_c', { versions: [BIG] });
    await scene.run();
    expect(scene.arrived().at(-1)).toBe('kx.crossed 1');
    expect(old).not.toBe(rotated?.secret);
  });

  it('all sign while several overlap, and the newest alone afterwards', async () => {
    const { endpointId } = await scene.listen();
    await rotateSecret(scene.tools, endpointId, DAY_MS);
    scene.tools.clock.advance(DAY_MS / 2);
    const newest = await rotateSecret(scene.tools, endpointId, DAY_MS);
    for (const token of ['k1_a', 'k1_b', 'k1_c']) {
      await scene.commit(token, { versions: [BIG] });
      await scene.run();
      scene.tools.clock.advance(0.6 * DAY_MS);
    }

    expect(scene.receiver.received.map(({ signatures }) => signatures)).toEqual([3, 2, 1]);
    scene.receiver.secrets.splice(0, 1, newest?.secret ?? '');
    await scene.commit('k1_d', { versions: [BIG] });
    await scene.run();
    expect(scene.arrived().at(-1)).toBe('kx.crossed 1');
  });

  it('open under another key once they were sealed anew for it', async () => {
    const { endpointId } = await scene.listen();
    const key = { keyId: '2', key: new Uint8Array(32).fill(9) };
    const seal = new WebhookSecretSeal({ tokenKey: () => Promise.resolve(key) });

    expect(await resealSecrets(scene.tools, { from: scene.tools.seal, to: seal })).toBe(1);
    expect(await resealSecrets(scene.tools, { from: scene.tools.seal, to: seal })).toBe(0);

    scene.tools = { ...scene.tools, seal };
    expect(await testEndpoint(scene.tools, endpointId)).toMatchObject({ kind: 'delivered' });
    expect(scene.arrived()).toEqual(['webhook.test']);
  });

  it('lie sealed', async () => {
    await scene.listen();
    const [endpoint] = await listEndpoints(scene.tools);
    const [secret = ''] = scene.receiver.secrets;

    expect(JSON.stringify(endpoint)).not.toContain(secret.slice('whsec_'.length));
  });
});

describe('a name that leads home', () => {
  it.each([['10.0.0.1'], ['127.0.0.1'], ['169.254.169.254'], ['::ffff:127.0.0.1']])(
    'is not followed to %s when it changes between two calls',
    async (address) => {
      const answers = [address];
      const sender = new HttpsWebhookSender({ resolve: () => Promise.resolve(answers) });
      scene.tools = { ...scene.tools, sender };
      const { endpointId } = await scene.listen({ url: 'https://hooks.example/x' });
      await scene.commit('k1_a', { versions: [BIG] });

      const counts = await scene.run();

      expect(counts).toMatchObject({ failed: 1, waiting: 1 });
      const [attempt] = await readDeliveryLog(scene.tools, 1);
      expect(attempt).toMatchObject({ endpointId, reason: 'address_refused', status: null });
    },
  );
});

describe('filters', () => {
  it.each([
    ['kinds', { types: ['review.crossed' as const] }, ['review.crossed']],
    ['the smallest amount', { minimumCents: toCents(5_000) }, ['review.crossed']],
    ['a provider of somebody else', { npis: ['1993999998'] }, []],
    ['the billing provider', { npis: ['1234567893'] }, ['kx.crossed', 'review.crossed']],
  ])('by %s let through what was asked for', async (_what, filter, expected) => {
    await scene.listen({
      filter: {
        types: ['kx.crossed', 'review.crossed'],
        npis: [],
        minimumCents: toCents(0),
        ...filter,
      },
    });
    await scene.commit('k1_a', { versions: [BIG, SMALL] });

    await scene.run();

    expect(scene.receiver.received.map(({ payload }) => payload.type)).toEqual(expected);
  });
});

describe('an endpoint that goes', () => {
  it('gets nothing more once it is disabled, not even what is on its way', async () => {
    const { endpointId } = await scene.listen();
    await scene.commit('k1_a', { versions: [BIG] }, { versions: [SMALL] });
    await scene.collect();
    const disabled = { reason: 'by hand', at: scene.tools.clock.now() };
    scene.receiver.onMessage = () => {
      void changeEndpoint(scene.tools, endpointId, (before) => ({ ...before, disabled }));
    };
    await scene.deliver();

    expect(scene.arrived()).toEqual(['kx.crossed 1']);
    await changeEndpoint(scene.tools, endpointId, (before) => ({ ...before, disabled: null }));
    await scene.deliver();
    expect(scene.arrived()).toEqual(['kx.crossed 1', 'review.crossed 2']);
  });

  it('leaves nothing behind when it is removed', async () => {
    const { endpointId } = await scene.listen();
    await scene.commit('k1_a', { versions: [BIG, SMALL] });
    scene.receiver.answers.push(204, 500);
    await scene.run();

    expect(await removeEndpoint(scene.tools, endpointId)).toBe(true);
    expect(await removeEndpoint(scene.tools, endpointId)).toBe(false);

    expect(await listEndpoints(scene.tools)).toEqual([]);
    for (const shelf of [PARTITIONS.pending, PARTITIONS.delivered, PARTITIONS.dead]) {
      const left = scene.tools.alerts.list(scene.tools.tenantId, shelf(endpointId));
      for await (const record of left) throw new Error(`${record.partition} is not empty`);
    }
    expect(await scene.run()).toMatchObject({ delivered: 0, waiting: 0 });
  });
});

describe('an agreement that is withdrawn', () => {
  it('keeps what waits from carrying anything protected', async () => {
    const { endpointId } = await scene.listen();
    await scene.commit('k1_a', { versions: [BIG] });
    scene.receiver.answers.push(500);
    await scene.run();
    await changeEndpoint(scene.tools, endpointId, (before) => ({ ...before, baa: null }));
    scene.tools.clock.advance(60_000);
    await scene.run();

    const [first, second] = scene.receiver.received;
    expect(first?.body).toContain('k1_a');
    expect(second?.id).toBe(first?.id);
    expect(second?.body).not.toContain('k1_a');
    expect(second?.isVerified).toBe(true);
  });
});
