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
type Buckets = ReadonlyMap<string, Objects>;

export interface StubS3Options {
  /** Further buckets, each with objects of its own. */
  readonly buckets?: readonly string[];
  /** As to a session that may not list a whole bucket: a key without an object is refused. */
  readonly deniesAbsent?: boolean;
  readonly keysPerPage?: number;
}

export function stubS3(options: StubS3Options = {}) {
  const client = new S3Client({ region: 'us-east-1' });
  const mock = mockClient(client);
  const objects: Objects = new Map();
  const others = (options.buckets ?? []).map((bucket) => [bucket, new Map()] as const);
  const buckets: Buckets = new Map<string, Objects>([[STUB_BUCKET, objects], ...others]);
  const faults: { readonly call: unknown; readonly error: Error; readonly isDone: boolean }[] = [];

  /** Runs the call unless a fault is due; a lost answer is a fault after the call was done. */
  const answer = <Input, Output>(call: unknown, action: (input: Input) => Output) => {
    return async (input: Input): Promise<Output> => {
      // As over a network: others come between.
      await new Promise((turn) => setImmediate(turn));
      const at = faults.findIndex((fault) => fault.call === call);
      const [fault] = at < 0 ? [] : faults.splice(at, 1);
      if (fault !== undefined && !fault.isDone) throw fault.error;
      const output = unlessDenied(() => action(input), options.deniesAbsent ?? false);
      if (fault !== undefined) throw fault.error;
      return output;
    };
  };

  mock
    .on(PutObjectCommand)
    .callsFake(answer(PutObjectCommand, (input: PutObjectCommandInput) => put(buckets, input)));
  mock
    .on(GetObjectCommand)
    .callsFake(answer(GetObjectCommand, (input: GetObjectCommandInput) => get(buckets, input)));
  mock
    .on(HeadObjectCommand)
    .callsFake(answer(HeadObjectCommand, (input: HeadObjectCommandInput) => head(buckets, input)));
  mock
    .on(ListObjectsV2Command)
    .callsFake(
      answer(ListObjectsV2Command, (input: ListObjectsV2CommandInput) =>
        list(buckets, input, options.keysPerPage ?? KEYS_PER_PAGE),
      ),
    );
  mock
    .on(CopyObjectCommand)
    .callsFake(answer(CopyObjectCommand, (input: CopyObjectCommandInput) => copy(buckets, input)));
  mock.on(DeleteObjectCommand).callsFake(
    answer(DeleteObjectCommand, (input: DeleteObjectCommandInput) => {
      bucketOf(buckets, input).delete(keyOf(input));
      return {};
    }),
  );
  return {
    client,
    mock,
    objects,
    buckets,
    failNext(call: unknown, error: Error, times = 1): void {
      for (let at = 0; at < times; at += 1) faults.push({ call, error, isDone: false });
    },
    loseNext(call: unknown): void {
      const error = Object.assign(new Error('no answer'), { name: 'TimeoutError' });
      faults.push({ call, error, isDone: true });
    },
  };
}

