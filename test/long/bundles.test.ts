// The doors as they are deployed: bundled, of the promised size, started as Lambda starts them, and
// one of them run against services that answer over HTTP. What bundling leaves out would show here.

import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FUNCTION_CONTRACTS } from '../../functions/contract.js';
import { FUNCTION_NAMES, type FunctionContract } from '../../functions/function-contract.js';
import { SETTINGS } from '../../functions/environment.js';
import { temporaryDirectory } from '../adapters/embedded/temporary-directory.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const folder = temporaryDirectory();
const ARN = 'arn:aws:iam::000000000000:role/r';
const MACHINE_ARN = 'arn:aws:states:us-east-1:000000000000:stateMachine:m';
const asked: string[] = [];
let server: Server;

beforeAll(async () => {
  execFileSync(process.execPath, [join(ROOT, 'scripts', 'bundle-functions.mjs'), folder]);
  server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const { status, text } = answerTo(request, body);
      response.writeHead(status, { etag: '"e"' });
      response.end(request.method === 'HEAD' ? '' : text);
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
});
afterAll(() => void server.close());

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body;
}

/** An empty account: a session, no item, and a denial for every object that is not there. */
function answerTo({ method = '', url = '', headers }: IncomingMessage, body: string) {
  const target = String(headers['x-amz-target'] ?? '');
  const [, action = ''] = /Action=(\w+)/.exec(body) ?? [];
  const path = url.replace(/\?.*/, '').replaceAll('%3D', '=');
  asked.push(`${method} ${target || action || path}`);
  if (action === 'AssumeRole') {
    const names = ['AccessKeyId', 'SecretAccessKey', 'SessionToken'];
    const parts = names.map((name) => `<${name}>x</${name}>`).join('');
    const credentials = `${parts}<Expiration>2099-01-01T00:00:00Z</Expiration>`;
    const result = `<AssumeRoleResult><Credentials>${credentials}</Credentials></AssumeRoleResult>`;
    return { status: 200, text: `<AssumeRoleResponse>${result}</AssumeRoleResponse>` };
  }
  if (target !== '') return { status: 200, text: '{"Items":[],"Count":0}' };
  if (url.includes('list-type=2')) return { status: 200, text: '<ListBucketResult/>' };
  if (method === 'PUT') return { status: 200, text: '' };
  return { status: 403, text: '<Error><Code>AccessDenied</Code></Error>' };
}

/** In a process of its own, as a module that finds its settings in the environment. */
async function runIn(name: string, code: string): Promise<string> {
  const { port } = server.address() as AddressInfo;
  const { execFile } = await import('node:child_process');
  const file = join(folder, name, 'index.mjs');
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      ['--input-type=module', '-e', `const { handler } = await import('${file}'); ${code}`],
      { env: environmentOf(`http://127.0.0.1:${port}`) },
      (error, stdout, stderr) => (error === null ? resolve(stdout) : reject(new Error(stderr))),
    );
  });
}

/** Every setting that any door asks for: a new one needs no line here. */
function environmentOf(endpoint: string): NodeJS.ProcessEnv {
  const valueOf = (name: string): string => {
    if (name === 'MONTHLY_REPORT_ARN') return MACHINE_ARN;
    if (name.endsWith('_ARN')) return ARN;
    return name.endsWith('_URL') ? `${endpoint}/1/q` : 'name';
  };
  return {
    PATH: process.env['PATH'],
    NODE_NO_WARNINGS: '1',
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'id',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_ENDPOINT_URL: endpoint,
    ...Object.fromEntries(Object.keys(SETTINGS).map((name) => [name, valueOf(name)])),
  };
}

function filesBelow(place: string): readonly string[] {
  if (!existsSync(place)) return [];
  const entries = readdirSync(place, { recursive: true, withFileTypes: true });
  return entries.filter((each) => each.isFile()).map((each) => join(each.parentPath, each.name));
}

function packagesOf(files: readonly string[]): readonly string[] {
  const names = files.map((file) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? '');
  return [...new Set(names)].sort();
}

describe('bundles of the functions', () => {
  it.each(FUNCTION_NAMES)('stay within their size: %s', (name) => {
    const { size } = statSync(join(folder, name, 'index.mjs'));

    expect(size).toBeLessThanOrEqual(FUNCTION_CONTRACTS[name].maxBundleBytes);
  });

  it.each(FUNCTION_NAMES)('have beside them what their contract lists: %s', (name) => {
    const { native }: FunctionContract = FUNCTION_CONTRACTS[name];
    const files = filesBelow(join(folder, name, 'node_modules'));

    expect(packagesOf(files)).toEqual(native?.packages ?? []);
    const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
    expect(bytes).toBeLessThanOrEqual(native?.maxBytes ?? 0);
  });

  it('find the typesetter and its fonts from where the report is built', async () => {
    const bundle = join(folder, 'build-report', 'index.mjs');
    const code = `
      const require = (await import('node:module')).createRequire(${JSON.stringify(bundle)});
      require.resolve('@expo-google-fonts/open-sans/package.json');
      const place = require.resolve('@myriaddreamin/typst-ts-node-compiler');
      const { NodeCompiler } = await import(place);
      const pdf = NodeCompiler.create({}).pdf({ mainFileContent: 'Report' });
      console.log(Buffer.from(pdf).subarray(0, 5).toString());`;

    expect(await runIn('build-report', code)).toBe('%PDF-\n');
  });

  it.each(FUNCTION_NAMES)('start: %s', async (name) => {
    expect(await runIn(name, 'console.log(typeof handler);')).toBe('function\n');
  });

  it('publish an empty ledger over HTTP, in a session of the tenant', async () => {
    const context = '{ getRemainingTimeInMillis: () => 60_000 }';
    const call = `await handler({ tenantId: 'acme' }, ${context})`;
    const printed = await runIn('publish', `console.log(JSON.stringify(${call}));`);

    expect(printed).toMatch(/\{"tenantId":"acme","snapshotId":"[0-9a-f]{32}","lines":0\}/);
    expect(asked[0]).toBe('POST AssumeRole');
    expect(asked).toContain('POST DynamoDB_20120810.Query');
    expect(asked).toContain('PUT /name/tenant=acme/lake/current.json');
  });
});
