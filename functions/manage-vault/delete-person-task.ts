// Goes on with the deletion of one person's data. What was begun and not finished comes first, and
// a call that is repeated after the end finds nothing left to do.

import { lakeVersions } from '../../lib/adapters/common/lake/lake-versions.js';
import { dropLakeRows } from '../../lib/adapters/common/lake/drop-lake-rows.js';
import { openParquetTable } from '../../lib/adapters/common/lake/parquet-table-writer.js';
import {
  crossOff,
  deletePerson,
  isInLedger,
  keepNote,
  noteDeletion,
  notedDeletions,
  planDeletion,
  type DeleteTools,
  type DeletionPlan,
  type NotedDeletion,
} from '../../lib/pipeline/identity/delete-person.js';
import { unrenderedMonths } from '../../lib/pipeline/identity/forget-in-reports.js';
import { sweepObjects } from '../../lib/pipeline/identity/sweep-objects.js';
import { pruneSnapshots } from '../../lib/pipeline/lake/prune-snapshots.js';
import { PublishUnfinishedError } from '../../lib/pipeline/lake/unfinished-publish.js';
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
    const next = nextAfter(error);
    if (next === null) throw error;
    return { tenantId: work.tenantId, next, ...NOBODY };
  }
}

function nextAfter(error: unknown): 'soon' | 'again' | null {
  if (error instanceof PublishBusyError) return 'soon';
  return error instanceof PublishUnfinishedError ? 'again' : null;
}

/**
 * Deletes, publishes, sweeps: each is noted when it is done, and each begins with time left, so
 * that a call that ends in between is not begun from the front.
 */
async function goOn(work: VaultWork, token: string): Promise<VaultAnswer> {
  const { tenantId, stores, isTimeUp } = work;
  const rules = await readTenantRules(stores.settings, tenantId);
  const tools = await toolsOf(work, rules);
  const again: VaultAnswer = { tenantId, next: 'again', ...NOBODY };
  let noted = await note(work, tools, token);
  for (const each of noted.filter(({ plan }) => plan.stage === undefined)) {
    if (!(await deleteNoted(work, tools, each))) return again;
    await keepNote(tools, at(each, { stage: 'deleted' }));
    if (isTimeUp()) return again;
  }
  if (noted.some(({ plan }) => plan.stage !== 'published')) {
    await publishWithout(work, tools, rules);
    // What was looked through before may name somebody who came later: from the front.
    const published = noted.map((each) => at(each, { stage: 'published' }));
    noted = await Promise.all(published.map((each) => keepNote(tools, each)));
    if (isTimeUp()) return again;
  }
  const stillNaming = await sweep(work, tools, noted);
  if (stillNaming === null) return again;
  for (const each of noted) {
    if (await isInLedger(tools, each.plan)) {
      await keepNote(tools, at(each, {}));
      return again;
    }
    await crossOff(tools, each);
  }
  const months = await unrenderedMonths(tools);
  return { tenantId, next: 'publish', persons: noted.length, months, stillNaming };
}

/** What is behind it now, and nothing else of what was. */
function at({ key, plan }: NotedDeletion, progress: Progress): NotedDeletion {
  const { stage: _, swept: _swept, ...rest } = plan;
  return { key, plan: { ...rest, ...progress } };
}

type Progress = Pick<DeletionPlan, 'stage' | 'swept'>;

/** How many objects name somebody on purpose; null when time was up. */
async function sweep(
  { isTimeUp }: VaultWork,
  tools: DeleteTools,
  noted: readonly NotedDeletion[],
): Promise<number | null> {
  const tokens = noted.flatMap(({ plan }) => plan.tokens);
  // All were published together, and are swept together.
  const before = noted[0]?.plan.swept;
  const { left, to } = await sweepObjects(tools, tokens, { from: before?.to, isTimeUp });
  const found = [...left.values()].reduce((total, count) => total + count, 0);
  const stillNaming = (before?.stillNaming ?? 0) + found;
  if (to === null) return stillNaming;
  const swept = { to, stillNaming };
  for (const each of noted) await keepNote(tools, at(each, { stage: 'published', swept }));
  return null;
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
  { tenantId, stores, clock, isTimeUp }: VaultWork,
  tools: DeleteTools,
  rules: TenantRules,
): Promise<void> {
  const { objects } = stores;
  await publishLedger({
    tools,
    objects,
    openTable: openParquetTable,
    versions: lakeVersions({
      reference: rules.context.reference.version,
      settings: rules.settingsVersion,
    }),
    clock,
    isTimeUp,
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
