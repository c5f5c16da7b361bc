// Reconciles the current snapshot on a host where claims keep coming: what was posted since the
// publish, or while we compared, is no drift. Then the answer is that it could not be told, and the
// next run, after the next publish, tells.

import { judgedShard } from './judged-shard.js';
import { ledgerYearFacts } from './lake/ledger-year-facts.js';
import { currentManifest, readPointer } from './lake/snapshot-pointer.js';
import type { LedgerTools } from './ledger-tools.js';
import { reconcile, type ReconcileResult } from './reconcile.js';
import type { ObjectStore } from '../ports/object-store.js';
import type { ShardState } from '../ports/ledger-store.js';
import type { NamedQuery, QueryEngine } from '../ports/query-engine.js';

export interface CurrentReconciling {
  readonly tools: Pick<LedgerTools, 'tenantId' | 'ledger' | 'tokens' | 'context'>;
  readonly objects: ObjectStore;
  readonly engine: QueryEngine;
  readonly query: (name: string) => NamedQuery;
}

export type CurrentResult =
  | { readonly kind: 'compared'; readonly result: ReconcileResult }
  /** The ledger moved on: differences would be those of time. */
  | { readonly kind: 'moved_on' }
  | { readonly kind: 'never_published' };

export async function reconcileCurrent(input: CurrentReconciling): Promise<CurrentResult> {
  const { tools, objects, engine, query } = input;
  const lake = { tenantId: tools.tenantId, objects };
  const stored = await readPointer(lake);
  const manifest = await currentManifest(lake);
  if (stored === null || manifest === null) return { kind: 'never_published' };
  const published = statesText(stored.pointer.states);
  const shards = await tools.ledger.listShards(tools.tenantId);
  if (statesText(shards) !== published) return { kind: 'moved_on' };
  const result = await reconcile({
    engine,
    query,
    manifest,
    shards,
    async *readFacts(year, shard) {
      for await (const folded of judgedShard(tools, year, shard)) {
        yield ledgerYearFacts(folded, tools.context);
      }
    },
  });
  if (result.isAgreed) return { kind: 'compared', result };
  const after = statesText(await tools.ledger.listShards(tools.tenantId));
  return after === published ? { kind: 'compared', result } : { kind: 'moved_on' };
}

function statesText(states: readonly Pick<ShardState, 'year' | 'shard' | 'state'>[]): string {
  return states.map(({ year, shard, state }) => `${year} ${shard} ${state}`).join('\n');
}
