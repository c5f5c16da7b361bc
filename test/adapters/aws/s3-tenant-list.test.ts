import { describe, expect, it } from '@jest/globals';
import { listTenants } from '../../../lib/adapters/aws/s3-tenant-list.js';
import { stubS3, STUB_BUCKET } from './stub-s3.js';

describe('listTenants', () => {
  it.each([
    [[], []],
    [
      ['tenant=b/x.835', 'tenant=a/y.835', 'tenant=a/z/1.835', 'other/x'],
      ['a', 'b'],
    ],
    [['tenant=/x', 'tenant=a b/x', 'tenant=ok/x'], ['ok']],
    [
      [1, 2, 3, 4, 5, 6, 7, 8].map((at) => `tenant=t${at}/x`),
      [1, 2, 3, 4, 5, 6, 7, 8].map((at) => `t${at}`),
    ],
  ])('names the folders of %j', async (keys, expected) => {
    const { client, objects } = stubS3();
    for (const key of keys) {
      objects.set(key, { body: new Uint8Array(), etag: '"e"', metadata: {} });
    }

    expect(await listTenants({ client, inboxBucket: STUB_BUCKET })).toEqual(expected);
  });
});
