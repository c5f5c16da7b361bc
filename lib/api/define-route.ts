// One way to add a route: by its row of the access table. In this order: who asks, may they, not
// too often, is the question well formed - and only then the handler. What it says is audited
// before it leaves.

import { createHash } from 'node:crypto';
import type { OpenAPIHono } from '@hono/zod-openapi';
import type * as z from 'zod';
import { ACCESS_TABLE, mayCall, type AccessRow, type RouteId } from './access-table.js';
import type { ApiContext } from './api-context.js';
import type { Principal } from './principal.js';
import { problemResponse, type Problem } from './problem.js';

type Schema = z.ZodObject | z.ZodDiscriminatedUnion;
type Parsed<Of> = Of extends z.ZodType ? z.output<Of> : undefined;

export interface RouteShapes {
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: Schema;
  readonly answer: z.ZodType;
}

export interface Call<Shapes extends RouteShapes> {
  readonly principal: Principal;
  readonly params: Parsed<Shapes['params']>;
  readonly query: Parsed<Shapes['query']>;
  readonly body: Parsed<Shapes['body']>;
  readonly request: Request;
  /** ISO instant. */
  readonly now: string;
}

export type Answer<Body> =
  | {
      readonly kind: 'ok';
      readonly body: Body;
      /** For the audit trail. */
      readonly subject?: string;
      readonly rows?: number;
    }
  | { readonly kind: 'later'; readonly retrySeconds?: number; readonly subject?: string }
  | { readonly kind: 'file'; readonly response: Response; readonly subject: string }
  | { readonly kind: 'problem'; readonly problem: Problem };

export type Handler<Shapes extends RouteShapes> = (
  call: Call<Shapes>,
) => Promise<Answer<z.output<Shapes['answer']>>>;

const RETRY_SECONDS = 1;

export function ok<Body>(
  body: Body,
  noted: { subject?: string; rows?: number } = {},
): Answer<Body> {
  return { kind: 'ok', body, ...noted };
}

export function fail(problem: Problem): Answer<never> {
  return { kind: 'problem', problem };
}

export function defineRoute<Shapes extends RouteShapes>(
  app: OpenAPIHono,
  context: ApiContext,
  route: { readonly id: RouteId; readonly shapes: Shapes; readonly handler: Handler<Shapes> },
): void {
  const row: AccessRow = ACCESS_TABLE[route.id];
  document(app, row, route.shapes);
  const path = row.path.replaceAll(/\{(\w+)\}/g, ':$1');
  app.on(row.method.toUpperCase(), path, async (c) => {
    const entry = await admit(context, route.id, c.req.raw);
    if (entry.kind === 'refused') return problemResponse(entry.problem);
    const call = await parseCall(route.shapes, {
      params: c.req.param(),
      query: c.req.query(),
      request: c.req.raw,
    });
    if (call === null) return problemResponse(MALFORMED);
    const { principal } = entry;
    const now = context.ports.clock.now();
    const answer = await route.handler({
      ...call,
      principal,
      request: c.req.raw,
      now,
    } as Call<Shapes>);
    const response = toResponse(answer, { row, request: c.req.raw });
    if (row.audit !== null) {
      await context.audit.add(principal, {
        at: now,
        action: row.audit,
        route: route.id,
        subject: 'subject' in answer ? (answer.subject ?? null) : null,
        status: response.status,
        rows: answer.kind === 'ok' ? (answer.rows ?? null) : null,
      });
    }
    return response;
  });
}

const MALFORMED: Problem = {
  status: 400,
  code: 'malformed',
  detail: 'The request is not in the form that the API document describes.',
};

type Admission =
  | { readonly kind: 'admitted'; readonly principal: Principal }
  | { readonly kind: 'refused'; readonly problem: Problem };

