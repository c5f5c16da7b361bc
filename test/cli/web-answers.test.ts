// The files of the dashboard as they go over the line: the form that the browser takes, tags that
// stand for one form each, what browsers may keep, and nothing compressed that holds a secret.

import { beforeAll, describe, expect, it } from '@jest/globals';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { preferredEncoding } from '../../cli/serve/preferred-encoding.js';
import { createWebAnswers } from '../../cli/serve/web-answers.js';
import { temporaryDirectory } from '../adapters/embedded/temporary-directory.js';

const SCRIPT = 'export const words = "the same words again and again";\n'.repeat(200);
const FONT = 'wOF2 a font';

let directory = '';

beforeAll(() => {
  directory = temporaryDirectory();
  mkdirSync(join(directory, 'assets'));
  writeFileSync(join(directory, 'index.html'), '<title>KXRay</title>');
  writeFileSync(join(directory, 'assets', 'a-1.js'), SCRIPT);
  writeFileSync(join(directory, 'assets', 'f-1.woff2'), FONT);
});

function ask(path: string, headers: Record<string, string> = {}): Promise<Response> {
  return createWebAnswers(directory)(new Request(`http://127.0.0.1${path}`, { headers }));
}

describe('preferredEncoding', () => {
  it.each([
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip, deflate', 'gzip'],
    ['', null],
    ['identity', null],
    ['br;q=0, gzip', 'gzip'],
    ['br;q=0.5, gzip;q=0.8', 'gzip'],
    ['br;q=0.5, gzip;q=0.5', 'br'],
    ['*', 'br'],
    ['*;q=0', null],
    ['br;q=0, *', 'gzip'],
    ['gzip;q=0.2, identity;q=0.9', null],
    ['GZIP ; Q=1', 'gzip'],
    ['br;q=much', null],
  ])('of "%s" is %s', (accepted, expected) => {
    expect(preferredEncoding(accepted)).toBe(expected);
  });
});

describe('a hashed file', () => {
  const decoded = {
    br: (body: Buffer) => brotliDecompressSync(body),
    gzip: (body: Buffer) => gunzipSync(body),
    none: (body: Buffer) => body,
  };

  it.each([
    ['gzip, br', 'br'],
    ['gzip', 'gzip'],
    ['identity', 'none'],
  ] as const)('goes to who accepts "%s" as %s', async (accepted, form) => {
    const response = await ask('/assets/a-1.js', { 'accept-encoding': accepted });
    const body = Buffer.from(await response.arrayBuffer());

    expect(response.headers.get('content-encoding') ?? 'none').toBe(form);
    expect(response.headers.get('vary')).toBe('accept-encoding');
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(decoded[form](body).toString()).toBe(SCRIPT);
    expect(body.byteLength < SCRIPT.length / 10).toBe(form !== 'none');
  });

  it('has a tag for each form, and is not sent again under it', async () => {
    const tags = new Set<string>();
    for (const accepted of ['br', 'gzip', 'identity']) {
      const headers = { 'accept-encoding': accepted };
      const etag = (await ask('/assets/a-1.js', headers)).headers.get('etag') ?? '';
      tags.add(etag);
      for (const known of [etag, `W/${etag}`, `"other", ${etag}`]) {
        const again = await ask('/assets/a-1.js', { ...headers, 'if-none-match': known });

        expect([again.status, await again.text()]).toEqual([304, '']);
        expect(again.headers.get('vary')).toBe('accept-encoding');
      }
    }

    expect(tags.size).toBe(3);
    const other = { 'accept-encoding': 'br', 'if-none-match': [...tags][1] ?? '' };
    expect((await ask('/assets/a-1.js', other)).status).toBe(200);
  });

  it('is compressed once, and read no more', async () => {
    const passing = join(directory, 'assets', 'b-1.js');
    writeFileSync(passing, SCRIPT);
    const answers = createWebAnswers(directory);
    const read = async (): Promise<readonly [number, string]> => {
      const headers = { 'accept-encoding': 'br' };
      const response = await answers(new Request('http://127.0.0.1/assets/b-1.js', { headers }));
      return [response.status, response.headers.get('etag') ?? ''];
    };

    const [first, second] = await Promise.all([read(), read()]);
    rmSync(passing);

    expect(first[0]).toBe(200);
    expect(second).toEqual(first);
    expect(await read()).toEqual(first);
  });

  it('that came after it was asked for is found', async () => {
    const answers = createWebAnswers(directory);
    const request = () =>
      new Request('http://127.0.0.1/assets/c-1.js', { headers: { 'accept-encoding': 'br' } });

    const before = await answers(request());
    writeFileSync(join(directory, 'assets', 'c-1.js'), SCRIPT);

    expect([before.status, (await answers(request())).status]).toEqual([404, 200]);
  });
});

describe('another file', () => {
  it.each([
    ['a font, which is compressed already', '/assets/f-1.woff2', FONT],
    ['the page of the application', '/claims', '<title>KXRay</title>'],
  ])('is sent as it is: %s', async (_, path, content) => {
    const response = await ask(path, { 'accept-encoding': 'br, gzip' });

    expect(response.headers.get('content-encoding')).toBeNull();
    expect(await response.text()).toBe(content);
  });

  it('is asked for again each time, and sent when it has changed', async () => {
    const response = await ask('/');
    const etag = response.headers.get('etag') ?? '';

    expect(response.headers.get('cache-control')).toBe('no-cache');
    expect((await ask('/claims', { 'if-none-match': etag })).status).toBe(304);
    writeFileSync(join(directory, 'index.html'), '<title>KXRay, newer</title>');
    expect((await ask('/claims', { 'if-none-match': etag })).status).toBe(200);
  });
});
