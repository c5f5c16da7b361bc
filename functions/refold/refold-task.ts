// One tenant's ledger under the tenant's rules of now: first the setting that an operator enters,
// if there is one, then every document that was folded under others. Answers before time is up, to
// be called again.

import * as z from 'zod';
import { openReference } from '../../lib/adapters/common/open-reference.js';
import { openParquetTable } from '../../lib/adapters/common/lake/parquet-table-writer.js';
import { enterSetting, SETTING_TO_ENTER } from '../../lib/pipeline/enter-setting.js';
import { refoldTenant } from '../../lib/pipeline/refold-tenant.js';
import { createTokenizer } from '../../lib/pipeline/tokenizer.js';
import type { Clock } from '../../lib/ports/clock.js';
import type { ObjectStore } from '../../lib/ports/object-store.js';
import type { Door } from '../common/door.js';
import type { KeyedStores } from '../common/keyed-stores.js';
import { readTenantRules } from '../common/ledger-context.js';
import { parseTask } from '../common/tenant-task.js';
import type { RefoldAnswer } from '../task-answers.js';

export interface RefoldStores extends KeyedStores {
  readonly objects: ObjectStore;
}

export interface RefoldHost {
  readonly stores: (tenantId: string) => RefoldStores;
  readonly clock: Clock;
}

const ENTERING = z.object({ enter: SETTING_TO_ENTER.optional() });

export async function refoldTask(
  { stores, clock }: RefoldHost,
  door: Door,
  task: { readonly event: unknown; readonly isTimeUp: () => boolean },
): Promise<RefoldAnswer> {
  const { tenantId } = parseTask(task.event);
  const entering = ENTERING.safeParse(task.event);
  // Not repeated: what was given may be anything.
  if (!entering.success) throw new TypeError('the setting to enter is not of its form');
  const { settings, ledger, secrets, objects } = stores(tenantId);
  const { enter } = entering.data;
  if (enter !== undefined) await enterSetting({ tenantId, settings, clock, openReference }, enter);
  const rules = await readTenantRules(settings, tenantId);
  const { kind, persons, restated } = await refoldTenant({
    tenantId,
    ledger,
    openTokens: async () => createTokenizer(tenantId, await secrets.tokenKey(tenantId)),
    objects,
    openTable: openParquetTable,
    rules,
    openReference,
    clock,
    isTimeUp: task.isTimeUp,
  });
  door.logger.info('refolded', { step: 'refold', tenantId, reason: kind, count: persons });
  return { tenantId, isDone: kind !== 'unfinished', persons, restated };
}
