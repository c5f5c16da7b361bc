// The QuarantineStore suite on DynamoDB's and S3's calls, and what lies where meanwhile.

import { beforeEach, describe, expect, it } from '@jest/globals';
import { DeleteItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { DynamoQuarantineStore } from '../../../lib/adapters/aws/dynamodb-quarantine-store.js';
import { S3ObjectStore } from '../../../lib/adapters/aws/s3-object-store.js';
import type { SecretSource } from '../../../lib/ports/secret-source.js';
import { quarantineEntry, quarantineStoreSuite } from '../../ports/quarantine-store.suite.js';
import { STUB_TABLE, stubDynamo } from './stub-dynamodb.js';
import { STUB_BUCKET, stubS3 } from './stub-s3.js';

const RAW_TEXT = 'NM1*QC*1*WINTERBOTTOM*ADA';

function storeOn(
  dynamo: ReturnType<typeof stubDynamo>,
  s3: ReturnType<typeof stubS3>,
  secrets: SecretSource = fixedKey('k', 7),
): DynamoQuarantineStore {
  return new DynamoQuarantineStore({
    client: dynamo.client,
    tableName: STUB_TABLE,
    texts: new S3ObjectStore({ client: s3.client, bucket: STUB_BUCKET }),
    secrets,
    retry: { attempts: 1 },
  });
}

describe('DynamoQuarantineStore', () => {
  let dynamo: ReturnType<typeof stubDynamo>;
  let s3: ReturnType<typeof stubS3>;
  let store: DynamoQuarantineStore;
  beforeEach(() => {
    dynamo = stubDynamo();
    s3 = stubS3();
    store = storeOn(dynamo, s3);
  });

  quarantineStoreSuite(async () => {
    return { store: storeOn(stubDynamo(), stubS3()), close: async () => undefined };
  });

  it('writes no claim text in the clear, and none at all into the table', async () => {
    await store.put([quarantineEntry('a', 'one', { rawText: RAW_TEXT })]);

    expect(await store.open('a', 'one')).toBe(RAW_TEXT);
    expect([...s3.objects.keys()]).toEqual([
      'tenant=a/quarantine/7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed',
    ]);
    const stored = [...s3.objects.values()].map(({ body }) => Buffer.from(body).toString('latin1'));
    const written = JSON.stringify([[...dynamo.items], stored]);
    expect(written).toContain('MONEY_NOT_A_NUMBER');
    expect(written).not.toContain('WINTERBOTTOM');
  });

  it('leaves no text behind that nobody can find, whatever breaks', async () => {
    const broken = new Error('broken');
    dynamo.failNext(PutItemCommand, broken);
    await expect(store.put([quarantineEntry('a', 'one')])).rejects.toThrow(broken);
    await store.put([quarantineEntry('a', 'one')]);
    expect(await store.counts('a')).toEqual({ claims: 1, lines: 2, files: 0, lists: 0 });

    dynamo.failNext(DeleteItemCommand, broken);
    await expect(store.remove('a', ['one'])).rejects.toThrow(broken);
    expect(s3.objects.size).toBe(0);
    expect(await store.list('a')).toHaveLength(1);
    expect(await store.open('a', 'one')).toBeNull();
    await store.remove('a', ['one']);
    expect(await store.list('a')).toEqual([]);
  });

  it('refuses by name a text that was sealed under another key or lies in another place', async () => {
    await storeOn(dynamo, s3, fixedKey('former', 1)).put([quarantineEntry('a', 'one')]);
    await expect(storeOn(dynamo, s3, fixedKey('present', 2)).open('a', 'one')).rejects.toThrow(
      /sealed under key former/,
    );
    await store.put([quarantineEntry('b', 'one'), quarantineEntry('b', 'two')]);
    const [one, two] = [...s3.objects.entries()].filter(([key]) => key.startsWith('tenant=b'));
    if (one === undefined || two === undefined) throw new Error('two texts are needed');
    s3.objects.set(one[0], two[1]);
    const opened = await Promise.allSettled([store.open('b', 'one'), store.open('b', 'two')]);
    expect(opened.filter(({ status }) => status === 'rejected')).toMatchObject([
      { reason: { name: 'QuarantineSealError', message: 'quarantined text is damaged' } },
    ]);
  });

  it('refuses a text of another format', async () => {
    await store.put([quarantineEntry('a', 'one')]);
    for (const [key, object] of s3.objects) {
      s3.objects.set(key, { ...object, body: new Uint8Array([9, 1, 2]) });
    }
    await expect(store.open('a', 'one')).rejects.toMatchObject({ name: 'QuarantineSealError' });
  });
});

function fixedKey(keyId: string, byte: number): SecretSource {
  return { tokenKey: async () => ({ keyId, key: new Uint8Array(32).fill(byte) }) };
}
