// The sender against servers of this machine: over TLS by name and resolved address, and against
// everything that a receiver may do instead of answering.

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { HttpsWebhookSender } from '../../../../lib/adapters/common/alerts/https-webhook-sender.js';
import type { SendResult } from '../../../../lib/ports/webhook-sender.js';
import { testCertificate } from '../../../support/test-certificate.js';

const NAME = 'hooks.example';
const certificate = testCertificate(NAME);
const OPTIONS = {
  isLoopbackAllowed: true,
  timeoutMilliseconds: 300,
  ca: certificate.cert,
  resolve: () => Promise.resolve(['127.0.0.1']),
};

let server: Server;
let port = 0;
const seen: { host: string; url: string; body: string; servername: string }[] = [];

beforeAll(async () => {
  server = createServer(certificate, (request, response) => void answer(request, response));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  ({ port } = server.address() as AddressInfo);
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
});

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  const { servername } = request.socket as unknown as { servername: string };
  seen.push({ host: request.headers.host ?? '', url: request.url ?? '', body, servername });
  if (request.url === '/endless') {
    response.writeHead(200);
    const more = (): boolean => !response.destroyed && response.write('x'.repeat(65_536), more);
    more();
    return;
  }
  if (request.url === '/wide') response.setHeader('x-wide', 'x'.repeat(100_000));
  if (request.url === '/moved') response.setHeader('location', 'https://127.0.0.1/secret');
  response.writeHead(request.url === '/moved' ? 307 : 200);
  response.end();
}

function send(path: string, options: object = {}, name = NAME): Promise<SendResult> {
  const sender = new HttpsWebhookSender({ ...OPTIONS, ...options });
  return sender.send({
    url: `https://${name}:${port}${path}`,
    headers: {},
    body: '{"a":"\u00e9"}',
  });
}

describe('HttpsWebhookSender', () => {
  it('reaches the resolved address under the name, and verifies its certificate', async () => {
    expect(await send('/in?x=1')).toEqual({ kind: 'delivered', status: 200 });

    expect(seen.at(-1)).toEqual({
      host: `${NAME}:${port}`,
      url: '/in?x=1',
      body: '{"a":"\u00e9"}',
      servername: NAME,
    });
  });

  it.each([
    ['another name than the certificate says', {}, 'other.example'],
    ['an authority that nobody knows', { ca: testCertificate(NAME).cert }, NAME],
  ])('refuses %s', async (_what, options, name) => {
    const result = await send('/', options, name);
    expect(result).toMatchObject({ kind: 'failed', reason: 'certificate_refused' });
  });

  it('follows no redirect', async () => {
    const before = seen.length;

    expect(await send('/moved')).toMatchObject({ reason: 'redirected', status: 307 });
    expect(seen.slice(before).map(({ url }) => url)).toEqual(['/moved']);
  });

  it('does not read what it did not ask for', async () => {
    expect(await send('/endless')).toEqual({ kind: 'delivered', status: 200 });
    expect(await send('/wide')).toMatchObject({ kind: 'failed', reason: 'connection_failed' });
  });

  it.each([
    ['one private address among public ones', ['8.8.8.8', '10.0.0.1']],
    ['this machine', ['127.0.0.1']],
    ['a mapped address', ['::ffff:10.0.0.1']],
    ['something that is no address', ['hooks.example']],
  ])('connects nowhere when a name gives %s', async (_what, addresses) => {
    const before = seen.length;
    const resolve = () => Promise.resolve(addresses);

    const result = await send('/', { resolve, isLoopbackAllowed: false });

    expect(result).toMatchObject({ kind: 'failed', reason: 'address_refused', status: null });
    expect(seen).toHaveLength(before);
  });

  it('resolves once, and connects to what it judged', async () => {
    const answers = [['127.0.0.1'], ['10.0.0.1']];
    let asked = 0;
    const resolve = () => {
      asked += 1;
      return Promise.resolve(answers.shift() ?? []);
    };

    expect(await send('/', { resolve })).toMatchObject({ kind: 'delivered' });
    expect(asked).toBe(1);
    expect(await send('/', { resolve })).toMatchObject({ reason: 'address_refused' });
  });

  it.each([
    ['gives nothing', () => Promise.resolve([]), 'not_resolved'],
    ['fails', () => Promise.reject(new Error('no such name')), 'not_resolved'],
    ['never answers', () => new Promise<readonly string[]>(() => undefined), 'timed_out'],
  ])('says so when resolving %s', async (_what, resolve, reason) => {
    expect(await send('/', { resolve })).toMatchObject({ kind: 'failed', reason });
  });

  it('judges a literal address without asking anybody', async () => {
    const resolve = () => Promise.resolve(['8.8.8.8']);
    const sender = new HttpsWebhookSender({ ...OPTIONS, resolve, isLoopbackAllowed: false });

    const result = await sender.send({ url: 'https://[::1]/', headers: {}, body: '' });

    expect(result).toMatchObject({ reason: 'address_refused' });
  });

  it('refuses to send a body without end', async () => {
    const sender = new HttpsWebhookSender(OPTIONS);
    const body = 'x'.repeat(300_000);

    await expect(sender.send({ url: 'https://a.example/', headers: {}, body })).rejects.toThrow(
      'too large',
    );
  });
});
