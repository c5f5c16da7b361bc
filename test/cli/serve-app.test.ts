// The embedded web server against those who try: a foreign host or page, forged, used and old
// links and sessions, paths that climb, files that are too large.

import { beforeAll, describe, expect, it } from '@jest/globals';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ApiPorts, ReceivedFile } from '../../lib/api/api-ports.js';
import { createServeApp } from '../../cli/serve/serve-app.js';
import { createServeSessions } from '../../cli/serve/serve-sessions.js';
import { toPeople } from '../../cli/commands/serve.js';
import { temporaryDirectory } from '../adapters/embedded/temporary-directory.js';
import { memoryObjects } from '../pipeline/reports/memory-objects.js';

const PORT = 4835;
const HOST = `127.0.0.1:${PORT}`;
const ADMIN = { tenantId: 'default', userId: 'dana', role: 'admin' } as const;
const HOUR_MS = 60 * 60 * 1000;
const MAX_BYTES = 100 * 1024 * 1024;

let webDirectory = '';

beforeAll(() => {
  webDirectory = join(temporaryDirectory(), 'web');
  mkdirSync(join(webDirectory, 'assets'), { recursive: true });
  writeFileSync(join(webDirectory, 'index.html'), '<title>KXRay</title>');
  writeFileSync(join(webDirectory, 'assets', 'a.js'), '1');
  writeFileSync(join(webDirectory, '..', 'secret.js'), 'secret');
});

function server() {
  let now = Date.parse('2026-06-30T12:00:00Z');
  const sessions = createServeSessions(() => now);
  const received: number[] = [];
  const app = createServeApp({
    ports: portsOf(received),
    sessions,
    port: PORT,
    webDirectory,
    maxUploadBytes: MAX_BYTES,
  });
  const fetch = (path: string, init: RequestInit = {}): Promise<Response> => {
    const headers = new Headers(init.headers);
    if (!headers.has('host')) headers.set('host', HOST);
    return Promise.resolve(app.request(`http://${HOST}${path}`, { ...init, headers }));
  };
  const signIn = async (): Promise<string> => {
    const response = await fetch(`/sign-in?code=${sessions.newLink(ADMIN)}`);
    return response.headers.get('set-cookie')?.split(';')[0] ?? '';
  };
  return { sessions, fetch, signIn, received, pass: (ms: number) => (now += ms) };
}

/** As the embedded host receives: counted piece by piece, given up above the limit. */
function portsOf(received: number[]): ApiPorts {
  const objects = memoryObjects();
  return {
    objects,
    clock: { now: () => '2026-06-30T12:00:00.000Z', today: () => '2026-06-30' as never },
    logger: { info: () => undefined, warn: () => undefined, error: () => undefined },
    actions: {
      ingest: {
        receive: async ({ body, maxBytes }: ReceivedFile) => {
          let bytes = 0;
          for await (const chunk of body) {
            bytes += chunk.byteLength;
            if (bytes > maxBytes) break;
          }
          received.push(bytes);
          return { kind: 'too_large' } as const;
        },
        jobs: () => Promise.resolve([]),
      },
    },
  } as unknown as ApiPorts;
}

describe('the address', () => {
  it.each([
    ['evil.example', 421],
    [`127.0.0.1.evil.example:${PORT}`, 421],
    ['127.0.0.1', 421],
    ['127.0.0.1:1', 421],
    [HOST, 401],
    [`localhost:${PORT}`, 401],
  ])('under the name %s answers %i', async (host, status) => {
    const { fetch } = server();

    expect((await fetch('/api/me', { headers: { host } })).status).toBe(status);
  });

  it.each([
    ['of another site', 'https://evil.example', 403],
    ['of another port', 'http://127.0.0.1:9999', 403],
    ['of nobody', undefined, 403],
    ['of our own', `http://${HOST}`, 400],
  ])('takes a change from a page %s: %s', async (_, origin, status) => {
    const { fetch, signIn } = server();
    const cookie = await signIn();
    const headers = { cookie, ...(origin === undefined ? {} : { origin }) };

    const response = await fetch('/api/views/mine', { method: 'PUT', headers });

    expect(response.status).toBe(status);
  });
});

describe('a link', () => {
  it('signs in once, with a cookie that no script and no other site gets', async () => {
    const { fetch, sessions } = server();
    const path = `/sign-in?code=${sessions.newLink(ADMIN)}`;

    const first = await fetch(path);
    const second = await fetch(path);

    expect(first.headers.get('set-cookie')).toMatch(
      /^kxray_4835=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/$/,
    );
    expect([first.status, second.status, second.headers.get('set-cookie')]).toEqual([
      200,
      401,
      null,
    ]);
  });

  it('is of no use after a quarter of an hour', async () => {
    const { fetch, sessions, pass } = server();
    const path = `/sign-in?code=${sessions.newLink(ADMIN)}`;
    pass(HOUR_MS / 4 + 1);

    expect((await fetch(path)).status).toBe(401);
  });
});

