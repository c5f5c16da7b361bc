// What the pages do while a host needs a moment: ask again until it is done, changes too.

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { getJson, sendJson } from '../../web/src/api/client.js';

const SOON = { 'retry-after': '0' };

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body: string;
}

const fetchAsBefore = globalThis.fetch;
let asked: Asked[] = [];
let answers: Response[] = [];

beforeEach(() => {
  asked = [];
  globalThis.fetch = (path, init) => {
    const body = typeof init?.body === 'string' ? init.body : '';
    asked.push({ method: init?.method ?? 'GET', path: path as string, body });
    const answer = answers.shift();
    return answer === undefined ? Promise.reject(new TypeError('down')) : Promise.resolve(answer);
  };
});
afterEach(() => {
  globalThis.fetch = fetchAsBefore;
});

function pending(): Response {
  return Response.json({ state: 'pending' }, { status: 202, headers: SOON });
}

describe('what takes a moment', () => {
  it('is asked for again', async () => {
    answers = [pending(), pending(), Response.json({ lines: 3 })];
    expect(await getJson('/api/parts')).toEqual({ lines: 3 });
    expect(asked).toHaveLength(3);
  });

  it('is sent again with the same words', async () => {
    answers = [pending(), Response.json({ edition: 1 })];
    expect(await sendJson('POST', '/api/reports', { month: '2026-08' })).toEqual({ edition: 1 });
    const once = { method: 'POST', path: '/api/reports', body: '{"month":"2026-08"}' };
    expect(asked).toEqual([once, once]);
  });

  it('may fail in the end', async () => {
    const problem = { code: 'failed', detail: 'No such month.' };
    answers = [pending(), Response.json(problem, { status: 422 })];
    const failure = await sendJson('POST', '/api/reports', {}).catch((error: unknown) => error);
    expect(failure).toMatchObject({ status: 422, message: 'No such month.' });
  });
});

describe('what is known already', () => {
  it('is not sent twice', async () => {
    const headers = { etag: '"a"' };
    answers = [Response.json({ n: 1 }, { headers }), new Response(null, { status: 304 })];
    expect(await getJson('/api/today')).toEqual({ n: 1 });
    expect(await getJson('/api/today')).toEqual({ n: 1 });
  });

  it('is said when nobody answers', async () => {
    answers = [];
    const failure = await getJson('/api/nothing').catch((error: unknown) => error);
    expect(failure).toMatchObject({ status: 0, code: 'unreachable' });
  });
});
