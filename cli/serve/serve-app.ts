// The whole web server of the embedded host as one Hono app: sign-in, the API, the files of the
// dashboard. Answers only to its own address (DNS rebinding) and its own pages (CSRF).

import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { Hono } from 'hono';
import { getCookie } from 'hono/cookie';
import { parse as parseCookies } from 'hono/utils/cookie';
import type { ApiPorts } from '../../lib/api/api-ports.js';
import { createApi } from '../../lib/api/create-api.js';
import { problemResponse } from '../../lib/api/problem.js';
import { dashboardPolicy, SECURITY_HEADERS } from '../../lib/api/security-headers.js';
import type { ServeSessions } from './serve-sessions.js';

export interface ServeAppOptions {
  readonly ports: ApiPorts;
  readonly sessions: ServeSessions;
  readonly port: number;
  /** Folder of the built dashboard. */
  readonly webDirectory: string;
  readonly maxUploadBytes?: number;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
};
const YEAR_SECONDS = 31_536_000;
const SAFE_METHODS = ['GET', 'HEAD'];

export function createServeApp(options: ServeAppOptions): Hono {
  const { port, sessions } = options;
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  const cookie = cookieName(port);
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
      return page(401, 'This link was used, or is too old. Start kxray serve again for a new one.');
    // A page of our own goes on to the dashboard: a strict cookie is not sent along a redirect that
    // another site began.
    const headers = { 'set-cookie': `${cookie}=${secret}; HttpOnly; SameSite=Strict; Path=/` };
    return page(200, 'Signed in.', { headers, refresh: '/' });
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
  app.get('*', (c) => webFile(options.webDirectory, new URL(c.req.url).pathname));
  return app;
}

export function cookieName(port: number): string {
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

function page(
  status: number,
  words: string,
  more: { readonly headers?: Readonly<Record<string, string>>; readonly refresh?: string } = {},
): Response {
  const refresh =
    more.refresh === undefined ? '' : `<meta http-equiv="refresh" content="0;url=${more.refresh}">`;
  const head = `<head><meta charset="utf-8">${refresh}<title>KXRay</title></head>`;
  const html = `<!doctype html><html lang="en">${head}<body><p>${words}</p></body></html>`;
  return new Response(html, {
    status,
    headers: { ...webHeaders('.html'), 'cache-control': 'no-store', ...more.headers },
  });
}

/** Files of the build by name; every other address is a page of the application. */
async function webFile(directory: string, pathname: string): Promise<Response> {
  const file = safePath(pathname);
  if (file !== null && extname(file) !== '') {
    const body = await read(join(directory, file));
    if (body === null)
      return problemResponse({ status: 404, code: 'not_found', detail: 'No such file.' });
    const isHashed = file.startsWith(`assets${sep}`);
    const caching = isHashed ? `public, max-age=${YEAR_SECONDS}, immutable` : 'no-cache';
    return new Response(body, {
      headers: { ...webHeaders(extname(file)), 'cache-control': caching },
    });
  }
  const index = await read(join(directory, 'index.html'));
  if (index === null) return page(503, 'The dashboard is not built: npm run web:build.');
  return new Response(index, { headers: { ...webHeaders('.html'), 'cache-control': 'no-cache' } });
}

/** Null for anything that would leave the folder. */
function safePath(pathname: string): string | null {
  let path: string;
  try {
    path = normalize(decodeURIComponent(pathname)).replace(/^[/\\]+/, '');
  } catch {
    return null;
  }
  const parts = path.split(/[/\\]/);
  return parts.includes('..') || path.includes('\0') ? null : path;
}

async function read(path: string): Promise<Buffer<ArrayBuffer> | null> {
  try {
    return (await readFile(path)) as Buffer<ArrayBuffer>;
  } catch {
    return null;
  }
}

function webHeaders(extension: string): Record<string, string> {
  return {
    'content-type': TYPES[extension] ?? 'application/octet-stream',
    'content-security-policy': dashboardPolicy(),
    ...SECURITY_HEADERS,
  };
}

function webJson(content: unknown): Response {
  return new Response(JSON.stringify(content), {
    headers: { ...webHeaders('.json'), 'cache-control': 'no-cache' },
  });
}
