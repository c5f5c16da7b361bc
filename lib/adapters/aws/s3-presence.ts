// Whether an object is there, for sessions that S3 will not tell so: to somebody who may not list
// the whole bucket it answers 403 to a key without an object, and data roles may list their
// tenant's folder only. A listing of exactly that key, which they may ask for, tells.

import { ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';

export async function isThere(client: S3Client, bucket: string, key: string): Promise<boolean> {
  const { Contents } = await client.send(
    new ListObjectsV2Command({ Bucket: bucket, Prefix: key, MaxKeys: 1 }),
  );
  // The key itself is the first of all that begin with it.
  return Contents?.[0]?.Key === key;
}
