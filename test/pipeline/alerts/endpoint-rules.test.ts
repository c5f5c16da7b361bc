// What an endpoint decides: which secrets sign, which events it is told, what it may receive, and
// that its name never leads back home.

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { HttpsWebhookSender } from '../../../lib/adapters/common/alerts/https-webhook-sender.js';
import { WebhookSecretSeal } from '../../../lib/adapters/common/alerts/webhook-secret-seal.js';
import { toCents } from '../../../lib/domain/money.js';
import { PARTITIONS } from '../../../lib/pipeline/alerts/alert-records.js';
import { collectLedger } from '../../../lib/pipeline/alerts/collect-ledger.js';
import { deliverDue } from '../../../lib/pipeline/alerts/deliver-due.js';
import { readDeliveryLog } from '../../../lib/pipeline/alerts/delivery-log.js';
import { resealSecrets } from '../../../lib/pipeline/alerts/reseal-secrets.js';
import { testEndpoint } from '../../../lib/pipeline/alerts/test-endpoint.js';
import {
  changeEndpoint,
  listEndpoints,
  removeEndpoint,
  rotateSecret,
} from '../../../lib/pipeline/alerts/webhook-endpoints.js';
import {
  commitAll,
  listen,
  testAlertTools,
  type TestAlertTools,
} from '../../support/alert-tools.js';
import { claim } from '../../support/claim-builder.js';
import { testReference } from '../../support/test-reference.js';
import { openReceiver, type WebhookReceiver } from '../../support/webhook-receiver.js';

const reference = await testReference();
const DAY_MS = 24 * 60 * 60 * 1_000;

const BIG = claim({ icn: 'A', lines: [{ allowed: '2500.00' }] });
const SMALL = claim({ icn: 'B', received: '2026-04-01', lines: [{ allowed: '600.00' }] });

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

function arrived(): readonly string[] {
  return receiver.received.map(({ payload, isVerified }) => {
    return `${isVerified ? '' : 'UNVERIFIED '}${payload.type}`;
  });
}

describe('secrets', () => {
  it('both sign while one replaces the other, then the new one alone', async () => {
    const { endpointId } = await listen(tools, receiver);
    const [old = ''] = receiver.secrets;
    const rotated = await rotateSecret(tools, endpointId, DAY_MS);
    await commitAll(tools, 'k1_a', { versions: [BIG] });
    await run();
    tools.clock.advance(2 * DAY_MS);
    await commitAll(tools, 'k1_b', { versions: [BIG] });
    await run();

    expect(receiver.received.map(({ signatures }) => signatures)).toEqual([2, 1]);
    expect(arrived()).toEqual(['kx.crossed', 'UNVERIFIED kx.crossed']);
    receiver.secrets.splice(0, 1, rotated?.secret ?? '');
    await commitAll(tools, 'k1_c', { versions: [BIG] });
    await run();
    expect(arrived().at(-1)).toBe('kx.crossed');
    expect(old).not.toBe(rotated?.secret);
  });

  it('all sign while several overlap, and the newest alone afterwards', async () => {
    const { endpointId } = await listen(tools, receiver);
    await rotateSecret(tools, endpointId, DAY_MS);
    tools.clock.advance(DAY_MS / 2);
    const newest = await rotateSecret(tools, endpointId, DAY_MS);
    for (const token of ['k1_a', 'k1_b', 'k1_c']) {
      await commitAll(tools, token, { versions: [BIG] });
      await run();
      tools.clock.advance(0.6 * DAY_MS);
    }

    expect(receiver.received.map(({ signatures }) => signatures)).toEqual([3, 2, 1]);
    receiver.secrets.splice(0, 1, newest?.secret ?? '');
    await commitAll(tools, 'k1_d', { versions: [BIG] });
    await run();
    expect(arrived().at(-1)).toBe('kx.crossed');
  });

  it('open under another key once they were sealed anew for it', async () => {
    const { endpointId } = await listen(tools, receiver);
    const key = { keyId: '2', key: new Uint8Array(32).fill(9) };
    const seal = new WebhookSecretSeal({ tokenKey: () => Promise.resolve(key) });

    expect(await resealSecrets(tools, { from: tools.seal, to: seal })).toBe(1);
    expect(await resealSecrets(tools, { from: tools.seal, to: seal })).toBe(0);

    tools = { ...tools, seal };
    expect(await testEndpoint(tools, endpointId)).toMatchObject({ kind: 'delivered' });
    expect(arrived()).toEqual(['webhook.test']);
  });

  it('lie sealed', async () => {
    await listen(tools, receiver);
    const [endpoint] = await listEndpoints(tools);
    const [secret = ''] = receiver.secrets;

    expect(JSON.stringify(endpoint)).not.toContain(secret.slice('whsec_'.length));
  });
});

