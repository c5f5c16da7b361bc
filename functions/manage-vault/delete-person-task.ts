// Goes on with the deletion of one person's data. What was begun and not finished comes first, and
// a call that is repeated after the end finds nothing left to do.

import { LAKE_SCHEMA_VERSION } from '../../lib/adapters/common/lake/lake-schema.js';
import { dropLakeRows } from '../../lib/adapters/common/lake/drop-lake-rows.js';
import { openParquetTable } from '../../lib/adapters/common/lake/parquet-table-writer.js';
import { RULES_VERSION } from '../../lib/domain/rules-version.js';
import {
  crossOff,
  deletePerson,
  isInLedger,
  noteDeletion,
  notedDeletions,
  planDeletion,
  type DeleteTools,
  type NotedDeletion,
} from '../../lib/pipeline/identity/delete-person.js';
import { unrenderedMonths } from '../../lib/pipeline/identity/forget-in-reports.js';
import { sweepObjects } from '../../lib/pipeline/identity/sweep-objects.js';
import { pruneSnapshots } from '../../lib/pipeline/lake/prune-snapshots.js';
import { publishLedger } from '../../lib/pipeline/publish-ledger.js';
import { inPublishTurn, PublishBusyError } from '../../lib/pipeline/publish-turn.js';
import type { TenantRules } from '../../lib/pipeline/tenant-rules.js';
import { createTokenizer } from '../../lib/pipeline/tokenizer.js';
import { readTenantRules } from '../common/ledger-context.js';
import type { VaultAnswer } from '../task-answers.js';
import type { VaultWork } from './vault-work.js';

export async function deletePersonTask(work: VaultWork, token: string): Promise<VaultAnswer> {
  try {
    return await goOn(work, token);
  } catch (error) {
    if (!(error instanceof PublishBusyError)) throw error;
    return { tenantId: work.tenantId, next: 'soon', ...NOBODY };
  }
}

async function goOn(work: VaultWork, token: string): Promise<VaultAnswer> {
  const { tenantId, stores } = work;
  const rules = await readTenantRules(stores.settings, tenantId);
  const tools = await toolsOf(work, rules);
  const noted = await note(work, tools, token);
  for (const each of noted) {
    if (!(await deleteNoted(work, tools, each))) return { tenantId, next: 'again', ...NOBODY };
  }
  await publishWithout(work, tools, rules);
  const { left } = await sweepObjects(
    tools,
    noted.flatMap(({ plan }) => plan.tokens),
  );
  for (const each of noted) {
    if (await isInLedger(tools, each.plan)) return { tenantId, next: 'again', ...NOBODY };
    await crossOff(tools, each);
  }
  const months = await unrenderedMonths(tools);
  const stillNaming = [...left.values()].reduce((total, count) => total + count, 0);
  return { tenantId, next: 'publish', persons: noted.length, months, stillNaming };
}

const NOBODY = { persons: 0, months: [] };

/** All that is to be done: what was begun before, and this person if anything is known of them. */
async function note(
  { tenantId, vault, access }: VaultWork,
  tools: DeleteTools,
  token: string,
): Promise<readonly NotedDeletion[]> {
  const noted = await notedDeletions(tools);
  if (noted.some(({ plan }) => plan.tokens.includes(token))) return noted;
  const [identity = null] = await vault.reveal(tenantId, [token], access);
  const plan = await planDeletion(tools, token, identity === null ? [] : [identity.id]);
  const isUnknown = identity === null && plan.quarantineKeys.length === 0;
  if (isUnknown && !(await isInLedger(tools, plan))) return noted;
  return [...noted, await noteDeletion(tools, plan)];
}

/** False when time was up. */
async function deleteNoted(
  { tenantId, stores, access, clock, isTimeUp }: VaultWork,
  tools: DeleteTools,
  noted: NotedDeletion,
): Promise<boolean> {
  const turn = { objects: stores.objects, tenantId, clock };
  const step = { access, isTimeUp };
  const { kind } = await inPublishTurn(turn, () => deletePerson(tools, noted, step));
  return kind === 'deleted';
}

/** Nobody names the snapshots before: only the new one stays. */
async function publishWithout(
  { tenantId, stores, clock }: VaultWork,
  tools: DeleteTools,
  rules: TenantRules,
): Promise<void> {
  const { objects } = stores;
  await publishLedger({
    tools,
    objects,
    openTable: openParquetTable,
    versions: {
      rules: RULES_VERSION,
      reference: rules.context.reference.version,
      settings: rules.settingsVersion,
      schema: LAKE_SCHEMA_VERSION,
    },
    clock,
  });
  const turn = { objects, tenantId, clock };
  await inPublishTurn(turn, () => pruneSnapshots({ tenantId, objects }, 1));
}

async function toolsOf(
  { tenantId, stores, vault }: VaultWork,
  { context }: TenantRules,
): Promise<DeleteTools> {
  const { ledger, keeper, alerts, cases, objects, rendered, secrets } = stores;
  return {
    tenantId,
    ledger,
    keeper,
    alerts,
    cases,
    objects,
    rendered,
    vault,
    context,
    tokens: createTokenizer(tenantId, await secrets.tokenKey(tenantId)),
    quarantine: stores.quarantineUnder(secrets),
    dropRows: dropLakeRows,
  };
}
