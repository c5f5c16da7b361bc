// What single doors do at their edges: files that are packed, gone or no 835, messages that are
// none, tenants beside each other, a ledger that moves on, and requests to the API.

import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { openApi, type ApiEvent } from '../../functions/api/answer-request.js';
import { newTokenKeyText } from '../../lib/adapters/common/token-key-text.js';
import { temporaryDirectory } from '../adapters/embedded/temporary-directory.js';
import { openAwsHost, TENANT, type AwsHost } from '../support/aws-host.js';
import { canonicalHost } from '../support/canonical-host.js';
import { syntheticRemittance } from './synthetic-remittance.js';

const directory = temporaryDirectory();
const KEY = newTokenKeyText();
const FILE = syntheticRemittance(40);
let hosts = 0;

function openHost(): AwsHost {
  hosts += 1;
  return openAwsHost({ directory: join(directory, `host-${hosts}`), tokenKeyText: KEY });
}

async function workOff(host: AwsHost): Promise<AwsHost> {
  await host.work();
  await host.publish();
  return host;
}

async function requestTo(host: AwsHost, path: string, tenantId: string | null) {
  const logger = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const answer = openApi(host.api, logger);
  const claims = { 'custom:tenant': tenantId, sub: 'u-1', 'cognito:groups': '[analyst]' };
  const event = {
    version: '2.0',
    rawPath: path,
    rawQueryString: '',
    headers: { host: 'api.example.org', 'x-tenant': 'other' },
    requestContext: {
      http: { method: 'GET', path },
      domainName: 'api.example.org',
      ...(tenantId === null ? {} : { authorizer: { jwt: { claims, scopes: [] } } }),
    },
    isBase64Encoded: false,
  };
  const result = await answer(event as unknown as ApiEvent);
  return result as { readonly statusCode: number; readonly body: string };
}

describe('the door for files', () => {
  it('reads a packed file as it does the plain one, and leaves no unpacked copy', async () => {
    const plain = openHost();
    plain.drop('a.835', FILE);
    await workOff(plain);
    const packed = openHost();
    packed.drop('a.835.gz', gzipSync(FILE));
    await workOff(packed);

    expect(await canonicalHost(packed.stores, TENANT)).toEqual(
      await canonicalHost(plain.stores, TENANT),
    );
    expect(await packed.stores.sealed.list(`tenant=${TENANT}/unpacked/`)).toEqual([]);
  });

  it.each([
    ['is no 835', (host: AwsHost) => host.drop('x.csv', Buffer.from('a,b\n1,2\n')), 'NOT_X12'],
    ['is empty', (host: AwsHost) => host.drop('x.835', Buffer.alloc(0)), 'EMPTY'],
    [
      'was removed before it was read',
      (host: AwsHost) => {
        host.drop('x.835', FILE);
        host.s3.buckets.get('inbox')?.clear();
      },
      'FILE_REPLACED',
    ],
  ])('accounts for a file that %s', async (_, drop, reason) => {
    const host = openHost();
    drop(host);

    expect(await host.work()).toBe(0);
    const [entry, ...others] = await host.stores.quarantine.list(TENANT);
    expect(entry).toMatchObject({ kind: 'file', reason });
    expect(others).toEqual([]);
  });

  it('passes over a folder that somebody made', async () => {
    const host = openHost();
    host.drop('incoming/', Buffer.alloc(0));

    expect(await host.work()).toBe(0);
    expect(await host.stores.quarantine.list(TENANT)).toEqual([]);
  });

  it.each([
    ['not json', 'received'],
    ['{"source":"aws.s3","detail":{"object":{"key":"May.835","etag":"e"}}}', 'received'],
    ['{"kind":"post_batch","key":"staged/x"}', 'batches'],
    ['{"kind":"post_batch","key":"tenant=a/staged/x","tenantId":"b"}', 'batches'],
  ] as const)('gives back the message %s', async (body, queue) => {
    const host = openHost();

    expect(await host.deliver({ queue, body })).toBe(false);
  });
});

describe('tenants', () => {
  it('come from the folder of the file, and have nothing in common', async () => {
    const host = openHost();
    host.drop('a.835', FILE, 'other');
    await host.work();

    const { ledger, objects } = host.stores;
    expect(await ledger.listShards(TENANT)).toEqual([]);
    expect((await ledger.listShards('other')).length).toBeGreaterThan(0);
    expect(await objects.list(`tenant=${TENANT}/`)).toEqual([]);
    // Another token key, so that the same person has another name.
    const mine = openHost();
    mine.drop('a.835', FILE);
    await workOff(mine);
    const { documents } = await canonicalHost(mine.stores, TENANT);
    const others = await canonicalHost(host.stores, 'other');
    const names = new Set(Object.keys(documents));
    expect(Object.keys(others.documents).filter((name) => names.has(name))).toEqual([]);
  });
});

describe('the door that reconciles', () => {
  it('does not take for drift what came in since the publish', async () => {
    const host = openHost();
    expect(await host.reconcile()).toMatchObject({ isAgreed: null });
    host.drop('a.835', FILE);
    await workOff(host);
    host.drop('b.835', syntheticRemittance(40, 9));
    await host.work();

    expect(await host.reconcile()).toMatchObject({ isAgreed: null, differences: 0 });
  });

  it('fails by its own name when the log lacks what the ledger has', async () => {
    const host = openHost();
    host.drop('a.835', FILE);
    await host.work();
    for (const key of await host.stores.objects.list(`tenant=${TENANT}/lake/claim_lines/`)) {
      await host.stores.objects.remove(key);
    }
    await host.publish();

    await expect(host.reconcile()).rejects.toMatchObject({ name: 'DriftError' });
  });
});

describe('the door of the API', () => {
  it.each([
    ['/api/health', null, 200],
    ['/api/totals', null, 401],
    ['/api/me', TENANT, 200],
    ['/api/reference', TENANT, 200],
    ['/api/me', 'a/b', 401],
    ['/api/nothing', TENANT, 404],
  ])('answers %s of %s with %i', async (path, tenantId, status) => {
    expect((await requestTo(openHost(), path, tenantId)).statusCode).toBe(status);
  });

  it('knows the tenant from the token, whatever a header says', async () => {
    const { body } = await requestTo(openHost(), '/api/me', TENANT);

    expect(JSON.parse(body)).toMatchObject({ tenantId: TENANT, role: 'analyst' });
  });
});
