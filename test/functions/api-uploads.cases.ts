// A file from a browser to the ledger: the signed form and what it lets in, the note that it was
// sent, how far it is, and who may.

import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { IngestJob, UploadForm } from '../../lib/api/contract/ingest.js';
import { takeForm, type TakenForm } from '../adapters/aws/stub-s3-form.js';
import { TENANT } from '../support/aws-host.js';
import { apiWorkspace, type ApiWorkspace } from './api-workspace.js';
import { syntheticRemittance } from './synthetic-remittance.js';

const FILE = syntheticRemittance(60, 21);
const OTHER_FILE = Buffer.from(FILE).fill('X', 0, 3);
const UPLOADS = '/api/ingest/uploads';
let workspace: ApiWorkspace;

beforeAll(async () => {
  workspace = await apiWorkspace();
});

function announced(file: Uint8Array = FILE) {
  return { bytes: file.length, sha256: createHash('sha256').update(file).digest('base64') };
}

async function signed(tenantId = TENANT): Promise<UploadForm> {
  const { ask } = workspace;
  const answer = await ask({ method: 'POST', path: UPLOADS, body: announced(), tenantId });
  expect(answer.status).toBe(200);
  return answer.json<UploadForm>();
}

function send(form: UploadForm, file: Uint8Array = FILE, now = new Date().toISOString()) {
  return takeForm({ ...form, file, secret: process.env['AWS_SECRET_ACCESS_KEY'] ?? '', now });
}

async function jobsOf(tenantId = TENANT): Promise<readonly IngestJob[]> {
  const answer = await workspace.ask({ path: '/api/ingest/jobs', tenantId });
  return answer.json<{ readonly jobs: readonly IngestJob[] }>().jobs;
}

describe('a form for the inbox', () => {
  it('names the folder of the tenant, the key of the inbox, and nothing of the file', async () => {
    const { url, fields, uploadId } = await signed();

    expect(url).toBe('https://inbox.s3.us-east-1.amazonaws.com/');
    expect(fields).toMatchObject({
      key: `tenant=${TENANT}/incoming/${uploadId.replace('.', '/')}`,
      'Content-Type': 'application/octet-stream',
      'x-amz-server-side-encryption': 'aws:kms',
      'x-amz-server-side-encryption-aws-kms-key-id': 'arn:aws:kms:us-east-1:000000000000:key/inbox',
    });
  });

  it.each<[string, (form: UploadForm) => TakenForm | string, string]>([
    ['other content', (form) => send(form, OTHER_FILE), 'BadDigest'],
    ['a longer file', (form) => send(form, Buffer.concat([FILE, FILE])), 'EntityTooLarge'],
    ['a late file', (form) => send(form, FILE, '2999-01-01T00:00:00Z'), 'AccessDenied: expired'],
    [
      "another tenant's folder",
      (form) => send({ ...form, fields: { ...form.fields, key: 'tenant=other/incoming/x' } }),
      'AccessDenied: key',
    ],
    [
      'another encryption',
      (form) =>
        send({ ...form, fields: { ...form.fields, 'x-amz-server-side-encryption': 'AES256' } }),
      'AccessDenied: x-amz-server-side-encryption',
    ],
    [
      'a field of its own',
      (form) => send({ ...form, fields: { ...form.fields, tagging: 'x' } }),
      'AccessDenied: extra fields',
    ],
    [
      'a policy of its own',
      (form) => send({ ...form, fields: { ...form.fields, Policy: 'e30=' } }),
      'SignatureDoesNotMatch',
    ],
  ])('does not let %s in', async (_, sendIt, refusal) => {
    expect(sendIt(await signed())).toBe(refusal);
  });

  it.each([
    ['of more than 256 MB', { ...announced(), bytes: 256 * 1024 * 1024 + 1 }, 413],
    ['of 100 MB', { ...announced(), bytes: 100_000_000 }, 200],
    ['of nothing', { ...announced(), bytes: 0 }, 400],
    ['without a checksum', { bytes: 5 }, 400],
    ['with a name', { ...announced(), sha256: 'Smith_Jane.835' }, 400],
  ])('is asked for %s', async (_, body, status) => {
    expect((await workspace.ask({ method: 'POST', path: UPLOADS, body })).status).toBe(status);
  });

  it.each([
    ['viewer', 403],
    ['reviewer', 403],
    ['analyst', 200],
    ['admin', 200],
  ] as const)('is for a %s: %i', async (role, status) => {
    const answer = await workspace.ask({ method: 'POST', path: UPLOADS, body: announced(), role });

    expect(answer.status).toBe(status);
  });

  it('takes the place of the way through the API', async () => {
    const path = '/api/ingest/files?name=a.835';
    const headers = { 'content-type': 'application/octet-stream' };
    const answer = await workspace.ask({ method: 'POST', path, body: 'x', headers });

    expect(answer.status).toBe(501);
  });
});

describe('a file that was sent', () => {
  it('is followed from the inbox to the ledger', async () => {
    const { host, ask } = workspace;
    const form = await signed();
    const taken = send(form);
    if (typeof taken === 'string') throw new Error(taken);
    host.arrive(taken);
    const path = `${UPLOADS}/${form.uploadId}/sent`;
    const noted = await ask({
      method: 'POST',
      path,
      body: { bytes: FILE.length, etag: taken.etag },
    });
    const states = [(await jobsOf())[0]?.state];
    const [received] = host.waiting.splice(0, 1);
    if (received !== undefined) await host.deliver(received);
    states.push((await jobsOf())[0]?.state);
    await host.work();
    const [job] = await jobsOf();

    expect(noted.status).toBe(200);
    expect([...states, job?.state]).toEqual(['waiting', 'reading', 'done']);
    expect(job).toMatchObject({
      jobId: form.uploadId,
      name: taken.key.replace(`tenant=${TENANT}/`, ''),
      bytesRead: FILE.length,
      summary: { isBalanced: true, isReadWhole: true },
    });
    const fates = job?.summary?.rows.map(({ fate }) => fate);
    expect(fates?.[0]).toBe('posted');
  });

  it('is a job of its own tenant', async () => {
    expect((await jobsOf()).length).toBeGreaterThan(0);
    expect(await jobsOf('other')).toEqual([]);
  });

  it("cannot be said to lie in another tenant's folder", async () => {
    const { host, ask } = workspace;
    const { uploadId } = await signed();
    const path = `${UPLOADS}/${uploadId}/sent`;
    const body = { bytes: 3, etag: 'abc' };
    await ask({ method: 'POST', path, body, tenantId: 'other' });
    const keys = [...host.s3.objects.keys()].filter((key) => key.includes(uploadId));

    expect(keys).toEqual([expect.stringMatching(/^tenant=other\/uploads\//)]);
  });
});
