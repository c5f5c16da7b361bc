// A change of a tenant's token key on Secrets Manager's versions, cut off between any two steps;
// and a vault whose private key is a secret.

import { describe, expect, it } from '@jest/globals';
import { DynamoKeyChecks } from '../../../lib/adapters/aws/dynamodb-key-checks.js';
import { createDynamoVault, openDynamoVault } from '../../../lib/adapters/aws/identity-vault.js';
import { SecretsManagerRotation } from '../../../lib/adapters/aws/secrets-manager-rotation.js';
import { SecretsManagerSource } from '../../../lib/adapters/aws/secrets-manager-source.js';
import { access, known, MBI } from '../../ports/identity-vault.suite.js';
import { STUB_TABLE, stubDynamo } from './stub-dynamodb.js';
import { recordedRetry } from './stub-retry.js';
import { stubSecretVersions } from './stub-secret-versions.js';

const PREFIX = 'kxray/test';
const SECRET = `${PREFIX}/a/token-key`;

function newTenant() {
  const stub = stubSecretVersions();
  const retry = recordedRetry(2).policy;
  const ledgerTable = { client: stubDynamo().client, tableName: STUB_TABLE, retry };
  const options = { client: stub.client, namePrefix: PREFIX };
  const keyId = async (): Promise<string> => {
    const checks = new DynamoKeyChecks(ledgerTable);
    const source = new SecretsManagerSource({ ...options, checks, retry });
    return (await source.tokenKey('a')).keyId;
  };
  const rotation = new SecretsManagerRotation({ ...options, ledgerTable });
  return { stub, rotation, keyId, ledgerTable };
}

describe('a change of the token key on Secrets Manager', () => {
  it('goes from idle to prepared, adopted and idle again, without the former key', async () => {
    const { stub, rotation, keyId } = newTenant();
    const first = await keyId();
    expect(await rotation.state('a')).toMatchObject({ kind: 'idle', current: { keyId: first } });

    const prepared = await rotation.prepare('a');
    expect(prepared).toMatchObject({ kind: 'prepared', former: { keyId: first } });
    expect(await rotation.prepare('a')).toEqual(prepared);
    expect(await keyId()).toBe(first);

    await rotation.adopt('a');
    expect(await rotation.state('a')).toEqual({ ...prepared, kind: 'adopted' });
    const second = await keyId();
    expect(second).not.toBe(first);

    await rotation.finish('a');
    expect(await rotation.state('a')).toMatchObject({ kind: 'idle', current: { keyId: second } });
    expect(stub.secrets.get(SECRET)?.versions.size).toBe(1);
  });

  it.each([0, 1, 2, 3, 4])('goes on where it was cut off, after %d labels', async (left) => {
    const { stub, rotation, keyId } = newTenant();
    const first = await keyId();
    await rotation.prepare('a');
    stub.fuse.left = left;
    const cut = rotation.adopt('a').then(() => rotation.finish('a'));
    await expect(cut).rejects.toMatchObject({ name: 'ServiceRefusedError' });

    stub.fuse.left = Number.POSITIVE_INFINITY;
    await rotation.adopt('a');
    expect(await rotation.state('a')).toMatchObject({ kind: 'adopted', former: { keyId: first } });
    await rotation.finish('a');

    expect((await rotation.state('a')).kind).toBe('idle');
    expect(await keyId()).not.toBe(first);
    expect(stub.secrets.get(SECRET)?.versions.size).toBe(1);
  });

  it('refuses a secret that is not the key of the data', async () => {
    const { stub, rotation, keyId } = newTenant();
    await keyId();
    const other = newTenant();
    await other.keyId();
    const text = [...(other.stub.secrets.get(SECRET)?.versions.values() ?? [])][0] ?? '';
    stub.secrets.get(SECRET)?.versions.set('version-1', text);

    await expect(rotation.prepare('a')).rejects.toMatchObject({ name: 'SecretError' });
  });
});

describe('a vault whose key is a secret', () => {
  it('is not there until it is made, and stays the one that was first', async () => {
    const { stub, ledgerTable } = newTenant();
    const vaultTable = { ...ledgerTable, client: stubDynamo().client };
    const options = { ledgerTable, vaultTable, secrets: stub.client, namePrefix: PREFIX };
    expect(await openDynamoVault('a', options)).toBeNull();

    await createDynamoVault('a', options);
    await (await openDynamoVault('a', options))?.remember('a', [known('x')]);
    await createDynamoVault('a', options);

    const vault = await openDynamoVault('a', options);
    expect(await vault?.reveal('a', ['k1_x'], access('a'))).toEqual([{ id: MBI, payerId: '' }]);
    expect(await openDynamoVault('b', options)).toBeNull();
  });

  it('fills without the secret being read', async () => {
    const { stub, ledgerTable } = newTenant();
    const options = {
      ledgerTable,
      vaultTable: ledgerTable,
      secrets: stub.client,
      namePrefix: PREFIX,
    };
    await createDynamoVault('a', options);
    stub.secrets.clear();

    const vault = await openDynamoVault('a', options);
    await vault?.remember('a', [known('x')]);

    expect(await vault?.tokens('a')).toEqual(['k1_x']);
    await expect(vault?.reveal('a', ['k1_x'], access('a'))).rejects.toThrow('GetSecretValue');
    expect(await vault?.trail('a')).toEqual([]);
  });
});
