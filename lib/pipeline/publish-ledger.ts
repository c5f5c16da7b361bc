// Brings the lake of a tenant up to its ledger in one go, whatever wrote to the ledger since: many
// files make one publish. Writes the shards that changed, and clears up behind itself.

import { judgedShard } from './judged-shard.js';
import type { LedgerTools } from './ledger-tools.js';
import type { OpenLakeTable } from './lake/lake-table-writer.js';
import type { LakeVersions, Manifest } from './lake/manifest.js';
import { pruneSnapshots } from './lake/prune-snapshots.js';
import { publishSnapshot } from './lake/publish-snapshot.js';
import { inPublishTurn } from './publish-turn.js';
import type { Clock } from '../ports/clock.js';
import type { ObjectStore } from '../ports/object-store.js';

export interface LedgerPublishing {
  readonly tools: Pick<LedgerTools, 'tenantId' | 'ledger' | 'tokens' | 'context'>;
  readonly objects: ObjectStore;
  readonly openTable: OpenLakeTable;
  readonly versions: LakeVersions;
  readonly clock: Clock;
  /** For a process that is ended at some time: it throws PublishUnfinishedError, to be repeated. */
  readonly isTimeUp?: () => boolean;
}

/** Throws PublishBusyError while somebody else publishes the tenant. */
export async function publishLedger(publishing: LedgerPublishing): Promise<Manifest> {
  const { tools, objects, clock, ...lake } = publishing;
  const { tenantId, ledger, context } = tools;
  return inPublishTurn({ objects, tenantId, clock }, async () => {
    const manifest = await publishSnapshot({
      ...lake,
      tenantId,
      objects,
      reference: context.reference,
      listShards: () => ledger.listShards(tenantId),
      readRows: (year, shard) => judgedShard(tools, year, shard),
    });
    await pruneSnapshots({ tenantId, objects });
    return manifest;
  });
}
