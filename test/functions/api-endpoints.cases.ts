// Endpoints of alerts on the aws host: added, tried through the queue, changed, given a new secret,
// removed, each by an admin and for one tenant.

import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { openKeyedTools } from '../../functions/common/keyed-stores.js';
import { deliverMessages } from '../../functions/deliver-alerts/deliver-messages.js';
import { newTokenKeyText } from '../../lib/adapters/common/token-key-text.js';
import { WebhookSecretSeal } from '../../lib/adapters/common/alerts/webhook-secret-seal.js';
import type {
  EndpointRow,
  EndpointsAnswer,
  EndpointWithSecret,
} from '../../lib/api/contract/endpoints.js';
import type { AlertTools } from '../../lib/pipeline/alerts/alert-tools.js';
import type { SendResult, WebhookMessage } from '../../lib/ports/webhook-sender.js';
import { temporaryDirectory } from '../adapters/embedded/temporary-directory.js';
import { openAwsHost, TENANT } from '../support/aws-host.js';
import { openAskApi, type Asked } from './ask-api.js';

const PATH = '/api/endpoints';
const BODY = { url: 'https://hooks.example.org/in/secret-part', description: 'the office' };
const OK: SendResult = { kind: 'delivered', status: 204 };
const directory = temporaryDirectory();
const DOOR = {
  logger: { info: () => undefined, warn: () => undefined, error: () => undefined },
  count: () => undefined,
};

function open(name: string) {
  const host = openAwsHost({
    directory: join(directory, name),
    tokenKeyText: newTokenKeyText(),
  });
  const ask = openAskApi(host);
  const call = async <Answer>(method: string, path: string, more: Partial<Asked> = {}) => {
    const answered = await ask({ method, path, role: 'admin', ...more });
    return { status: answered.status, answer: answered.json<Answer>() };
  };
  const posted: WebhookMessage[] = [];
  /** The door that calls webhooks, working off what it was told. */
  const deliver = async (result: SendResult): Promise<void> => {
    const messages = host.told.splice(0).map((body, at) => ({ messageId: String(at), body }));
    const openTools = async (tenantId: string): Promise<AlertTools> => {
      const stores = host.api.stores(tenantId);
      const sender = {
        send: (message: WebhookMessage) => {
          posted.push(message);
          return Promise.resolve(result);
        },
      };
      return {
        ...(await openKeyedTools(tenantId, stores)),
        alerts: stores.alerts,
        seal: new WebhookSecretSeal(stores.secrets),
        clock: host.api.clock,
        sender,
        dice: () => 0.5,
      };
    };
    const later = { send: () => Promise.resolve() };
    const isTimeLeft = () => true;
    expect(await deliverMessages({ openTools, later }, DOOR, { messages, isTimeLeft })).toEqual([]);
  };
  const add = async () => (await call<EndpointWithSecret>('POST', PATH, { body: BODY })).answer;
  const listed = async (more: Partial<Asked> = {}) =>
    (await call<EndpointsAnswer>('GET', PATH, more)).answer.endpoints;
  return { host, call, posted, deliver, add, listed };
}

