// The door of the vault on a real DynamoDB engine: another token key changes no figure, and nothing
// of a deleted person is left (test/functions/manage-vault.test.ts looks closer, on the stub).

import { expect, it } from '@jest/globals';
import { join } from 'node:path';
import { newTokenKeyText } from '../../../lib/adapters/common/token-key-text.js';
import { temporaryDirectory } from '../../adapters/embedded/temporary-directory.js';
import { syntheticRemittance } from '../../functions/synthetic-remittance.js';
import { openVaultHost, type TestVaultHost } from '../../functions/vault-host.js';
import { TENANT } from '../../support/aws-host.js';
import { canonicalHost } from '../../support/canonical-host.js';
import { openLocalTable } from './local-table.js';

const directory = temporaryDirectory();
const WHY = { reason: 'a test', enteredBy: 'operator' };

/** Each person's years, by token. */
async function yearsOf({ stores }: TestVaultHost): Promise<readonly (readonly string[])[]> {
  const { documents } = await canonicalHost(stores, TENANT);
  const years = Object.entries(documents).filter(([name]) => name.includes(' '));
  return years.map(([name, text]) => [...name.split(' '), text]);
}

const figures = (years: readonly (readonly string[])[]) =>
  years.map(([, ...figure]) => figure.join(' ')).sort();

it('the door of the vault rotates and deletes on DynamoDB Local', async () => {
  const host = openVaultHost({
    directory: join(directory, 'vault'),
    tokenKeyText: newTokenKeyText(),
    dynamo: await openLocalTable(),
  });
  await host.manage({ work: 'create' });
  host.drop('file.835', syntheticRemittance(150, 8));
  await host.work();
  const before = await yearsOf(host);

  await host.manageAll({ work: 'rotate', ...WHY });
  const rotated = await yearsOf(host);
  const [[gone = ''] = []] = rotated;
  await host.manageAll({ work: 'delete', token: gone, ...WHY }, 'another');
  const left = await yearsOf(host);

  expect(figures(rotated)).toEqual(figures(before));
  expect(rotated.map(([token]) => token)).not.toEqual(before.map(([token]) => token));
  expect(left).toEqual(rotated.filter(([token]) => token !== gone));
  expect(await (await host.openVault()).tokens(TENANT)).not.toContain(gone);
});
