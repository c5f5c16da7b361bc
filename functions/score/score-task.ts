// Scores one tenant over a snapshot and builds the pages that the API reads; both are stored beside
// the lake, so that no request waits for a query.

import { readPointer } from '../../lib/pipeline/lake/snapshot-pointer.js';
import { pagesOfSnapshot } from '../../lib/pipeline/pages-of-snapshot.js';
import { scoreSnapshot } from '../../lib/pipeline/score-snapshot.js';
import type { AlertStore } from '../../lib/ports/alert-store.js';
import type { Clock } from '../../lib/ports/clock.js';
import type { MessageQueue } from '../../lib/ports/message-queue.js';
import type { NamedQuery } from '../../lib/ports/query-engine.js';
import type { AskingStores } from '../common/asking-stores.js';
import type { Door } from '../common/door.js';
import { openKeyedTools } from '../common/keyed-stores.js';
import { withEngine } from '../common/open-queries.js';
import { parseTask } from '../common/tenant-task.js';
import type { ScoreAnswer } from '../task-answers.js';
import { tellAlerts } from './tell-alerts.js';

export interface ScoreHost {
  readonly stores: (tenantId: string) => AskingStores & { readonly alerts: AlertStore };
  /** The queue of the alert door. */
  readonly alertQueue: MessageQueue;
  readonly query: (name: string) => NamedQuery;
  readonly clock: Clock;
}

export async function scoreTask(
  { stores, query, clock, alertQueue }: ScoreHost,
  door: Door,
  event: unknown,
): Promise<ScoreAnswer> {
  const task = parseTask(event);
  const { tenantId } = task;
  const { objects, quarantine, openEngine, alerts, ...keyed } = stores(tenantId);
  const snapshotId =
    task.snapshotId ?? (await readPointer({ tenantId, objects }))?.pointer.snapshotId;
  if (snapshotId === undefined) return { tenantId, runId: null, providers: 0 };
  const tools = await openKeyedTools(tenantId, keyed);
  const run = await withEngine(openEngine, async (engine) => {
    const queries = { engine, query, tenantId, snapshotId };
    const scored = await scoreSnapshot({ ...queries, objects });
    await pagesOfSnapshot({ ...tools, queries, objects, quarantine, clock, run: scored });
    return scored;
  });
  await tellAlerts({ ...tools, alerts, clock }, alertQueue);
  const runId = run?.runId ?? null;
  const providers = run?.providers.length ?? 0;
  door.count('providersScored', providers);
  const told = runId === null ? {} : { runId };
  door.logger.info('scored', { step: 'score', tenantId, count: providers, ...told });
  return { tenantId, runId, providers };
}