describe('endpoints of alerts', () => {
  it('are the tenant’s own, with a secret that is shown once and kept sealed', async () => {
    const { host, add, listed } = open('kept');
    const { endpoint, secret } = await add();

    expect(secret).toMatch(/^whsec_/);
    expect(await listed()).toEqual([endpoint]);
    expect(endpoint).toMatchObject({ host: 'hooks.example.org', disabled: null, baa: null });
    expect(await listed({ tenantId: 'other' })).toEqual([]);
    const records: unknown[] = [];
    for await (const record of host.api.stores(TENANT).alerts.list(TENANT, 'endpoints')) {
      records.push(record);
    }
    expect(records).toHaveLength(1);
    expect(JSON.stringify(records)).not.toContain(secret.slice('whsec_'.length));
  });

  it.each([
    ['an address inside', 'https://169.254.169.254/latest', 'admin', 422],
    ['this machine', 'https://localhost/x', 'admin', 422],
    ['a plain connection', 'http://hooks.example.org/x', 'admin', 422],
    ['whoever is no admin', BODY.url, 'analyst', 403],
  ] as const)('refuse %s', async (_, url, role, status) => {
    const { call } = open('refused');

    expect((await call('POST', PATH, { body: { ...BODY, url }, role })).status).toBe(status);
  });

  it('are tried through the queue, and the answer of the receiver comes back', async () => {
    const { host, call, posted, deliver, add } = open('tried');
    const { endpoint } = await add();
    let pauses = 0;
    host.meanwhile.work = async () => {
      pauses += 1;
      if (pauses === 3) await deliver(OK);
    };
    const path = `${PATH}/${endpoint.endpointId}/test`;

    expect(await call('POST', path)).toEqual({
      status: 200,
      answer: { kind: 'delivered', status: 204, reason: null },
    });
    expect(pauses).toBe(3);
    const [message] = posted;
    expect(message?.url).toBe(BODY.url);
    expect(JSON.parse(message?.body ?? '')).toMatchObject({ type: 'webhook.test' });
  });

  it.each<[string, SendResult, object]>([
    ['refuses', { kind: 'failed', reason: 'refused', status: 500, askedMilliseconds: 0 }, {}],
    ['wants no more', { kind: 'gone', status: 410 }, { kind: 'gone', reason: null }],
  ])('tell of a receiver that %s', async (name, result, expected) => {
    const { host, call, deliver, add } = open(name);
    const { endpoint } = await add();
    host.meanwhile.work = () => deliver(result);
    const path = `${PATH}/${endpoint.endpointId}/test`;
    const { answer } = await call('POST', path);

    expect(answer).toEqual({
      kind: 'failed',
      status: result.kind === 'delivered' ? null : result.status,
      reason: 'refused',
      ...expected,
    });
  });

  it('say so when no answer came in the time of a request', async () => {
    const { host, call, add } = open('silent');
    const { endpoint } = await add();
    const { answer } = await call('POST', `${PATH}/${endpoint.endpointId}/test`);

    expect(answer).toEqual({ kind: 'failed', status: null, reason: 'no_answer_yet' });
    expect(host.told).toHaveLength(1);
  });

  it('that are not there are told to nobody', async () => {
    const { host, call, add } = open('absent');
    const { endpoint } = await add();
    const missing = `${PATH}/ep_000000000000/test`;
    const theirs = `${PATH}/${endpoint.endpointId}/test`;

    expect((await call('POST', missing)).status).toBe(404);
    expect((await call('POST', theirs, { tenantId: 'other' })).status).toBe(404);
    expect(host.told).toEqual([]);
  });

  it('are turned off, filtered, given a new secret and removed', async () => {
    const { call, add, listed } = open('changed');
    const { endpoint, secret } = await add();
    const path = `${PATH}/${endpoint.endpointId}`;
    const off = await call<EndpointRow>('PUT', path, { body: { change: 'disable' } });
    const agreed = await call<EndpointRow>('PUT', path, {
      body: { change: 'baa', note: 'signed 2026-01-02' },
    });
    const rotated = await call<EndpointWithSecret>('POST', `${path}/secret`, { body: {} });

    expect(off.answer.disabled).toMatchObject({ reason: 'by admin-1' });
    expect(agreed.answer.baa).toMatchObject({ recordedBy: 'admin-1' });
    expect(rotated.answer.secret).not.toBe(secret);
    expect(rotated.answer.endpoint.secrets).toHaveLength(2);
    expect((await call('DELETE', path, { tenantId: 'other' })).status).toBe(404);
    expect((await call('DELETE', path)).answer).toEqual({ removed: true });
    expect(await listed()).toEqual([]);
  });
});