describe('a name that leads home', () => {
  it.each([['10.0.0.1'], ['127.0.0.1'], ['169.254.169.254'], ['::ffff:127.0.0.1']])(
    'is not followed to %s when it changes between two calls',
    async (address) => {
      const answers = [address];
      const sender = new HttpsWebhookSender({ resolve: () => Promise.resolve(answers) });
      tools = { ...tools, sender };
      const { endpointId } = await listen(tools, { url: 'https://hooks.example/x', secrets: [] });
      await commitAll(tools, 'k1_a', { versions: [BIG] });

      const counts = await run();

      expect(counts).toMatchObject({ failed: 1, waiting: 1 });
      const [attempt] = await readDeliveryLog(tools, 1);
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
    await listen(tools, receiver, {
      filter: {
        types: ['kx.crossed', 'review.crossed'],
        npis: [],
        minimumCents: toCents(0),
        ...filter,
      },
    });
    await commitAll(tools, 'k1_a', { versions: [BIG, SMALL] });

    await run();

    expect(receiver.received.map(({ payload }) => payload.type)).toEqual(expected);
  });
});

describe('an endpoint that goes', () => {
  it('gets nothing more once it is disabled, not even what is on its way', async () => {
    const { endpointId } = await listen(tools, receiver);
    await commitAll(tools, 'k1_a', { versions: [BIG] }, { versions: [SMALL] });
    await collectLedger(tools);
    const disabled = { reason: 'by hand', at: tools.clock.now() };
    receiver.onMessage = () => {
      void changeEndpoint(tools, endpointId, (before) => ({ ...before, disabled }));
    };
    await deliverDue(tools);

    expect(arrived()).toEqual(['kx.crossed']);
    await changeEndpoint(tools, endpointId, (before) => ({ ...before, disabled: null }));
    await deliverDue(tools);
    expect(arrived()).toEqual(['kx.crossed', 'review.crossed']);
  });

  it('leaves nothing behind when it is removed', async () => {
    const { endpointId } = await listen(tools, receiver);
    await commitAll(tools, 'k1_a', { versions: [BIG, SMALL] });
    receiver.answers.push(204, 500);
    await run();

    expect(await removeEndpoint(tools, endpointId)).toBe(true);
    expect(await removeEndpoint(tools, endpointId)).toBe(false);

    expect(await listEndpoints(tools)).toEqual([]);
    for (const shelf of [PARTITIONS.pending, PARTITIONS.delivered, PARTITIONS.dead]) {
      const left = tools.alerts.list(tools.tenantId, shelf(endpointId));
      for await (const record of left) throw new Error(`${record.partition} is not empty`);
    }
    expect(await run()).toMatchObject({ delivered: 0, waiting: 0 });
  });
});

describe('an agreement that is withdrawn', () => {
  it('keeps what waits from carrying anything protected', async () => {
    const { endpointId } = await listen(tools, receiver);
    await commitAll(tools, 'k1_a', { versions: [BIG] });
    receiver.answers.push(500);
    await run();
    await changeEndpoint(tools, endpointId, (before) => ({ ...before, baa: null }));
    tools.clock.advance(60_000);
    await run();

    const [first, second] = receiver.received;
    expect(first?.body).toContain('k1_a');
    expect(second?.id).toBe(first?.id);
    expect(second?.body).not.toContain('k1_a');
    expect(second?.isVerified).toBe(true);
  });
});
