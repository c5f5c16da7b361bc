// Proves that log, ledger and lake of a tenant agree; drift is an error of its own name, which a
// state machine can tell from a failure, and a metric with an alarm.

import { reconcileCurrent } from '../../lib/pipeline/reconcile-current.js';
import type { NamedQuery, QueryEngine } from '../../lib/ports/query-engine.js';
import type { Door } from '../common/door.js';
import { withEngine } from '../common/open-queries.js';
import { openReadingTools, type PublisherStores } from '../common/publisher-stores.js';
import { parseTask } from '../common/tenant-task.js';
import { DRIFT_ERROR, type ReconcileAnswer } from '../task-answers.js';

export interface ReconcileHost {
  readonly stores: (
    tenantId: string,
  ) => PublisherStores & { readonly openEngine: () => QueryEngine };
  readonly query: (name: string) => NamedQuery;
}

export class DriftError extends Error {
  override readonly name = DRIFT_ERROR;

  constructor(differences: number) {
    super(`log, ledger and lake disagree: ${differences} differences`);
  }
}

export async function reconcileTask(
  { stores, query }: ReconcileHost,
  door: Door,
  event: unknown,
): Promise<ReconcileAnswer> {
  const { tenantId } = parseTask(event);
  const tenant = stores(tenantId);
  const { tools } = await openReadingTools(tenantId, tenant);
  const { objects, openEngine } = tenant;
  const compared = await withEngine(openEngine, (engine) =>
    reconcileCurrent({ tools, objects, engine, query }),
  );
  if (compared.kind !== 'compared') {
    door.logger.info('not compared', { step: 'reconcile', tenantId, reason: compared.kind });
    return { tenantId, isAgreed: null, versions: 0, differences: 0 };
  }
  const { isAgreed, versions, differences } = compared.result;
  door.count('drift', differences);
  const reason = isAgreed ? 'agreed' : 'drift';
  door.logger.info('compared', { step: 'reconcile', tenantId, reason, count: differences });
  if (!isAgreed) throw new DriftError(differences);
  return { tenantId, isAgreed, versions, differences };
}
