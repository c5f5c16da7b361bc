// `kxray vault`: who a token is, for those who may know. Made on purpose, opened with a key that is
// kept elsewhere, and every opening written down.

import type { Command } from 'commander';
import { createVault } from '../../lib/adapters/embedded/identity-vault.js';
import { notedDeletions } from '../../lib/pipeline/identity/delete-person.js';
import { loadChains } from '../../lib/pipeline/person-documents.js';
import { addCommand, examples, type CommonOptions } from '../command.js';
import { expandHome, TENANT_ID } from '../session.js';
import { withStoredSession } from '../stored-session.js';
import { plural, printJson, printLine } from '../terminal.js';
import { FailedError, UsageError } from '../usage-error.js';
import {
  accessTo,
  addVaultCommand,
  personToken,
  withVault,
  type ReasonOptions,
  type VaultCommandOptions,
} from '../vault-session.js';
import { registerVaultDelete } from './vault-delete.js';
import { registerVaultRotate } from './vault-rotate.js';

export function registerVault(program: Command): void {
  const vault = program
    .command('vault')
    .description('who a token is: look up, change the token key, delete a person; all on record');
  addVaultCommand(vault, 'create', 'make the vault, empty, and the key file that opens it')
    .addHelpText('after', examples('vault create --vault-key-file /media/safe/kxray-vault.key'))
    .action(create);
  addCommand(vault, 'status', 'what the vault holds and when it was opened').action(status);
  addVaultCommand(vault, 'look-up', 'the Medicare number behind a token')
    .argument('<token>', 'a token of this workspace')
    .requiredOption('--reason <text>', 'why; it goes on record')
    .addHelpText('after', examples('vault look-up TOKEN --reason "appeal of a denied claim"'))
    .action(lookUp);
  registerVaultRotate(vault);
  registerVaultDelete(vault);
}

async function create(options: VaultCommandOptions): Promise<void> {
  const { vaultKeyFile } = options;
  if (vaultKeyFile === undefined) {
    throw new UsageError('say where the key that opens the vault is to lie: --vault-key-file FILE');
  }
  const directory = await withStoredSession(options, async ({ workspace }) => workspace.directory);
  const path = await createVault({ directory, vaultKeyFile: expandHome(vaultKeyFile) });
  if (options.json === true) printJson({ vaultKeyFile: path });
  else {
    printLine(`The vault is made. ${path} opens it: keep it safe, apart from the workspace.`);
    printLine('It fills from now on; reading a claim file again adds those who are in it.');
  }
}

async function status(options: CommonOptions): Promise<void> {
  await withVault(options, async ({ vault, workspace }) => {
    const place = { tenantId: TENANT_ID, objects: workspace.objects };
    const unfinished = (await notedDeletions(place)).length;
    const tokens = await vault.vault.tokens(TENANT_ID);
    const trail = await vault.vault.trail(TENANT_ID);
    if (options.json === true) {
      const entries = tokens.length;
      printJson({ vaultKeyId: vault.keyId, entries, unfinishedDeletions: unfinished, trail });
      return;
    }
    printLine(`Vault of key ${vault.keyId}: ${plural(tokens.length, 'entry', 'entries')}.`);
    for (const { number, enteredAt, enteredBy, purpose, persons, reason } of trail) {
      const who = `${enteredBy}, ${purpose} of ${plural(persons, 'entry', 'entries')}`;
      printLine(`${number}  ${enteredAt}  ${who}: ${reason}`);
    }
    if (unfinished > 0) {
      printLine(`${plural(unfinished, 'deletion')} cut off: the next vault delete finishes it.`);
    }
    printLine(trail.length === 0 ? 'It was never opened.' : 'The trail is whole.');
  });
}

async function lookUp(text: string, options: ReasonOptions): Promise<void> {
  await withVault(options, async (session) => {
    const { tools, vault } = session;
    const token = await personToken(text, tools.tokens);
    const access = accessTo(session, { purpose: 'look_up', reason: options.reason, about: token });
    // A token from before a change of the key, or of the number, leads to the same person.
    const joined = [...(await loadChains(tools, [token])).keys()].filter((each) => each !== token);
    const found = await vault.vault.reveal(TENANT_ID, [token, ...joined], access);
    const identity = found.find((each) => each !== null);
    if (identity === undefined) throw new FailedError('the vault does not know that token');
    if (options.json === true) printJson({ token, id: identity.id, payerId: identity.payerId });
    else printLine(identity.id);
  });
}
