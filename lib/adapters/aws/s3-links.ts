// Links that let a browser fetch one object from its bucket, for a minute: what does not fit into
// an answer of a function. Signed with the session of the tenant, so that S3 asks the tenant's role
// as well, for exactly this object.

import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { isObjectKey, OBJECT_KEY_RULE } from '../common/object-key.js';
import { InvalidRequestError } from './aws-errors.js';

export interface S3LinksOptions {
  readonly client: S3Client;
  readonly bucket: string;
}

export interface LinkedObject {
  readonly key: string;
  readonly type: string;
  /** Under which it is saved; it is never shown in place. */
  readonly name: string;
}

export interface SignedLink {
  readonly url: string;
  readonly expiresAt: string;
}

/** To begin the download in; sessions are renewed minutes before they end. */
const SECONDS = 60;

export class S3Links {
  readonly #options: S3LinksOptions;

  constructor(options: S3LinksOptions) {
    this.#options = options;
  }

  async sign({ key, type, name }: LinkedObject): Promise<SignedLink> {
    if (!isObjectKey(key)) throw new InvalidRequestError(OBJECT_KEY_RULE);
    const { client, bucket } = this.#options;
    const at = new Date();
    const command = new GetObjectCommand({
      Bucket: bucket,
      Key: key,
      ResponseCacheControl: 'no-store',
      ResponseContentDisposition: `attachment; filename="${name}"`,
      ResponseContentType: type,
    });
    return {
      url: await getSignedUrl(client, command, { expiresIn: SECONDS, signingDate: at }),
      expiresAt: new Date(at.getTime() + SECONDS * 1_000).toISOString(),
    };
  }
}
