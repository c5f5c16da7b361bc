// The whole web server of the embedded host as one Hono app: sign-in, the API, the files of the
// dashboard. Answers only to its own address (DNS rebinding) and its own pages (CSRF).

import { Hono } from 'hono';
import { getCookie } from 'hono/cookie';
import { parse as parseCookies } from 'hono/utils/cookie';
import type { ApiPorts } from '../../lib/api/api-ports.js';
import { createApi } from '../../lib/api/create-api.js';
import { problemResponse } from '../../lib/api/problem.js';
import type { ServeSessions } from './serve-sessions.js';
import { createWebAnswers, plainPage, webHeaders } from './web-answers.js';

export interface ServeAppOptions {
  readonly ports: ApiPorts;
  readonly sessions: ServeSessions;
  readonly port: number;
  /** Folder of the built dashboard. */
  readonly webDirectory: string;
  readonly maxUploadBytes?: number;
}

const SAFE_METHODS = ['GET', 'HEAD'];

export function createServeApp(options: ServeAppOptions): Hono {
  const { port, sessions } = options;
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  const cookie = cookieName(port);
  const webAnswer = createWebAnswers(options.webDirectory);
  const app = new Hono();
  app.use('*', async (c, next) => {
    const host = c.req.header('host') ?? '';
    if (!hosts.includes(host)) return problemResponse(MISDIRECTED);
    if (!SAFE_METHODS.includes(c.req.method) && !isOwnPage(c.req.raw, host)) {
      return problemResponse(FOREIGN_PAGE);
    }
    return next();
  });
  app.get('/sign-in', (c) => {
    const secret = sessions.redeem(c.req.query('code') ?? '');
    if (secret === null)
      return plainPage(
        401,
        'This link was used, or is too old. Start kxray serve again for a new one.',
      );
    // A page of our own goes on to the dashboard: a strict cookie is not sent along a redirect that
    // another site began.
    const headers = { 'set-cookie': `${cookie}=${secret}; HttpOnly; SameSite=Strict; Path=/` };
    return plainPage(200, 'Signed in.', { headers, refresh: '/' });
  });
  app.post('/session/end', (c) => {
    sessions.end(getCookie(c, cookie) ?? '');
    const headers = { 'set-cookie': `${cookie}=; HttpOnly; SameSite=Strict; Path=/; Max-Age=0` };
    return new Response(null, { status: 204, headers });
  });
  const api = createApi(options.ports, {
    host: 'embedded',
    authenticate: (request) => {
      const secret = parseCookies(request.headers.get('cookie') ?? '', cookie)[cookie];
      return Promise.resolve(secret === undefined ? null : sessions.principalOf(secret));
    },
    ...(options.maxUploadBytes === undefined ? {} : { maxUploadBytes: options.maxUploadBytes }),
  });
  app.all('/api/*', (c) => api.fetch(c.req.raw));
  app.get('/config.json', () => webJson({ signIn: 'link' }));
  app.get('*', (c) => webAnswer(c.req.raw));
  return app;
}

function cookieName(port: number): string {
  return `kxray_${port}`;
}

const MISDIRECTED = {
  status: 421,
  code: 'wrong_host',
  detail: 'This server answers at its own address only.',
} as const;

const FOREIGN_PAGE = {
  status: 403,
  code: 'foreign_page',
  detail: 'Changes are taken from pages of this server only.',
} as const;

/** Every browser sends Origin with what is not a plain GET; what does not is no page of ours. */
function isOwnPage(request: Request, host: string): boolean {
  return request.headers.get('origin') === `http://${host}`;
}

function webJson(content: unknown): Response {
  return new Response(JSON.stringify(content), {
    headers: { ...webHeaders('.json'), 'cache-control': 'no-cache' },
  });
}
