// The vault at the door that reads files: who has documents in the ledger can be told by it, nobody
// is passed over when it fails, and it is asked for nothing but puts.

import { describe, expect, it } from '@jest/globals';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { join } from 'node:path';
import { createDynamoVault, openDynamoVault } from '../../lib/adapters/aws/identity-vault.js';
import { newTokenKeyText } from '../../lib/adapters/common/token-key-text.js';
import { createTokenizer } from '../../lib/pipeline/tokenizer.js';
import type { IdentityVault } from '../../lib/ports/identity-vault.js';
import { STUB_TABLE, stubDynamo } from '../adapters/aws/stub-dynamodb.js';
import { stubSecrets } from '../adapters/aws/stub-secrets.js';
import { temporaryDirectory } from '../adapters/embedded/temporary-directory.js';
import { access } from '../ports/identity-vault.suite.js';
import { openAwsHost, TENANT, type AwsHost } from '../support/aws-host.js';
import { canonicalHost } from '../support/canonical-host.js';
import { syntheticRemittance } from './synthetic-remittance.js';

const directory = temporaryDirectory();
const KEY = newTokenKeyText();
const FILE = syntheticRemittance(400);

type Vault = Pick<IdentityVault, 'remember'>;

function openHost(name: string, openVault: () => Promise<Vault | null>): AwsHost {
  return openAwsHost({
    directory: join(directory, name),
    tokenKeyText: KEY,
    wrap: (stores) => ({ ...stores, openVault }),
  });
}

function dynamoVault() {
  const [ledger, vault] = [stubDynamo(), stubDynamo()];
  const options = {
    ledgerTable: { client: ledger.client, tableName: STUB_TABLE },
    vaultTable: { client: vault.client, tableName: STUB_TABLE },
    secrets: stubSecrets().client,
    namePrefix: 'kxray/test',
  };
  return {
    table: vault,
    create: () => createDynamoVault(TENANT, options),
    open: () => openDynamoVault(TENANT, options),
  };
}

async function tokensOf(host: AwsHost): Promise<readonly string[]> {
  const { documents } = await canonicalHost(host.stores, TENANT);
  return [...new Set(Object.keys(documents).map((name) => name.split(' ')[0] ?? ''))].sort();
}

describe('the door for files and the vault', () => {
  it('puts whoever gets into the ledger into the vault, and asks for nothing back', async () => {
    const { table, create, open } = dynamoVault();
    await create();
    const host = openHost('kept', open);
    host.drop('a.835', FILE);

    expect(await host.work()).toBe(0);
    const calls = table.mock.calls().length;
    const tokens = await tokensOf(host);
    const vault = await open();

    expect(tokens.length).toBeGreaterThan(5);
    expect(calls).toBe(table.mock.commandCalls(PutItemCommand).length);
    expect(await vault?.tokens(TENANT)).toEqual(expect.arrayContaining([...tokens]));
    const tokenizer = createTokenizer(TENANT, await host.stores.secrets.tokenKey(TENANT));
    const people = (await vault?.reveal(TENANT, tokens, access('rotation'))) ?? [];
    expect(people.map((one) => one && tokenizer.token(one.id, one.payerId))).toEqual(tokens);
  });

  it('lays nothing down while the vault fails, and all of it when it is back', async () => {
    const kept = new Set<string>();
    let failures = 2;
    const host = openHost('failing', () =>
      Promise.resolve({
        async remember(_, identities) {
          failures -= 1;
          if (failures >= 0) throw new Error('throttled');
          for (const { token } of identities) kept.add(token);
        },
      }),
    );
    host.drop('a.835', FILE);
    const [message] = host.waiting.splice(0, 1);
    if (message === undefined) throw new Error('no message waits');

    expect(await host.deliver(message)).toBe(false);
    expect(await host.stores.objects.list(`tenant=${TENANT}/`)).toEqual([]);
    expect(await host.work()).toBe(1);
    expect([...kept].sort()).toEqual(expect.arrayContaining([...(await tokensOf(host))]));
  });

  it('does as ever for a tenant without a vault', async () => {
    const host = openHost('without', dynamoVault().open);
    host.drop('a.835', FILE);

    expect(await host.work()).toBe(0);
    expect((await tokensOf(host)).length).toBeGreaterThan(5);
  });
});
