// Files of the built dashboard as answers. What is under assets/ has its hash in its name: sent
// compressed, each form made once at its first request and kept in memory, kept for good by
// browsers. Nothing here holds a secret, so that the length of an answer tells nothing; answers of
// the API do, beside words of whoever asks, and stay as they are.

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { problemResponse } from '../../lib/api/problem.js';
import { dashboardPolicy, SECURITY_HEADERS } from '../../lib/api/security-headers.js';
import { preferredEncoding, type Encoding } from './preferred-encoding.js';

type Bytes = Buffer<ArrayBuffer>;

interface WebFile {
  readonly body: Bytes;
  /** Of this form alone: a strong tag never stands for two sequences of bytes. */
  readonly etag: string;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
};
/** The rest is compressed already. */
const COMPRESSIBLE = ['.js', '.css', '.svg'];
const YEAR_SECONDS = 31_536_000;
const ETAG_DIGITS = 32;
/** The last step that costs milliseconds: 11 saves 7 % more and takes seconds. */
const BROTLI_QUALITY = 9;

const COMPRESS: Readonly<Record<Encoding, (body: Bytes) => Promise<Bytes>>> = {
  br: (body) =>
    promisify<Bytes, object, Bytes>(brotliCompress)(body, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
        [constants.BROTLI_PARAM_SIZE_HINT]: body.byteLength,
      },
    }),
  gzip: promisify<Bytes, Bytes>(gzip),
};

/** Answers by name; every address without a file's ending is a page of the application. */
export function createWebAnswers(directory: string): (request: Request) => Promise<Response> {
  const compressed = new Map<string, Promise<WebFile | null>>();
  const form = (file: string, encoding: Encoding | null): Promise<WebFile | null> => {
    if (encoding === null) return readWebFile(join(directory, file));
    const key = `${encoding} ${file}`;
    const known = compressed.get(key) ?? compressFile(join(directory, file), encoding);
    compressed.set(key, known);
    const forget = (): boolean => compressed.delete(key);
    // What is not there is asked of the folder again: names must not fill the memory.
    void known.then((found) => found === null && forget(), forget);
    return known;
  };
  return async (request) => {
    const file = safePath(new URL(request.url).pathname);
    if (file === null || extname(file) === '') return applicationPage(request, directory);
    const isHashed = file.startsWith(`assets${sep}`);
    const isCompressible = isHashed && COMPRESSIBLE.includes(extname(file));
    const encoding = isCompressible
      ? preferredEncoding(request.headers.get('accept-encoding') ?? '')
      : null;
    const found = await form(file, encoding);
    if (found === null)
      return problemResponse({ status: 404, code: 'not_found', detail: 'No such file.' });
    return answer(request, found, {
      ...webHeaders(extname(file)),
      'cache-control': isHashed ? `public, max-age=${YEAR_SECONDS}, immutable` : 'no-cache',
      ...(isCompressible ? { vary: 'accept-encoding' } : {}),
      ...(encoding === null ? {} : { 'content-encoding': encoding }),
    });
  };
}

export function webHeaders(extension: string): Record<string, string> {
  return {
    'content-type': TYPES[extension] ?? 'application/octet-stream',
    'content-security-policy': dashboardPolicy(),
    ...SECURITY_HEADERS,
  };
}

/** A page of our own in plain words. */
export function plainPage(
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

async function applicationPage(request: Request, directory: string): Promise<Response> {
  const index = await readWebFile(join(directory, 'index.html'));
  if (index === null) return plainPage(503, 'The dashboard is not built: npm run web:build.');
  return answer(request, index, { ...webHeaders('.html'), 'cache-control': 'no-cache' });
}

function answer(
  request: Request,
  { body, etag }: WebFile,
  headers: Readonly<Record<string, string>>,
): Response {
  const all = { ...headers, etag };
  const known = (request.headers.get('if-none-match') ?? '').split(',');
  // A proxy between marks a tag as weak; for this question weak and strong are the same.
  if (known.some((tag) => tag.trim().replace(/^W\//, '') === etag))
    return new Response(null, { status: 304, headers: all });
  return new Response(body, { headers: all });
}

async function compressFile(path: string, encoding: Encoding): Promise<WebFile | null> {
  const plain = await readWebFile(path);
  return plain === null ? null : toWebFile(await COMPRESS[encoding](plain.body));
}

async function readWebFile(path: string): Promise<WebFile | null> {
  try {
    return toWebFile((await readFile(path)) as Bytes);
  } catch {
    return null;
  }
}

function toWebFile(body: Bytes): WebFile {
  const digest = createHash('sha256').update(body).digest('hex').slice(0, ETAG_DIGITS);
  return { body, etag: `"${digest}"` };
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
