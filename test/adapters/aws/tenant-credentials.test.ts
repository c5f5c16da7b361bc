import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { describe, expect, it } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { tenantCredentials } from '../../../lib/adapters/aws/tenant-credentials.js';
import { recordedRetry } from './stub-retry.js';

const ROLE = 'arn:aws:iam::000000000000:role/receiver';
const HOUR = 3_600_000;

function openSts(lastsMs: number) {
  const client = new STSClient({ region: 'us-east-1' });
  const mock = mockClient(client);
  mock.on(AssumeRoleCommand).callsFake(() => ({
    Credentials: {
      AccessKeyId: 'id',
      SecretAccessKey: 'secret',
      SessionToken: 'token',
      Expiration: new Date(Date.now() + lastsMs),
    },
  }));
  return { mock, options: { client, roleArn: ROLE, retry: recordedRetry(4).policy } };
}

describe('tenantCredentials', () => {
  it('assumes the role with the tenant as the one tag of the session', async () => {
    const { mock, options } = openSts(HOUR);
    const provide = tenantCredentials(options, 'acme');

    expect(await provide()).toMatchObject({ accessKeyId: 'id', sessionToken: 'token' });
    const [call] = mock.commandCalls(AssumeRoleCommand);
    expect(call?.args[0].input).toMatchObject({
      RoleArn: ROLE,
      RoleSessionName: 'kxray-acme',
      Tags: [{ Key: 'tenantId', Value: 'acme' }],
    });
  });

  it.each([
    ['once while the session lasts', HOUR, 1],
    ['again shortly before it ends', 5 * 60_000, 3],
  ])('asks %s', async (_, lastsMs, calls) => {
    const { mock, options } = openSts(lastsMs);
    const provide = tenantCredentials(options, 'acme');
    await provide();
    await provide();
    await provide();

    expect(mock.commandCalls(AssumeRoleCommand)).toHaveLength(calls);
  });

  it('forgets a failure', async () => {
    const { mock, options } = openSts(HOUR);
    const denied = Object.assign(new Error('no'), { name: 'AccessDenied', $metadata: {} });
    mock
      .on(AssumeRoleCommand)
      .rejectsOnce(denied)
      .resolves({
        Credentials: {
          AccessKeyId: 'id',
          SecretAccessKey: 's',
          SessionToken: 't',
          Expiration: new Date(Date.now() + HOUR),
        },
      });
    const provide = tenantCredentials(options, 'acme');

    await expect(provide()).rejects.toThrow('AccessDenied');
    expect(await provide()).toMatchObject({ accessKeyId: 'id' });
  });

  it.each(['', 'a/b', 'a#b', '*', '.a'])('refuses the tenant %j', (tenantId) => {
    const { options } = openSts(HOUR);

    expect(() => tenantCredentials(options, tenantId)).toThrow('tenantId must be');
  });
});