async function admit(context: ApiContext, routeId: RouteId, request: Request): Promise<Admission> {
  const principal = await context.options.authenticate(request);
  if (principal === null) {
    const detail = 'Sign in first: there is no session, or it has ended.';
    return { kind: 'refused', problem: { status: 401, code: 'not_signed_in', detail } };
  }
  if (!mayCall(routeId, principal.role)) {
    const detail = 'Your role may not do that.';
    return { kind: 'refused', problem: { status: 403, code: 'not_allowed', detail } };
  }
  const limit = routeId === 'lookUp' ? context.lookUpLimit : context.callLimit;
  if (
    !limit.take(`${principal.tenantId} ${principal.userId}`, Date.parse(context.ports.clock.now()))
  ) {
    const detail = 'Too many requests: wait a moment.';
    const problem = { status: 429, code: 'too_many', detail, retryAfterSeconds: 5 } as const;
    return { kind: 'refused', problem };
  }
  return { kind: 'admitted', principal };
}

interface Raw {
  readonly params: unknown;
  readonly query: unknown;
  readonly request: Request;
}

/** Null where any part does not fit. */
async function parseCall(
  shapes: RouteShapes,
  raw: Raw,
): Promise<{
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
} | null> {
  const params = shapes.params?.safeParse(raw.params);
  const query = shapes.query?.safeParse(raw.query);
  const body = shapes.body?.safeParse(await jsonOf(raw.request));
  if ([params, query, body].some((each) => each?.success === false)) return null;
  return { params: params?.data, query: query?.data, body: body?.data };
}

const BODY_BYTES_MAX = 64 * 1024;

/** Undefined for anything but a small JSON body: a form cannot post one across origins. */
async function jsonOf(request: Request): Promise<unknown> {
  if (!/^application\/json\b/.test(request.headers.get('content-type') ?? '')) return undefined;
  if (Number(request.headers.get('content-length') ?? 0) > BODY_BYTES_MAX) return undefined;
  try {
    const text = await request.text();
    return text.length > BODY_BYTES_MAX ? undefined : (JSON.parse(text) as unknown);
  } catch {
    return undefined;
  }
}

function toResponse<Body>(
  answer: Answer<Body>,
  { row, request }: { readonly row: AccessRow; readonly request: Request },
): Response {
  switch (answer.kind) {
    case 'problem':
      return problemResponse(answer.problem);
    case 'file':
      return answer.response;
    case 'later':
      return new Response(JSON.stringify({ state: 'pending' }), {
        status: 202,
        headers: {
          'content-type': 'application/json',
          'cache-control': 'no-store',
          'retry-after': String(answer.retrySeconds ?? RETRY_SECONDS),
        },
      });
    case 'ok':
      return jsonResponse(answer.body, { row, request });
  }
}

function jsonResponse(
  body: unknown,
  { row, request }: { readonly row: AccessRow; readonly request: Request },
): Response {
  const text = JSON.stringify(body);
  const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`;
  const headers = new Headers({
    'content-type': 'application/json',
    etag,
    // What is about a beneficiary is kept by no browser, not even to be asked about again.
    'cache-control': row.audit === null && row.method === 'get' ? 'private, no-cache' : 'no-store',
    vary: 'Cookie, Authorization',
  });
  const isSame = row.method === 'get' && request.headers.get('if-none-match') === etag;
  return isSame ? new Response(null, { status: 304, headers }) : new Response(text, { headers });
}

function document(app: OpenAPIHono, row: AccessRow, shapes: RouteShapes): void {
  const roles = row.roles === 'anyone' ? 'anyone' : row.roles.join(', ');
  const { method, path, summary } = row;
  app.openAPIRegistry.registerPath({
    method,
    path,
    summary,
    description: `Roles: ${roles}.`,
    request: {
      ...(shapes.params === undefined ? {} : { params: shapes.params }),
      ...(shapes.query === undefined ? {} : { query: shapes.query }),
      ...(shapes.body === undefined
        ? {}
        : { body: { content: { 'application/json': { schema: shapes.body } } } }),
    },
    responses: {
      200: { description: summary, content: { 'application/json': { schema: shapes.answer } } },
      default: { description: 'What went wrong', content: { 'application/problem+json': {} } },
    },
  });
}
