// `kxray vault delete`: one person's data, wherever this workspace keeps it. Shows what would go,
// and does it with --yes. Nobody else may work in the workspace meanwhile.

import type { Command } from 'commander';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { vaultDirectory } from '../../lib/adapters/embedded/identity-vault.js';
import { rebuildStore } from '../../lib/adapters/embedded/rebuild-store.js';
import {
  crossOff,
  deletePerson,
  noteDeletion,
  notedDeletions,
  planDeletion,
  type DeletionPlan,
  type NotedDeletion,
} from '../../lib/pipeline/identity/delete-person.js';
import { sweepObjects } from '../../lib/pipeline/identity/sweep-objects.js';
import { pruneSnapshots } from '../../lib/pipeline/lake/prune-snapshots.js';
import { examples } from '../command.js';
import { withDeleteTools } from '../identity-tools.js';
import { publishLake } from '../lake.js';
import { inPublishTurn } from '../publish-turn.js';
import { TENANT_ID, withSession } from '../session.js';
import { newSpoolFolder } from '../spool-folder.js';
import { plural, printJson, printLine } from '../terminal.js';
import { FailedError } from '../usage-error.js';
import {
  accessTo,
  addVaultCommand,
  personAsked,
  withVault,
  type ReasonOptions,
  type VaultSession,
} from '../vault-session.js';

interface DeleteOptions extends ReasonOptions {
  readonly yes?: boolean;
}

interface Begun {
  readonly directory: string;
  readonly noted: readonly NotedDeletion[];
  readonly plan: DeletionPlan;
  readonly renamedSnapshots: readonly string[];
  /** Objects that still name the person, by folder. */
  readonly left: ReadonlyMap<string, number>;
}

export function registerVaultDelete(vault: Command): void {
  addVaultCommand(vault, 'delete', 'delete the data of one person from this workspace')
    .argument('<beneficiary>', 'a token, or - to be asked for the Medicare number')
    .requiredOption('--reason <text>', 'why; it goes on record')
    .option('--yes', 'do it; without it nothing is changed')
    .addHelpText('after', examples('vault delete - --reason "request of 2026-03-02" --yes'))
    .action(deleteOne);
}

async function deleteOne(beneficiary: string, options: DeleteOptions): Promise<void> {
  const begun = await withVault(options, (session) => begin(session, beneficiary, options));
  const { plan } = begun;
  const counts = {
    tokens: plan.tokens.length,
    claims: plan.claims,
    years: plan.years,
    quarantined: plan.quarantineKeys.length,
  };
  if (options.yes === true) await finish(options, begun);
  if (begun.left.size > 0) process.exitCode = 1;
  if (options.json === true) {
    const { renamedSnapshots } = begun;
    const left = Object.fromEntries(begun.left);
    printJson({ deleted: options.yes === true, ...counts, renamedSnapshots, left });
    return;
  }
  const what =
    `${plural(plan.claims, 'claim version')} in ${plural(plan.years.length, 'year')}, ` +
    `${plural(counts.quarantined, 'quarantined claim')}, ${plural(counts.tokens, 'token')}`;
  if (options.yes !== true) {
    printLine(`Would delete ${what}. Nothing was changed; --yes does it.`);
    return;
  }
  printLine(`Deleted: ${what}.`);
  for (const name of begun.renamedSnapshots) {
    printLine(`The snapshot named ${name} was written anew without that person.`);
  }
  for (const [folder, objects] of begun.left) {
    printLine(`Still naming the person: ${plural(objects, 'object')} in ${folder}/.`);
  }
  printLine('Claim files and backups are not in the workspace: docs/identity.md says what to do.');
}

async function begin(
  session: VaultSession,
  beneficiary: string,
  options: DeleteOptions,
): Promise<Begun> {
  const { workspace, vault } = session;
  const asked = await personAsked(beneficiary, session.tools.tokens);
  const access = accessTo(session, {
    purpose: 'deletion',
    reason: options.reason,
    about: asked.token,
  });
  return withDeleteTools(session, async (tools) => {
    const numbers = [...asked.numbers];
    if (options.vaultKeyFile !== undefined) {
      const [identity] = await vault.vault.reveal(TENANT_ID, [asked.token], access);
      if (identity) numbers.push(identity.id);
    }
    const plan = await planDeletion(tools, asked.token, numbers);
    const before = await notedDeletions(tools);
    const isKnown = (await vault.vault.tokens(TENANT_ID)).includes(asked.token);
    if (plan.claims + plan.quarantineKeys.length === 0 && !isKnown && before.length === 0) {
      const stored = await tools.ledger.load([
        { kind: 'chain', tenantId: TENANT_ID, token: asked.token },
      ]);
      if (stored[0] === null) throw new FailedError('the workspace knows nothing of that person');
    }
    const { directory } = workspace;
    if (options.yes !== true) {
      return { directory, noted: [], plan, renamedSnapshots: [], left: new Map() };
    }
    const noted = [...before, await noteDeletion(tools, plan)];
    const turn = { objects: workspace.objects, tenantId: TENANT_ID };
    const renamedSnapshots: string[] = [];
    await inPublishTurn(turn, async () => {
      for (const each of noted) {
        const done = await deletePerson(tools, each, { access });
        if (done.kind === 'deleted') renamedSnapshots.push(...done.renamedSnapshots);
      }
    });
    await publishLake(session);
    await inPublishTurn(turn, () => pruneSnapshots(turn, 1));
    const tokens = noted.flatMap((each) => each.plan.tokens);
    const { left } = await sweepObjects(turn, tokens);
    return { directory, noted, plan, renamedSnapshots, left };
  });
}

/** Nothing is open now: stores are written anew, because freed pages keep what was on them. */
async function finish(options: DeleteOptions, { directory, noted }: Begun): Promise<void> {
  await rebuildStore(join(directory, 'store'));
  await rebuildStore(vaultDirectory(directory));
  await rm(await newSpoolFolder(directory), { recursive: true, force: true });
  for (const left of ['spill', join('objects', '.incoming')]) {
    await rm(join(directory, left), { recursive: true, force: true });
  }
  await withSession(options, async ({ workspace }) => {
    for (const each of noted) await crossOff({ objects: workspace.objects }, each);
  });
}
