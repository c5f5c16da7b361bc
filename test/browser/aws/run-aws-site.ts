// The dashboard as the aws host serves it, in a process of its own: built files under the site's
// policy, hosted sign-in on another origin, and behind a gateway that checks tokens the very door
// of the API on emulated services. Prints its addresses; ends on SIGINT.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { text } from 'node:stream/consumers';
import { tmpdir } from 'node:os';
import { newTokenKeyText } from '../../../lib/adapters/common/token-key-text.js';
import { dashboardPolicy, SECURITY_HEADERS } from '../../../lib/api/security-headers.js';
import { openAskApi } from '../../functions/ask-api.js';
import { syntheticRemittance } from '../../functions/synthetic-remittance.js';
import { openAwsHost, TENANT } from '../../support/aws-host.js';
import { openHostedSignIn } from './hosted-sign-in.js';

const CLAIMS = 200;
const DIST = join(import.meta.dirname, '..', '..', '..', 'web', 'dist');
const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

const directory = mkdtempSync(join(tmpdir(), 'kxray-aws-site-'));
const host = openAwsHost({ directory, tokenKeyText: newTokenKeyText() });
host.drop('a.835', syntheticRemittance(CLAIMS));
await host.work();
await host.publish();
await host.score();
const ask = openAskApi(host);

const server = createServer((request, response) => void answer(request, response));
await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
const site = `http://127.0.0.1:${portOf(server.address())}`;
const spare = createServer();
await new Promise<void>((ready) => spare.listen(0, '127.0.0.1', ready));
const port = portOf(spare.address());
await new Promise((closed) => spare.close(closed));
const cognito = await openHostedSignIn({ port, site, tenantId: TENANT });
const policy = dashboardPolicy({ connectTo: [cognito.domain] });
process.stdout.write(`The site is at ${site}, sign-in at ${cognito.domain}.\n`);
process.once('SIGINT', () => {
  rmSync(directory, { recursive: true, force: true });
  process.exit(0);
});

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', site);
  if (url.pathname.startsWith('/api/')) return answerApi(request, response, url);
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
  response.setHeader('content-security-policy', policy);
  if (url.pathname === '/config.json') {
    const { issuer, domain, clientId } = cognito;
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ signIn: 'cognito', issuer, domain, clientId }));
    return;
  }
  // Any path without an ending is a page of the one program, as the site's rewrite has it.
  const path = extname(url.pathname) === '' ? '/index.html' : normalize(url.pathname);
  try {
    const body = readFileSync(join(DIST, path));
    response.setHeader('content-type', TYPES[extname(path)] ?? 'application/octet-stream');
    response.end(body);
  } catch {
    response.writeHead(404);
    response.end();
  }
}

async function answerApi(
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  const claims = cognito.claimsOf(
    /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '',
  );
  if (claims === null) {
    // The gateway itself: no code of ours runs.
    response.writeHead(401, { 'content-type': 'application/json' });
    response.end('{"message":"Unauthorized"}');
    return;
  }
  const body = await text(request);
  const headers = Object.fromEntries(
    Object.entries(request.headers).flatMap(([name, value]) =>
      typeof value === 'string' && name !== 'authorization' ? [[name, value]] : [],
    ),
  );
  const answered = await ask({
    method: request.method ?? 'GET',
    path: `${url.pathname}${url.search}`,
    ...(body === '' ? {} : { body: JSON.parse(body) as unknown }),
    headers: { ...headers, host: 'api.example.org' },
    role: claims.role,
    userId: claims.sub,
  });
  response.writeHead(answered.status, answered.headers);
  response.end(answered.bytes);
}

function portOf(address: ReturnType<typeof server.address>): number {
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
