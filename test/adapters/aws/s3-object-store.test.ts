// The ObjectStore suite on S3's calls, and what only S3 does: other ETags, lost answers, faults.

import { beforeEach, describe, expect, it } from '@jest/globals';
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { S3ObjectStore } from '../../../lib/adapters/aws/s3-object-store.js';
import type { PutCondition } from '../../../lib/ports/object-store.js';
import { bytes } from '../../ports/object-bodies.js';
import { objectStoreSuite } from '../../ports/object-store.suite.js';
import { recordedRetry } from './stub-retry.js';
import { STUB_BUCKET, s3Fault, stubS3 } from './stub-s3.js';

const KEY = 'tenant=a/pointer';
const ATTEMPTS = 4;

describe('S3ObjectStore', () => {
  let s3: ReturnType<typeof stubS3>;
  let retry: ReturnType<typeof recordedRetry>;
  let store: S3ObjectStore;
  beforeEach(() => {
    s3 = stubS3();
    retry = recordedRetry(ATTEMPTS);
    store = new S3ObjectStore({ client: s3.client, bucket: STUB_BUCKET, retry: retry.policy });
  });

  objectStoreSuite(async () => {
    const { client, mock } = stubS3();
    return {
      store: new S3ObjectStore({ client, bucket: STUB_BUCKET }),
      close: async () => mock.restore(),
    };
  });

  describe('in a session that may not list the bucket, so that S3 denies what is absent', () => {
    objectStoreSuite(async () => {
      const { client, mock } = stubS3({ deniesAbsent: true });
      return {
        store: new S3ObjectStore({ client, bucket: STUB_BUCKET }),
        close: async () => mock.restore(),
      };
    });

    it('does not take a real denial for absence', async () => {
      await store.put(KEY, bytes('one'));
      s3.failNext(GetObjectCommand, s3Fault('AccessDenied', 403), ATTEMPTS);
      await expect(store.get(KEY)).rejects.toThrow('AccessDenied');
      // No word but the status: an answer to HEAD has no body.
      s3.failNext(HeadObjectCommand, s3Fault('Unknown', 403), ATTEMPTS);
      await expect(store.put(KEY, bytes('two'), { ifMatch: 'x' })).rejects.toThrow('Unknown');
    });
  });

  it('leaves the choice of encryption to the bucket', async () => {
    await store.put(KEY, bytes('one'), { ifAbsent: true });
    await store.copy(KEY, `${KEY}2`);
    const inputs = s3.mock.calls().map(({ args: [{ input }] }) => Object.keys(input));
    expect(inputs.flat().filter((name) => /Encrypt|KMS|SSE|ACL/i.test(name))).toEqual([]);
  });

  it('needs one call where S3 alone can decide, and a look first on a known etag', async () => {
    await store.put(KEY, bytes('one'));
    await store.put(KEY, bytes('one'), { ifAbsent: true });
    const etag = (await store.get(KEY))?.etag ?? '';
    s3.mock.resetHistory();

    await store.put(`${KEY}2`, bytes('two'), { ifAbsent: true });
    expect(callNames(s3)).toEqual(['PutObjectCommand']);
    await store.put(KEY, bytes('two'), { ifMatch: etag });
    expect(callNames(s3).slice(1)).toEqual(['HeadObjectCommand', 'PutObjectCommand']);
  });

  it('is refused by S3 when somebody writes between its look and its put', async () => {
    const put = await store.put(KEY, bytes('one'));
    const etag = put.kind === 'stored' ? put.etag : '';
    const [mine, theirs] = await Promise.all([
      store.put(KEY, bytes('mine'), { ifMatch: etag }),
      store.put(KEY, bytes('theirs')),
    ]);
    expect([theirs.kind, mine.kind]).toEqual(['stored', 'condition_failed']);
    const body = (await store.get(KEY))?.body;
    expect(Buffer.from(body ?? []).toString()).toBe('theirs');
  });

  it.each<{ condition: 'none' | 'absent' | 'match'; calls: number }>([
    { condition: 'none', calls: 2 },
    { condition: 'absent', calls: 3 },
    { condition: 'match', calls: 4 },
  ])('knows its own put when the answer was lost ($condition)', async ({ condition, calls }) => {
    const etag = condition === 'match' ? await putEtag(store, 'before') : '';
    const conditions: Record<typeof condition, PutCondition | undefined> = {
      none: undefined,
      absent: { ifAbsent: true },
      match: { ifMatch: etag },
    };
    s3.mock.resetHistory();
    s3.loseNext(PutObjectCommand);

    const result = await store.put(KEY, bytes('mine'), conditions[condition]);

    expect(result).toEqual({ kind: 'stored', etag: (await store.get(KEY))?.etag });
    expect(callNames(s3).filter((name) => name !== 'GetObjectCommand')).toHaveLength(
      condition === 'match' ? calls - 1 : calls,
    );
  });

  it('gives an etag to objects that somebody else put, and moves from it', async () => {
    s3.objects.set(KEY, { body: bytes('theirs'), etag: '"0123"', metadata: {} });
    const stored = await store.get(KEY);
    expect(stored?.etag).toBe('"0123"');
    expect((await store.put(KEY, bytes('mine'), { ifMatch: '"0123"' })).kind).toBe('stored');
  });

  it.each([
    { fault: 'SlowDown', status: 503 },
    { fault: 'InternalError', status: 500 },
    { fault: 'ConditionalRequestConflict', status: 409 },
    { fault: 'OperationAborted', status: 409 },
    { fault: 'RequestTimeout', status: 400 },
  ])('goes on after $fault of any call', async ({ fault, status }) => {
    const calls = [PutObjectCommand, GetObjectCommand, ListObjectsV2Command, CopyObjectCommand];
    for (const call of [...calls, HeadObjectCommand, DeleteObjectCommand]) {
      s3.failNext(call, s3Fault(fault, status));
    }
    const etag = await putEtag(store, 'one');
    expect((await store.put(KEY, bytes('two'), { ifMatch: etag })).kind).toBe('stored');
    await store.copy(KEY, `${KEY}2`);
    await store.remove(KEY);
    expect(await store.get(KEY)).toBeNull();
    expect(await store.list('tenant=a/')).toEqual([`${KEY}2`]);
    expect(retry.waits).toEqual([19, 19, 19, 19, 19, 19]);
  });

  it('gives up by name when S3 stays busy', async () => {
    s3.failNext(GetObjectCommand, s3Fault('SlowDown', 503), ATTEMPTS);
    await expect(store.get(KEY)).rejects.toMatchObject({
      name: 'ServiceBusyError',
      retryable: true,
    });
    expect(retry.waits).toHaveLength(ATTEMPTS - 1);
  });

  it('is refused at once, without the words of S3, where it may not do a thing', async () => {
    s3.failNext(PutObjectCommand, s3Fault('AccessDenied', 403));
    await expect(store.put(KEY, bytes('one'))).rejects.toThrow(
      'PutObject was refused: AccessDenied',
    );
    expect(retry.waits).toEqual([]);
  });

  it('names an absent object to copy', async () => {
    await expect(store.copy(KEY, `${KEY}2`)).rejects.toMatchObject({ name: 'ObjectNotFoundError' });
  });
});

async function putEtag(store: S3ObjectStore, text: string): Promise<string> {
  const result = await store.put(KEY, bytes(text));
  return result.kind === 'stored' ? result.etag : '';
}

function callNames(s3: ReturnType<typeof stubS3>): readonly string[] {
  return s3.mock.calls().map(({ args: [command] }) => command.constructor.name);
}