describe('a session', () => {
  it.each([
    ['forged', 'kxray_4835=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'],
    ['empty', 'kxray_4835='],
    ['of another port', 'kxray_4836=x'],
    ['that is a prototype word', 'kxray_4835=__proto__'],
  ])('that is %s opens nothing', async (_, cookie) => {
    const { fetch } = server();

    expect((await fetch('/api/me', { headers: { cookie } })).status).toBe(401);
  });

  it.each([
    ['an idle hour', [HOUR_MS + 1]],
    ['twelve hours', Array.from({ length: 13 }, () => HOUR_MS - 1)],
  ])('ends after %s', async (_, waits) => {
    const { fetch, signIn, pass } = server();
    const cookie = await signIn();
    const statuses: number[] = [];
    for (const wait of waits) {
      pass(wait);
      statuses.push((await fetch('/api/views', { headers: { cookie } })).status);
    }

    expect(statuses.at(-1)).toBe(401);
    expect(statuses.slice(0, -1).every((status) => status === 200)).toBe(true);
  });

  it('ends when somebody signs out', async () => {
    const { fetch, signIn } = server();
    const cookie = await signIn();
    const headers = { cookie, origin: `http://${HOST}` };
    await fetch('/session/end', { method: 'POST', headers });

    expect((await fetch('/api/views', { headers })).status).toBe(401);
  });
});

describe('the files', () => {
  it.each([
    '/../secret.js',
    '/..%2fsecret.js',
    '/assets/..%2f..%2fsecret.js',
    '/%2e%2e/secret.js',
    '/..%5csecret.js',
  ])('do not include %s', async (path) => {
    const { fetch } = server();

    const response = await fetch(path);

    expect(await response.text()).not.toContain('secret.js\n');
    expect(response.headers.get('content-type')).not.toContain('javascript');
  });

  it('are pages under a policy without inline script, style or another host', async () => {
    const { fetch } = server();

    const response = await fetch('/beneficiaries/anything');

    const policy = response.headers.get('content-security-policy') ?? '';
    expect(await response.text()).toContain('KXRay');
    expect(policy).toContain(`default-src 'self'`);
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
  });
});

describe('what is compressed', () => {
  it.each([
    ['/assets/a.js', 'br'],
    ['/config.json', null],
    ['/api/views', null],
    ['/api/no-such-route', null],
    ['/sign-in?code=x', null],
  ])('of %s: %s', async (path, encoding) => {
    const { fetch, signIn } = server();
    const headers = { cookie: await signIn(), 'accept-encoding': 'gzip, br' };

    expect((await fetch(path, { headers })).headers.get('content-encoding')).toBe(encoding);
  });
});

describe('an upload', () => {
  const post = { method: 'POST', duplex: 'half' } as const;
  const headersOf = (cookie: string) => ({
    cookie,
    origin: `http://${HOST}`,
    'content-type': 'application/octet-stream',
  });

  it('of more than may be sent is refused by its stated length', async () => {
    const { fetch, signIn, received } = server();
    const headers = { ...headersOf(await signIn()), 'content-length': String(MAX_BYTES + 1) };

    const response = await fetch('/api/ingest/files?name=a', { ...post, headers, body: 'x' });

    expect([response.status, received]).toEqual([413, []]);
  });

  it('of 100 MB without a length is given up at the limit', async () => {
    const { fetch, signIn, received } = server();
    const chunk = new Uint8Array(1024 * 1024);
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1;
        if (sent > 200) controller.close();
        else controller.enqueue(chunk);
      },
    });

    const headers = headersOf(await signIn());
    const response = await fetch('/api/ingest/files?name=a', { ...post, headers, body });

    expect(response.status).toBe(413);
    expect(received).toEqual([MAX_BYTES + chunk.byteLength]);
    expect(sent).toBeLessThan(110);
  });
});

describe('--user', () => {
  it.each([['dana'], ['dana:owner'], ['da na:admin'], ['dana:admin:x']])('refuses %s', (user) => {
    expect(() => toPeople([user])).toThrow();
  });

  it('takes each name once', () => {
    expect(toPeople(['dana:analyst', 'sam:reviewer'])).toMatchObject([
      { userId: 'dana', role: 'analyst' },
      { userId: 'sam', role: 'reviewer' },
    ]);
    expect(() => toPeople(['dana:analyst', 'dana:admin'])).toThrow('--user names somebody twice');
  });
});
