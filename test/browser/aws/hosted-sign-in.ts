// What Cognito's hosted pages do for a browser: a page to choose who one is, the code flow with
// PKCE, signed tokens, revocation and the way out. Strict where a mistake of ours would show.

import {
  createHash,
  generateKeyPairSync,
  randomUUID,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { ROLES, type Role } from '../../../lib/api/principal.js';

export interface HostedSignIn {
  readonly issuer: string;
  readonly domain: string;
  readonly clientId: string;
  /** The claims of a token that the gateway would let in, else null. */
  claimsOf(token: string): Claims | null;
  /** Told on revocation; a gateway that checks signatures only would not know. */
  readonly revoked: readonly string[];
  close(): void;
}

export interface Claims {
  readonly sub: string;
  readonly role: Role;
}

interface Asked {
  readonly challenge: string;
  readonly redirectUri: string;
  readonly nonce: string | null;
  readonly role: Role;
}

const LIFE_SECONDS = 3600;
const CLIENT_ID = 'dashboard';

export async function openHostedSignIn(options: {
  readonly port: number;
  readonly site: string;
  readonly tenantId: string;
}): Promise<HostedSignIn> {
  const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const domain = `http://127.0.0.1:${options.port}`;
  const issuer = `${domain}/pool`;
  const codes = new Map<string, Asked>();
  const revoked: string[] = [];
  const home = `${options.site}/`;

  function authorize(query: URLSearchParams, response: ServerResponse): void {
    const isRight =
      query.get('client_id') === CLIENT_ID &&
      query.get('redirect_uri') === home &&
      query.get('response_type') === 'code' &&
      query.get('code_challenge_method') === 'S256' &&
      query.has('state');
    if (!isRight) return refuse(response, 'authorize');
    const links = ROLES.map((role) => {
      const code = randomUUID();
      codes.set(code, {
        challenge: query.get('code_challenge') ?? '',
        redirectUri: home,
        nonce: query.get('nonce'),
        role,
      });
      const back = new URLSearchParams({ code, state: query.get('state') ?? '' }).toString();
      return `<p><a href="${home}?${back.replaceAll('&', '&amp;')}">as ${role}</a></p>`;
    });
    response.setHeader('content-type', 'text/html');
    response.end(`<!doctype html><title>Sign in</title><h1>Who is there?</h1>${links.join('')}`);
  }

  function giveTokens(form: URLSearchParams, response: ServerResponse): void {
    const asked = codes.get(form.get('code') ?? '');
    // A code is good once.
    codes.delete(form.get('code') ?? '');
    const proof = createHash('sha256').update(form.get('code_verifier') ?? '');
    const isRight =
      form.get('grant_type') === 'authorization_code' &&
      form.get('client_id') === CLIENT_ID &&
      form.get('redirect_uri') === asked?.redirectUri &&
      proof.digest('base64url') === asked?.challenge;
    if (!isRight || asked === undefined) return refuse(response, 'token');
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      iss: issuer,
      aud: CLIENT_ID,
      sub: `${asked.role}-1`,
      iat: now,
      exp: now + LIFE_SECONDS,
      'custom:tenant': options.tenantId,
      'cognito:groups': [asked.role],
      ...(asked.nonce === null ? {} : { nonce: asked.nonce }),
    };
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify({
        id_token: signed(claims, keys.privateKey),
        access_token: signed({ iss: issuer, sub: claims.sub, exp: claims.exp }, keys.privateKey),
        refresh_token: randomUUID(),
        token_type: 'Bearer',
        expires_in: LIFE_SECONDS,
      }),
    );
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', domain);
    // What Cognito allows to scripts: the page of its client.
    response.setHeader('access-control-allow-origin', options.site);
    const isPost = request.method === 'POST';
    const form = new URLSearchParams(isPost ? await text(request) : '');
    if (url.pathname === '/oauth2/authorize') return authorize(url.searchParams, response);
    if (isPost && url.pathname === '/oauth2/token') return giveTokens(form, response);
    if (isPost && url.pathname === '/oauth2/revoke') {
      revoked.push(form.get('token') ?? '');
      response.end();
      return;
    }
    const isLogout =
      url.pathname === '/logout' &&
      url.searchParams.get('client_id') === CLIENT_ID &&
      url.searchParams.get('logout_uri') === home;
    if (!isLogout) return refuse(response, url.pathname);
    response.writeHead(302, { location: home });
    response.end();
  }

  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((ready) => server.listen(options.port, '127.0.0.1', ready));
  return {
    issuer,
    domain,
    clientId: CLIENT_ID,
    revoked,
    claimsOf: (token) => claimsOf(token, keys.publicKey, issuer),
    close: () => void server.close(),
  };
}

function refuse(response: ServerResponse, what: string): void {
  response.writeHead(400, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ error: 'invalid_request', error_description: what }));
}

function signed(claims: object, key: KeyObject): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const body = `${part({ alg: 'RS256', kid: '1' })}.${part(claims)}`;
  return `${body}.${sign('sha256', Buffer.from(body), key).toString('base64url')}`;
}

function claimsOf(token: string, key: KeyObject, issuer: string): Claims | null {
  const [head = '', body = '', signature = ''] = token.split('.');
  const bytes = Buffer.from(`${head}.${body}`);
  if (!verify('sha256', bytes, key, Buffer.from(signature, 'base64url'))) return null;
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as Record<string, unknown>;
  const isGood =
    claims['iss'] === issuer &&
    claims['aud'] === CLIENT_ID &&
    Number(claims['exp']) * 1000 > Date.now();
  const [group] = (claims['cognito:groups'] ?? []) as readonly string[];
  const role = ROLES.find((each) => each === group);
  return isGood && role !== undefined ? { sub: String(claims['sub']), role } : null;
}
