// Endpoints of alerts through the API: the secret once and never again, an agreement before
// anything protected goes out, a test event that arrives, and every change in the trail.

import { describe, expect, it } from '@jest/globals';
import { createAuditTrail } from '../../lib/api/audit-trail.js';
import type {
  EndpointRow,
  EndpointsAnswer,
  EndpointWithSecret,
} from '../../lib/api/contract/endpoints.js';
import type { EndpointActions } from '../../lib/api/api-ports.js';
import { collectLedger } from '../../lib/pipeline/alerts/collect-ledger.js';
import { testEndpoint } from '../../lib/pipeline/alerts/test-endpoint.js';
import { testAlertTools, type TestAlertTools } from '../support/alert-tools.js';
import { testReference } from '../support/test-reference.js';
import { openReceiver } from '../support/webhook-receiver.js';
import { apiFixture, NOW, OWNER, principalOf } from './api-fixture.js';

const ADMIN = principalOf('admin');
const PATH = '/api/endpoints';
const BODY = { url: 'https://hooks.example.org/in/secret-part', description: 'the office' };

async function opened(tools?: TestAlertTools) {
  const own = tools ?? (await testAlertTools(await testReference()));
  const endpoints: EndpointActions = {
    checkUrl: (text) =>
      text.startsWith('http:') && !text.includes('127.0.0.1')
        ? { kind: 'refused', reason: 'webhooks go over https only' }
        : { kind: 'accepted', url: text },
    withTools: (_, action) => action(own),
    noteWhatStands: (tools) => collectLedger(tools),
    test: async (_, endpointId) => {
      const result = await testEndpoint(own, endpointId);
      if (result === null) return null;
      const { kind, status } = result;
      return { kind, status, reason: kind === 'failed' ? result.reason : null };
    },
  };
  const api = await apiFixture({}, { actions: { endpoints } as never });
  const call = async <Answer>(method: string, path: string, body?: unknown) => {
    const response = await api.fetch({ method, path, principal: ADMIN, body });
    return { status: response.status, answer: (await response.json()) as Answer };
  };
  const add = (body: unknown = BODY) => call<EndpointWithSecret>('post', PATH, body);
  const listed = async () => (await call<EndpointsAnswer>('get', PATH)).answer.endpoints;
  return { ...api, own, call, add, listed };
}

describe('an endpoint', () => {
  it('is shown with its host alone, and its secret once', async () => {
    const { add, listed, objects } = await opened();

    const { answer } = await add();
    const text = JSON.stringify(await listed());
    const trail = await createAuditTrail(objects).ofDay(OWNER, NOW.slice(0, 10));

    expect(answer.secret).toMatch(/^whsec_/);
    expect(answer.endpoint).toMatchObject({ host: 'hooks.example.org', baa: null, disabled: null });
    expect(text).not.toMatch(/secret-part|whsec_|sealed/);
    expect(trail).toMatchObject([{ action: 'change', subject: answer.endpoint.endpointId }]);
    expect(JSON.stringify(trail)).not.toContain(answer.secret);
  });

  it.each([
    ['an address that is not taken', { ...BODY, url: 'http://example.org/' }, 422],
    ['no kind of event', { ...BODY, filter: { types: [], npis: [], minimumCents: 0 } }, 400],
    ['a kind that is none', { ...BODY, filter: { types: ['x'], npis: [], minimumCents: 0 } }, 400],
    ['a provider of nine digits', { ...BODY, filter: filterOf('123456789') }, 400],
  ])('is refused with %s', async (_, body, status) => {
    const { add, listed } = await opened();

    expect((await add(body)).status).toBe(status);
    expect(await listed()).toEqual([]);
  });

  it.each([
    [{ change: 'disable' }, { disabled: { reason: 'by admin-person', at: NOW } }],
    [{ change: 'enable' }, { disabled: null }],
    [
      { change: 'baa', note: 'agreement of 2026-02-01' },
      { baa: { note: 'agreement of 2026-02-01', recordedBy: 'admin-person', recordedAt: NOW } },
    ],
    [{ change: 'baa_withdrawn' }, { baa: null }],
    [{ change: 'filter', filter: filterOf('1234567893') }, { filter: filterOf('1234567893') }],
  ])('takes the change %j', async (change, expected) => {
    const { add, call, listed } = await opened();
    const { endpointId } = (await add({ ...BODY, baaNote: 'first one' })).answer.endpoint;

    const { status } = await call<EndpointRow>('put', `${PATH}/${endpointId}`, change);

    expect(status).toBe(200);
    expect(await listed()).toMatchObject([expected]);
  });

  it('gets a new secret beside which the one before signs for a while', async () => {
    const { add, call } = await opened();
    const { endpoint, secret } = (await add()).answer;

    const path = `${PATH}/${endpoint.endpointId}/secret`;
    const rotated = await call<EndpointWithSecret>('post', path, { overlapHours: 2 });

    expect(rotated.answer.secret).not.toBe(secret);
    expect(rotated.answer.endpoint.secrets.map(({ expiresAt }) => expiresAt)).toEqual([
      null,
      '2026-06-15T14:00:00.000Z',
    ]);
  });

  it('gets a test event, signed, and what came of it is told', async () => {
    const receiver = await openReceiver();
    const { add, call } = await opened();
    const { endpoint, secret } = (await add({ url: receiver.url })).answer;
    receiver.secrets.push(secret);

    const delivered = await call('post', `${PATH}/${endpoint.endpointId}/test`);
    await receiver.close();
    const failed = await call('post', `${PATH}/${endpoint.endpointId}/test`);

    expect(delivered.answer).toMatchObject({ kind: 'delivered', reason: null });
    expect(receiver.received).toMatchObject([{ isVerified: true }]);
    expect(failed.answer).toMatchObject({ kind: 'failed', status: null });
  });

  it('is forgotten when it is removed, once', async () => {
    const { add, call, listed } = await opened();
    const { endpointId } = (await add()).answer.endpoint;

    const first = await call('delete', `${PATH}/${endpointId}`);
    const second = await call('delete', `${PATH}/${endpointId}`);

    expect([first.status, second.status, await listed()]).toEqual([200, 404, []]);
  });
});

function filterOf(npi: string) {
  return { types: ['kx.crossed'], npis: [npi], minimumCents: 5_000 };
}
