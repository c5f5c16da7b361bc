import { GetObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, it } from '@jest/globals';
import { S3ReceivedFiles } from '../../../lib/adapters/aws/s3-received-files.js';
import { recordedRetry } from './stub-retry.js';
import { s3Fault, stubS3, STUB_BUCKET } from './stub-s3.js';

const KEY = 'tenant=a/May remittance (1).835';
const BODY = Buffer.from('0123456789abcdef');

function openFiles(deniesAbsent = false) {
  const s3 = stubS3({ deniesAbsent });
  s3.objects.set(KEY, { body: BODY, etag: '"first"', metadata: {} });
  const options = {
    client: s3.client,
    bucket: STUB_BUCKET,
    retry: recordedRetry(4).policy,
    rangeBytes: 5,
  };
  return { s3, files: new S3ReceivedFiles(options) };
}

async function textOf(bytes: AsyncIterable<Uint8Array>): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of bytes) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}

describe('S3ReceivedFiles', () => {
  it.each([
    [0, undefined, '0123456789abcdef'],
    [3, undefined, '3456789abcdef'],
    [0, 2, '01'],
    [4, 11, '456789a'],
    [16, undefined, ''],
  ])('reads from %s to %s in ranges', async (from, to, expected) => {
    const { files } = openFiles();
    const file = await files.open({ key: KEY, etag: 'first' });

    expect(file?.bytes).toBe(16);
    expect(await textOf(file?.read(from, to) ?? emptyStream())).toBe(expected);
  });

  it.each([
    ['replaced by other content', KEY, 'second', false],
    ['gone', 'tenant=a/other.835', 'first', false],
    ['gone, to a session that may not list the bucket', 'tenant=a/other.835', 'first', true],
  ])('has none that was %s', async (_, key, etag, deniesAbsent) => {
    const { files } = openFiles(deniesAbsent);

    expect(await files.open({ key, etag })).toBeNull();
  });

  it('tries a range again after a fault that passes', async () => {
    const { s3, files } = openFiles();
    const file = await files.open({ key: KEY, etag: '"first"' });
    s3.failNext(GetObjectCommand, s3Fault('SlowDown', 503), 2);

    expect(await textOf(file?.read(0) ?? emptyStream())).toBe('0123456789abcdef');
  });

  it('fails in the middle when the file is replaced meanwhile', async () => {
    const { s3, files } = openFiles();
    const file = await files.open({ key: KEY, etag: 'first' });
    s3.objects.set(KEY, { body: BODY, etag: '"second"', metadata: {} });

    await expect(textOf(file?.read(0) ?? emptyStream())).rejects.toThrow('PreconditionFailed');
  });

  it('refuses a key without a tenant', async () => {
    const { files } = openFiles();

    await expect(files.open({ key: 'May.835', etag: 'first' })).rejects.toThrow('has a tenant');
  });
});

async function* emptyStream(): AsyncGenerator<Uint8Array> {}