function put(buckets: Buckets, input: PutObjectCommandInput) {
  const objects = bucketOf(buckets, input);
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

function get(buckets: Buckets, input: GetObjectCommandInput) {
  const stored = found(buckets, input, 'NoSuchKey');
  const body = inRange(stored.body, input.Range);
  return {
    ETag: stored.etag,
    Metadata: stored.metadata,
    ContentLength: body.length,
    Body: { transformToByteArray: async () => new Uint8Array(body) },
  };
}

function head(buckets: Buckets, input: HeadObjectCommandInput) {
  const { etag, metadata, body } = found(buckets, input, 'NotFound');
  return { ETag: etag, Metadata: metadata, ContentLength: body.length };
}

function found(buckets: Buckets, input: GetObjectCommandInput, absent: string): Stored {
  const stored = bucketOf(buckets, input).get(keyOf(input));
  if (stored === undefined) throw s3Fault(absent, 404);
  const isMet = input.IfMatch === undefined || input.IfMatch === stored.etag;
  if (!isMet) throw s3Fault('PreconditionFailed', 412);
  return stored;
}

/** `bytes=first-last`; beyond the end S3 refuses. */
function inRange(body: Uint8Array, range: string | undefined): Uint8Array {
  if (range === undefined) return body;
  const [, first = '', last = ''] = /^bytes=(\d+)-(\d+)$/.exec(range) ?? [];
  if (first === '' || Number(first) >= body.length) throw s3Fault('InvalidRange', 416);
  return body.subarray(Number(first), Number(last) + 1);
}

function list(buckets: Buckets, input: ListObjectsV2CommandInput, keysPerPage: number) {
  const { Prefix = '', Delimiter } = input;
  const names = [...bucketOf(buckets, input).keys()]
    .filter((key) => key.startsWith(Prefix))
    .map((key) => rolledUp(key, Prefix, Delimiter));
  const all = [...new Set(names)].sort((left, right) =>
    Buffer.compare(Buffer.from(left), Buffer.from(right)),
  );
  const limit = Math.min(keysPerPage, input.MaxKeys ?? keysPerPage);
  const from = all.findIndex((key) => key > (input.ContinuationToken ?? ''));
  const page = from < 0 ? [] : all.slice(from, from + limit);
  const isMore = from >= 0 && from + limit < all.length;
  const isFolder = (name: string): boolean => Delimiter !== undefined && name.endsWith(Delimiter);
  const keys = page.filter((name) => !isFolder(name));
  const folders = page.filter(isFolder);
  return {
    // An empty page has no list at all.
    ...(keys.length === 0 ? {} : { Contents: keys.map((Key) => ({ Key })) }),
    ...(folders.length === 0 ? {} : { CommonPrefixes: folders.map((each) => ({ Prefix: each })) }),
    IsTruncated: isMore,
    ...(isMore ? { NextContinuationToken: page.at(-1) } : {}),
  };
}

/** The key, or the folder that stands for all keys in it. */
function rolledUp(key: string, prefix: string, delimiter: string | undefined): string {
  const at = delimiter === undefined ? -1 : key.indexOf(delimiter, prefix.length);
  return at < 0 ? key : key.slice(0, at + 1);
}

function copy(buckets: Buckets, input: CopyObjectCommandInput) {
  const [bucket, ...parts] = (input.CopySource ?? '').split('/').map(decodeURIComponent);
  const from = parts.join('/');
  const stored = buckets.get(bucket ?? '')?.get(from);
  if (bucket !== input.Bucket || stored === undefined) throw s3Fault('NoSuchKey', 404);
  if (from === keyOf(input)) throw s3Fault('InvalidRequest', 400);
  const etag = `"${randomBytes(16).toString('hex')}"`;
  bucketOf(buckets, input).set(keyOf(input), { ...stored, etag });
  return {};
}

function bucketOf(buckets: Buckets, input: { readonly Bucket?: string | undefined }): Objects {
  const objects = buckets.get(input.Bucket ?? '');
  if (objects === undefined) throw s3Fault('NoSuchBucket', 404);
  return objects;
}

function keyOf(input: { readonly Key?: string | undefined }) {
  if (!input.Key) throw s3Fault('NoSuchKey', 404);
  return input.Key;
}

/** The service's word for it to whoever may not list the bucket. */
function unlessDenied<Output>(action: () => Output, deniesAbsent: boolean): Output {
  try {
    return action();
  } catch (error) {
    const isAbsent = error instanceof S3ServiceException && error.$metadata.httpStatusCode === 404;
    throw deniesAbsent && isAbsent ? s3Fault('AccessDenied', 403) : error;
  }
}

export function s3Fault(name: string, status: number): S3ServiceException {
  return new S3ServiceException({
    name,
    $fault: status < 500 ? 'client' : 'server',
    $metadata: { httpStatusCode: status },
    message: 'words of the service that may hold a key',
  });
}
