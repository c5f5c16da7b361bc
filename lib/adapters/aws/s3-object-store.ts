// ObjectStore on S3. Encryption is the bucket's default: no writer can choose another one. An etag
// of the port is the hash of the body, kept with the object: S3's own is another one at each upload
// once KMS encrypts it, and a pointer that went away and came back must match again.

import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { createHash, randomUUID } from 'node:crypto';
import type {
  ObjectStore,
  PutCondition,
  PutResult,
  StoredObject,
} from '../../ports/object-store.js';
import {
  isObjectKey,
  isObjectPrefix,
  OBJECT_KEY_RULE,
  OBJECT_PREFIX_RULE,
} from '../common/object-key.js';
import { InvalidRequestError, ObjectNotFoundError } from './aws-errors.js';
import { faultOf, isFault } from './aws-fault.js';
import { DEFAULT_RETRY, withRetries, type RetryPolicy } from './aws-retry.js';
import { isThere } from './s3-presence.js';

export interface S3ObjectStoreOptions {
  readonly client: S3Client;
  readonly bucket: string;
  readonly retry?: Partial<RetryPolicy>;
}

/** What S3 answers to a key without an object; a HEAD has no body and so no better word. */
const ABSENT = ['NoSuchKey', 'NotFound'];
/** 412, and 404 where a put on an ETag finds no object. */
const CONDITION_FAILED = ['PreconditionFailed', ...ABSENT];
/** Also what a key without an object is to a session that may not list the whole bucket. */
const FORBIDDEN = 403;

/** Metadata of our objects; S3 adds `x-amz-meta-` and keeps it when it copies. */
const BODY_HASH = 'body-hash';
const WRITE_ID = 'write-id';

/** What lies under a key now, without its body. */
interface ObjectHead {
  readonly etag: string;
  readonly writeId: string | null;
  readonly s3Etag: string;
}

interface PutPlan {
  readonly key: string;
  readonly body: Uint8Array;
  readonly etag: string;
  readonly writeId: string;
}

export class S3ObjectStore implements ObjectStore {
  readonly #client: S3Client;
  readonly #bucket: string;
  readonly #retry: RetryPolicy;

  constructor(options: S3ObjectStoreOptions) {
    this.#client = options.client;
    this.#bucket = options.bucket;
    this.#retry = { ...DEFAULT_RETRY, ...options.retry };
  }

  async put(key: string, body: Uint8Array, condition?: PutCondition): Promise<PutResult> {
    assertObjectKey(key);
    const plan = { key, body, etag: hashOf(body), writeId: randomUUID() };
    return withRetries('PutObject', this.#retry, () => this.#putOnce(plan, condition));
  }

  async get(key: string): Promise<StoredObject | null> {
    assertObjectKey(key);
    // The body comes after the answer's head: an attempt that breaks in between starts anew.
    return withRetries('GetObject', this.#retry, async () => {
      try {
        const object = await this.#client.send(
          new GetObjectCommand({ Bucket: this.#bucket, Key: key }),
        );
        const body = (await object.Body?.transformToByteArray()) ?? new Uint8Array();
        return { body, etag: object.Metadata?.[BODY_HASH] ?? object.ETag ?? hashOf(body) };
      } catch (error) {
        if (await this.#isAbsent(error, key)) return null;
        throw error;
      }
    });
  }

  /** S3 lists in byte order; pages of 1,000. */
  async list(prefix: string): Promise<readonly string[]> {
    if (!isObjectPrefix(prefix)) {
      throw new InvalidRequestError(OBJECT_PREFIX_RULE);
    }
    const keys: string[] = [];
    let token: string | undefined;
    do {
      const query = { Bucket: this.#bucket, Prefix: prefix, ContinuationToken: token };
      const page = await withRetries('ListObjectsV2', this.#retry, () =>
        this.#client.send(new ListObjectsV2Command(query)),
      );
      for (const { Key } of page.Contents ?? []) if (Key !== undefined) keys.push(Key);
      token = page.IsTruncated === true ? page.NextContinuationToken : undefined;
    } while (token !== undefined);
    return keys;
  }

  /** Inside S3: no byte passes through here. */
  async copy(from: string, to: string): Promise<void> {
    assertObjectKey(from);
    assertObjectKey(to);
    // S3 refuses to copy an object onto itself unchanged.
    if (from === to) return;
    const source = [this.#bucket, ...from.split('/')].map(encodeURIComponent).join('/');
    await withRetries('CopyObject', this.#retry, async () => {
      try {
        await this.#client.send(
          new CopyObjectCommand({ Bucket: this.#bucket, Key: to, CopySource: source }),
        );
      } catch (cause) {
        if (!(await this.#isAbsent(cause, from))) throw cause;
        throw new ObjectNotFoundError('the object to copy is absent', { cause });
      }
    });
  }

  async remove(key: string): Promise<void> {
    assertObjectKey(key);
    await withRetries('DeleteObject', this.#retry, () =>
      this.#client.send(new DeleteObjectCommand({ Bucket: this.#bucket, Key: key })),
    );
  }

  /**
   * A put on a known etag looks first and then puts on S3's ETag of what it saw, which S3 refuses
   * when anybody came between.
   */
  async #putOnce(plan: PutPlan, condition: PutCondition | undefined): Promise<PutResult> {
    if (condition === undefined) return this.#send(plan, {});
    if ('ifAbsent' in condition) return this.#send(plan, { IfNoneMatch: '*' });
    const head = await this.#head(plan.key);
    if (head?.writeId === plan.writeId) return stored(plan.etag);
    if (head?.etag !== condition.ifMatch) return { kind: 'condition_failed' };
    return this.#send(plan, { IfMatch: head.s3Etag });
  }

  async #send(
    { key, body, etag, writeId }: PutPlan,
    condition: { readonly IfNoneMatch?: string; readonly IfMatch?: string },
  ): Promise<PutResult> {
    try {
      await this.#client.send(
        new PutObjectCommand({
          Bucket: this.#bucket,
          Key: key,
          Body: body,
          Metadata: { [BODY_HASH]: etag, [WRITE_ID]: writeId },
          ...condition,
        }),
      );
      return stored(etag);
    } catch (error) {
      if (!isFault(error, ...CONDITION_FAILED)) throw error;
      // An earlier attempt may have succeeded while its answer was lost.
      const head = await this.#head(key);
      return head?.writeId === writeId ? stored(etag) : { kind: 'condition_failed' };
    }
  }

  async #head(key: string): Promise<ObjectHead | null> {
    try {
      const { ETag, Metadata } = await this.#client.send(
        new HeadObjectCommand({ Bucket: this.#bucket, Key: key }),
      );
      const s3Etag = ETag ?? '';
      return {
        etag: Metadata?.[BODY_HASH] ?? s3Etag,
        writeId: Metadata?.[WRITE_ID] ?? null,
        s3Etag,
      };
    } catch (error) {
      if (await this.#isAbsent(error, key)) return null;
      throw error;
    }
  }

  async #isAbsent(error: unknown, key: string): Promise<boolean> {
    if (isFault(error, ...ABSENT)) return true;
    if (faultOf(error)?.status !== FORBIDDEN) return false;
    return !(await isThere(this.#client, this.#bucket, key));
  }
}

function stored(etag: string): PutResult {
  return { kind: 'stored', etag };
}

function assertObjectKey(key: string): void {
  if (!isObjectKey(key)) throw new InvalidRequestError(OBJECT_KEY_RULE);
}

function hashOf(body: Uint8Array): string {
  return createHash('sha256').update(body).digest('hex').slice(0, 32);
}
