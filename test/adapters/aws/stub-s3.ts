// A bucket in memory with exact conditional semantics, as S3 documents them: 412 where a condition
// does not hold, 404 where a put on an ETag finds nothing, an ETag that differs at every upload (as
// under KMS), listings in byte order and pages, no copy of an object onto itself.

import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
  type CopyObjectCommandInput,
  type DeleteObjectCommandInput,
  type GetObjectCommandInput,
  type HeadObjectCommandInput,
  type ListObjectsV2CommandInput,
  type PutObjectCommandInput,
} from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { randomBytes } from 'node:crypto';

export const STUB_BUCKET = 'lake';

/** Small, so that every listing turns pages. */
const KEYS_PER_PAGE = 3;

interface Stored {
  readonly body: Uint8Array;
  readonly etag: string;
  readonly metadata: Record<string, string>;
}

type Objects = Map<string, Stored>;

export function stubS3() {
  const client = new S3Client({ region: 'us-east-1' });
  const mock = mockClient(client);
  const objects: Objects = new Map();
  const faults: { readonly call: unknown; readonly error: Error; readonly isDone: boolean }[] = [];

  /** Runs the call unless a fault is due; a lost answer is a fault after the call was done. */
  const answer = <Input, Output>(call: unknown, action: (input: Input) => Output) => {
    return async (input: Input): Promise<Output> => {
      // As over a network: others come between.
      await new Promise((turn) => setImmediate(turn));
      const at = faults.findIndex((fault) => fault.call === call);
      const [fault] = at < 0 ? [] : faults.splice(at, 1);
      if (fault !== undefined && !fault.isDone) throw fault.error;
      const output = action(input);
      if (fault !== undefined) throw fault.error;
      return output;
    };
  };

  mock
    .on(PutObjectCommand)
    .callsFake(answer(PutObjectCommand, (input: PutObjectCommandInput) => put(objects, input)));
  mock
    .on(GetObjectCommand)
    .callsFake(answer(GetObjectCommand, (input: GetObjectCommandInput) => get(objects, input)));
  mock
    .on(HeadObjectCommand)
    .callsFake(answer(HeadObjectCommand, (input: HeadObjectCommandInput) => head(objects, input)));
  mock
    .on(ListObjectsV2Command)
    .callsFake(
      answer(ListObjectsV2Command, (input: ListObjectsV2CommandInput) => list(objects, input)),
    );
  mock
    .on(CopyObjectCommand)
    .callsFake(answer(CopyObjectCommand, (input: CopyObjectCommandInput) => copy(objects, input)));
  mock.on(DeleteObjectCommand).callsFake(
    answer(DeleteObjectCommand, (input: DeleteObjectCommandInput) => {
      objects.delete(keyOf(input));
      return {};
    }),
  );
  return {
    client,
    mock,
    objects,
    failNext(call: unknown, error: Error, times = 1): void {
      for (let at = 0; at < times; at += 1) faults.push({ call, error, isDone: false });
    },
    loseNext(call: unknown): void {
      const error = Object.assign(new Error('no answer'), { name: 'TimeoutError' });
      faults.push({ call, error, isDone: true });
    },
  };
}

function put(objects: Objects, input: PutObjectCommandInput) {
  const key = keyOf(input);
  const stored = objects.get(key);
  if (input.IfNoneMatch !== undefined) {
    if (input.IfNoneMatch !== '*') throw s3Fault('NotImplemented', 501);
    if (stored !== undefined) throw s3Fault('PreconditionFailed', 412);
  }
  if (input.IfMatch !== undefined) {
    if (stored === undefined) throw s3Fault('NoSuchKey', 404);
    if (stored.etag !== input.IfMatch) throw s3Fault('PreconditionFailed', 412);
  }
  if (!(input.Body instanceof Uint8Array)) throw new Error('the stub takes bytes only');
  const etag = `"${randomBytes(16).toString('hex')}"`;
  objects.set(key, { body: input.Body, etag, metadata: input.Metadata ?? {} });
  return { ETag: etag };
}

function get(objects: Objects, input: GetObjectCommandInput) {
  const stored = objects.get(keyOf(input));
  if (stored === undefined) throw s3Fault('NoSuchKey', 404);
  return {
    ETag: stored.etag,
    Metadata: stored.metadata,
    Body: { transformToByteArray: async () => new Uint8Array(stored.body) },
  };
}

function head(objects: Objects, input: HeadObjectCommandInput) {
  const stored = objects.get(keyOf(input));
  if (stored === undefined) throw s3Fault('NotFound', 404);
  return { ETag: stored.etag, Metadata: stored.metadata };
}

function list(objects: Objects, input: ListObjectsV2CommandInput) {
  const all = [...objects.keys()]
    .filter((key) => key.startsWith(input.Prefix ?? ''))
    .sort((left, right) => Buffer.compare(Buffer.from(left), Buffer.from(right)));
  const from = all.findIndex((key) => key > (input.ContinuationToken ?? ''));
  const page = from < 0 ? [] : all.slice(from, from + KEYS_PER_PAGE);
  const isMore = from >= 0 && from + KEYS_PER_PAGE < all.length;
  return {
    // An empty page has no list at all.
    ...(page.length === 0 ? {} : { Contents: page.map((Key) => ({ Key })) }),
    IsTruncated: isMore,
    ...(isMore ? { NextContinuationToken: page.at(-1) } : {}),
  };
}

function copy(objects: Objects, input: CopyObjectCommandInput) {
  const [bucket, ...parts] = (input.CopySource ?? '').split('/').map(decodeURIComponent);
  const from = parts.join('/');
  const stored = objects.get(from);
  if (bucket !== STUB_BUCKET || stored === undefined) throw s3Fault('NoSuchKey', 404);
  if (from === keyOf(input)) throw s3Fault('InvalidRequest', 400);
  objects.set(keyOf(input), { ...stored, etag: `"${randomBytes(16).toString('hex')}"` });
  return {};
}

function keyOf(input: { readonly Bucket?: string | undefined; readonly Key?: string | undefined }) {
  if (input.Bucket !== STUB_BUCKET || !input.Key) throw s3Fault('NoSuchBucket', 404);
  return input.Key;
}

export function s3Fault(name: string, status: number): S3ServiceException {
  return new S3ServiceException({
    name,
    $fault: status < 500 ? 'client' : 'server',
    $metadata: { httpStatusCode: status },
    message: 'words of the service that may hold a key',
  });
}
