// Everything that goes wrong leaves as problem+json (RFC 9457), from here alone: a status, a stable
// word for programs, a sentence for people. No value that was sent is ever repeated.

export interface Problem {
  readonly status: 400 | 401 | 403 | 404 | 409 | 413 | 415 | 421 | 422 | 429 | 500 | 501 | 503;
  readonly code: string;
  readonly detail: string;
  readonly retryAfterSeconds?: number;
}

const TITLES: Readonly<Record<Problem['status'], string>> = {
  400: 'Bad request',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  409: 'Conflict',
  413: 'Too large',
  415: 'Unsupported content',
  421: 'Misdirected request',
  422: 'Not acceptable',
  429: 'Too many requests',
  500: 'Something failed',
  501: 'Not on this host',
  503: 'Not ready',
};

export const NOT_FOUND: Problem = {
  status: 404,
  code: 'not_found',
  detail: 'There is nothing here, or nothing that you may see.',
};

export function problemResponse(problem: Problem): Response {
  const { status, code, detail, retryAfterSeconds } = problem;
  const body = { type: `urn:kxray:problem:${code}`, title: TITLES[status], status, code, detail };
  const headers = new Headers({
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
  });
  if (retryAfterSeconds !== undefined) headers.set('retry-after', String(retryAfterSeconds));
  return new Response(JSON.stringify(body), { status, headers });
}
