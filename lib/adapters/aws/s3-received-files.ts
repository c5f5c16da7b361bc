// ReceivedFiles on S3: read by ranges, each with its own attempts, and each on the condition that
// the content is still the one that was announced.

import { GetObjectCommand, HeadObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { TENANT_ID_PATTERN } from '../../domain/tenant-id.js';
import type { ReceivedFile, ReceivedFileRef, ReceivedFiles } from '../../ports/received-files.js';
import { InvalidRequestError } from './aws-errors.js';
import { faultOf, isFault } from './aws-fault.js';
import { DEFAULT_RETRY, withRetries, type RetryPolicy } from './aws-retry.js';
import { isThere } from './s3-presence.js';

export interface S3ReceivedFilesOptions {
  readonly client: S3Client;
  readonly bucket: string;
  readonly retry?: Partial<RetryPolicy>;
  /** Bytes asked for at once. */
  readonly rangeBytes?: number;
}

const RANGE_BYTES = 8 * 1024 * 1024;
const OF_A_TENANT = new RegExp(`^tenant=${TENANT_ID_PATTERN}/.`);
const GONE = ['NoSuchKey', 'NotFound', 'PreconditionFailed'];
const FORBIDDEN = 403;
const PRECONDITION = 412;

export class S3ReceivedFiles implements ReceivedFiles {
  readonly #options: S3ReceivedFilesOptions;
  readonly #retry: RetryPolicy;

  constructor(options: S3ReceivedFilesOptions) {
    this.#options = options;
    this.#retry = { ...DEFAULT_RETRY, ...options.retry };
  }

  async open(ref: ReceivedFileRef): Promise<ReceivedFile | null> {
    if (!OF_A_TENANT.test(ref.key)) throw new InvalidRequestError('a received file has a tenant');
    const bytes = await withRetries('HeadObject', this.#retry, () => this.#size(ref));
    if (bytes === null) return null;
    return { bytes, read: (from, to = bytes) => this.#read(ref, from, to) };
  }

  async #size({ key, etag }: ReceivedFileRef): Promise<number | null> {
    const { client, bucket } = this.#options;
    try {
      const command = new HeadObjectCommand({ Bucket: bucket, Key: key, IfMatch: quoted(etag) });
      return (await client.send(command)).ContentLength ?? 0;
    } catch (error) {
      const status = faultOf(error)?.status;
      if (isFault(error, ...GONE) || status === PRECONDITION) return null;
      if (status === FORBIDDEN && !(await isThere(client, bucket, key))) return null;
      throw error;
    }
  }

  async *#read(ref: ReceivedFileRef, from: number, to: number): AsyncGenerator<Uint8Array> {
    const size = this.#options.rangeBytes ?? RANGE_BYTES;
    for (let at = from; at < to; at += size) {
      const last = Math.min(at + size, to) - 1;
      yield await withRetries('GetObject', this.#retry, () => this.#range(ref, at, last));
    }
  }

  async #range({ key, etag }: ReceivedFileRef, first: number, last: number): Promise<Uint8Array> {
    const { client, bucket } = this.#options;
    const object = await client.send(
      new GetObjectCommand({
        Bucket: bucket,
        Key: key,
        IfMatch: quoted(etag),
        Range: `bytes=${first}-${last}`,
      }),
    );
    return (await object.Body?.transformToByteArray()) ?? new Uint8Array();
  }
}

/** Events give an ETag without the quotes that belong to it. */
function quoted(etag: string): string {
  return etag.startsWith('"') ? etag : `"${etag}"`;
}
