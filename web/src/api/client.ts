// Asks the API: answers are typed by the API's own shapes, failures are one class of error, a host
// that needs a moment (202, 503 with Retry-After) is asked again.

import { identityToken } from '../session/identity-token.js';

export class ApiError extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, detail: string) {
    super(detail);
    this.name = 'ApiError';
    this.status = status;
    this.code = code;
  }
}

interface Kept {
  readonly etag: string;
  readonly body: unknown;
}

const TRIES = 60;
const kept = new Map<string, Kept>();

export async function getJson<Answer>(path: string, signal?: AbortSignal): Promise<Answer> {
  return untilDone(async () => {
    const known = kept.get(path);
    const response = await send(path, {
      ...(signal === undefined ? {} : { signal }),
      headers: known === undefined ? {} : { 'if-none-match': known.etag },
    });
    if (response.status === 304 && known !== undefined) return { body: known.body };
    return response.status === 202 ? response : { body: await answerOf(path, response) };
  });
}

interface Done {
  readonly body: unknown;
}

/** Asks again for as long as the host says that it needs a moment. */
async function untilDone<Answer>(ask: () => Promise<Done | Response>): Promise<Answer> {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const told = await ask();
    if (!(told instanceof Response)) return told.body as Answer;
    await pause(Number(told.headers.get('retry-after') ?? 1));
  }
  throw new ApiError(503, 'too_slow', 'The answer takes unusually long: try again later.');
}

export async function sendJson<Answer>(
  method: 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: unknown,
): Promise<Answer> {
  const init: RequestInit = {
    method,
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  };
  // 202 is answered only to what may be asked twice: the second time finds what the first began.
  return untilDone(async () => {
    const response = await send(path, init);
    return response.status === 202 ? response : { body: await answerOf(null, response) };
  });
}

export async function sendFile<Answer>(path: string, file: Blob): Promise<Answer> {
  const headers = { 'content-type': 'application/octet-stream' };
  return (await answerOf(
    null,
    await send(path, { method: 'POST', body: file, headers }),
  )) as Answer;
}

/** Forgets every answer: somebody else may sign in next. */
export function forgetAnswers(): void {
  kept.clear();
}

async function send(path: string, init: RequestInit): Promise<Response> {
  const token = await identityToken();
  const headers = new Headers(init.headers);
  if (token !== null) headers.set('authorization', `Bearer ${token}`);
  try {
    return await fetch(path, { ...init, headers, credentials: 'same-origin' });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiError(
      0,
      'unreachable',
      'The server does not answer. Is kxray serve still running?',
    );
  }
}

async function answerOf(path: string | null, response: Response): Promise<unknown> {
  const body: unknown = response.status === 204 ? null : await response.json().catch(() => null);
  if (!response.ok) {
    const problem = (body ?? {}) as { readonly code?: string; readonly detail?: string };
    throw new ApiError(
      response.status,
      problem.code ?? 'failed',
      problem.detail ?? 'The server answered with an error.',
    );
  }
  const etag = response.headers.get('etag');
  const isKept = response.headers.get('cache-control')?.includes('no-store') !== true;
  if (path !== null && etag !== null && isKept) kept.set(path, { etag, body });
  return body;
}

function pause(seconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1000));
}
