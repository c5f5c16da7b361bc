// Forms with which a browser may put one file into the inbox: under one key, of one content and
// size, encrypted with the inbox's own key, within minutes. Signed with the session of the tenant,
// so that S3 asks the tenant's role as well.

import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import type { S3Client } from '@aws-sdk/client-s3';

export interface S3UploadFormsOptions {
  readonly client: S3Client;
  readonly bucket: string;
  /** Named in the form: without it, S3 would take a key that it keeps itself. */
  readonly kmsKeyArn: string;
}

export interface SignedForm {
  readonly url: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly expiresAt: string;
}

/** Sessions are renewed six minutes before they end (tenant-credentials.ts): none ends earlier. */
const SECONDS = 300;

export class S3UploadForms {
  readonly #options: S3UploadFormsOptions;

  constructor(options: S3UploadFormsOptions) {
    this.#options = options;
  }

  async sign(file: {
    readonly key: string;
    readonly bytes: number;
    /** Base64. Object Lock asks for a checksum, and this one lets nothing else in. */
    readonly sha256: string;
  }): Promise<SignedForm> {
    const { client, bucket, kmsKeyArn } = this.#options;
    const { url, fields } = await createPresignedPost(client, {
      Bucket: bucket,
      Key: file.key,
      Expires: SECONDS,
      Conditions: [['content-length-range', file.bytes, file.bytes]],
      Fields: {
        'Content-Type': 'application/octet-stream',
        // The answer is the object's ETag, as XML.
        success_action_status: '201',
        'x-amz-checksum-algorithm': 'SHA256',
        'x-amz-checksum-sha256': file.sha256,
        'x-amz-server-side-encryption': 'aws:kms',
        'x-amz-server-side-encryption-aws-kms-key-id': kmsKeyArn,
      },
    });
    const expiresAt = new Date(Date.now() + SECONDS * 1_000).toISOString();
    return { url, fields, expiresAt };
  }
}
