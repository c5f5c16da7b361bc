// The SecretSource suite on Secrets Manager's calls, and every way in which a secret can be wrong.

import { beforeEach, describe, expect, it } from '@jest/globals';
import { CreateSecretCommand, GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DynamoKeyChecks } from '../../../lib/adapters/aws/dynamodb-key-checks.js';
import { SecretsManagerSource } from '../../../lib/adapters/aws/secrets-manager-source.js';
import { newTokenKeyText } from '../../../lib/adapters/common/token-key-text.js';
import { openWorkspace } from '../../../lib/adapters/embedded/open-workspace.js';
import { secretSourceSuite } from '../../ports/secret-source.suite.js';
import { temporaryDirectory } from '../embedded/temporary-directory.js';
import { STUB_TABLE, stubDynamo } from './stub-dynamodb.js';
import { recordedRetry } from './stub-retry.js';
import { secretsFault, stubSecrets } from './stub-secrets.js';

const NAME = 'kxray/test/a/token-key';

type Secrets = ReturnType<typeof stubSecrets>;

function sourceOn(
  secrets: Secrets,
  dynamo: ReturnType<typeof stubDynamo>,
  now = Date.now,
): SecretsManagerSource {
  return new SecretsManagerSource({
    client: secrets.client,
    namePrefix: 'kxray/test',
    checks: new DynamoKeyChecks({ client: dynamo.client, tableName: STUB_TABLE }),
    kmsKeyId: 'alias/secrets',
    retry: recordedRetry(3).policy,
    now,
  });
}

describe('SecretsManagerSource', () => {
  const directory = temporaryDirectory();
  let secrets: Secrets;
  let dynamo: ReturnType<typeof stubDynamo>;
  /** A source without memory, as another process has it. */
  const source = (): SecretsManagerSource => sourceOn(secrets, dynamo);
  beforeEach(() => {
    secrets = stubSecrets();
    dynamo = stubDynamo();
  });

  secretSourceSuite(async () => {
    const [own, table] = [stubSecrets(), stubDynamo()];
    return {
      source: sourceOn(own, table),
      another: sourceOn(own, table),
      close: async () => own.mock.restore(),
    };
  });

  it('makes one secret a tenant under the key of the customer, and asks once', async () => {
    const one = source();
    const keys = [await one.tokenKey('a'), await one.tokenKey('b'), await one.tokenKey('a')];

    expect([...secrets.secrets.keys()]).toEqual([NAME, 'kxray/test/b/token-key']);
    expect(keys[0]?.keyId).not.toBe(keys[1]?.keyId);
    const made = secrets.mock.commandCalls(CreateSecretCommand);
    expect(made.map(({ args: [{ input }] }) => input.KmsKeyId)).toEqual([
      'alias/secrets',
      'alias/secrets',
    ]);
    expect(secrets.mock.commandCalls(GetSecretValueCommand)).toHaveLength(4);
  });

  it('takes the line of a key file as a secret and gives the same key', async () => {
    const workspace = await openWorkspace({ directory: join(directory, 'moved') });
    const key = await workspace.secrets.tokenKey('a');
    await workspace.close();
    const line = readFileSync(join(directory, 'moved', 'secrets', 'token.key'), 'utf8');
    secrets.secrets.set(NAME, line);

    const moved = await source().tokenKey('a');

    expect(moved.keyId).toBe(key.keyId);
    expect(Buffer.from(moved.key).equals(Buffer.from(key.key))).toBe(true);
  });

  it.each([
    {
      fault: 'missing',
      spoil: () => secrets.secrets.delete(NAME),
      says: ['is missing', 'restore'],
    },
    {
      fault: 'of other data',
      spoil: () => secrets.secrets.set(NAME, newTokenKeyText()),
      says: ['was made with', 'AWSPREVIOUS'],
    },
    {
      fault: 'cut',
      spoil: () => secrets.secrets.set(NAME, newTokenKeyText().slice(0, 40)),
      says: ['damaged'],
    },
    { fault: 'empty', spoil: () => secrets.secrets.set(NAME, ''), says: ['damaged'] },
    {
      fault: 'marked for deletion',
      spoil: () => secrets.marked.add(NAME),
      says: ['cannot be used', 'InvalidRequestException'],
    },
  ])('refuses a secret that is $fault, says what to do, and replaces none', async (row) => {
    await source().tokenKey('a');
    const secret = secrets.secrets.get(NAME)?.split('.')[2]?.trim() ?? '';
    row.spoil();
    const before = secrets.secrets.get(NAME);

    const error: unknown = await source()
      .tokenKey('a')
      .catch((thrown: unknown) => thrown);

    expect(error).toMatchObject({ name: 'SecretError', retryable: false });
    for (const words of [NAME, ...row.says]) expect(String(error)).toContain(words);
    expect(String(error)).not.toContain(secret);
    expect(secrets.secrets.get(NAME)).toBe(before);
  });

  it('takes the key again once the secret is restored, in the same process', async () => {
    const { keyId } = await source().tokenKey('a');
    const kept = secrets.secrets.get(NAME) ?? '';
    secrets.secrets.delete(NAME);
    const one = source();
    await expect(one.tokenKey('a')).rejects.toThrow('is missing');
    secrets.secrets.set(NAME, kept);
    expect((await one.tokenKey('a')).keyId).toBe(keyId);
  });

  it('goes by a key that was changed meanwhile within a minute, and asks once for it', async () => {
    let time = 0;
    const table = { client: dynamo.client, tableName: STUB_TABLE };
    const one = sourceOn(secrets, dynamo, () => time);
    const first = await one.tokenKey('a');
    const next = newTokenKeyText();
    secrets.secrets.set(NAME, next);
    dynamo.items.clear();
    const { keyId } = await source().tokenKey('a');
    const asked = secrets.mock.commandCalls(GetSecretValueCommand).length;

    expect(await new DynamoKeyChecks(table).read('a')).toMatchObject({ keyId });
    expect((await one.tokenKey('a')).keyId).toBe(first.keyId);
    time = 60_000;
    const keys = await Promise.all([one.tokenKey('a'), one.tokenKey('a'), one.tokenKey('a')]);
    expect(keys.map((key) => key.keyId)).toEqual([keyId, keyId, keyId]);
    expect(secrets.mock.commandCalls(GetSecretValueCommand)).toHaveLength(asked + 1);
  });

  it('gives askers in many processes the same first key', async () => {
    const keys = await Promise.all(Array.from({ length: 10 }, () => source().tokenKey('a')));
    expect(new Set(keys.map(({ keyId }) => keyId)).size).toBe(1);
  });

  it('may be asked again when the service stays busy', async () => {
    secrets.mock.on(GetSecretValueCommand).rejects(secretsFault('InternalServiceError', 500));
    await expect(source().tokenKey('a')).rejects.toMatchObject({
      name: 'ServiceBusyError',
      retryable: true,
    });
  });

  it.each(['', '../b', 'a/b', 'a#b'])('refuses the tenant %j', async (tenantId) => {
    await expect(source().tokenKey(tenantId)).rejects.toThrow('tenantId');
  });
});
