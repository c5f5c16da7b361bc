// The IdentityVault suite on DynamoDB's calls, and what the role that only adds may ask for.

import { describe, expect, it } from '@jest/globals';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { DynamoVaultRecords } from '../../../lib/adapters/aws/identity-vault-records.js';
import { SealedIdentityVault } from '../../../lib/adapters/common/sealed-identity-vault.js';
import {
  newVaultKeyTexts,
  parseVaultPrivateKey,
  parseVaultPublicKey,
} from '../../../lib/adapters/common/vault-key.js';
import { access, identityVaultSuite, known, MBI } from '../../ports/identity-vault.suite.js';
import { STUB_TABLE, stubDynamo } from './stub-dynamodb.js';
import { recordedRetry } from './stub-retry.js';

const texts = newVaultKeyTexts();

function vaultOn(dynamo: ReturnType<typeof stubDynamo>, canOpen = true): SealedIdentityVault {
  const publicKey = parseVaultPublicKey(texts.publicText);
  const privateKey = parseVaultPrivateKey(texts.privateText);
  if (publicKey === null || privateKey === null) throw new Error('a key is not read back');
  const { client } = dynamo;
  const retry = recordedRetry(3).policy;
  return new SealedIdentityVault({
    records: new DynamoVaultRecords({ client, tableName: STUB_TABLE, retry }),
    publicKey,
    privateKey: canOpen ? async () => privateKey : null,
  });
}

describe('the vault on DynamoDB', () => {
  identityVaultSuite(async () => {
    const dynamo = stubDynamo();
    return {
      vault: vaultOn(dynamo),
      addOnly: vaultOn(dynamo, false),
      close: async () => dynamo.mock.restore(),
    };
  });

  it('adds by puts that ask for nothing back, as its role allows', async () => {
    const dynamo = stubDynamo();
    await vaultOn(dynamo, false).remember('a', [known('x'), known('y')]);

    const puts = dynamo.mock.commandCalls(PutItemCommand).map(({ args }) => args[0].input);
    expect(dynamo.mock.calls()).toHaveLength(2);
    for (const { ReturnValues, ReturnValuesOnConditionCheckFailure, Item } of puts) {
      expect(ReturnValues ?? 'NONE').toBe('NONE');
      expect(ReturnValuesOnConditionCheckFailure).toBeUndefined();
      expect(Item?.['pk']?.S).toBe('a#identity');
    }
  });

  it('holds no number in the clear', async () => {
    const dynamo = stubDynamo();
    await vaultOn(dynamo).remember('a', [known('x')]);

    const stored = [...dynamo.items.values()].flatMap((item) =>
      Object.values(item).map(({ S, B }) => S ?? Buffer.from(B ?? []).toString('latin1')),
    );
    expect(stored.join(' ')).toContain('k1_x');
    expect(stored.join(' ')).not.toContain(MBI);
  });

  it('leaves one line when the answer was lost', async () => {
    const dynamo = stubDynamo();
    const vault = vaultOn(dynamo);
    dynamo.loseNext(PutItemCommand);
    await vault.reveal('a', ['k1_x'], access('once'));
    expect(await vault.trail('a')).toHaveLength(1);
  });

  it('shows an edit of the trail', async () => {
    const dynamo = stubDynamo();
    const vault = vaultOn(dynamo);
    await vault.reveal('a', ['k1_x'], access('one'));
    await vault.reveal('a', ['k1_x'], access('two'));
    const line = dynamo.items.get('a#trail 000000001')?.['line'];
    if (line?.S === undefined) throw new Error('no first line');
    line.S = line.S.replace('one', 'uno');

    await expect(vault.trail('a')).rejects.toThrow('was changed at or before line 2');
  });
});
