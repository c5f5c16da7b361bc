// The log of the lake for versions that are about to be committed: written before the ledger, on
// both hosts and whichever way claims come in.

import type { ObjectStore } from '../../ports/object-store.js';
import { shardOf } from '../../ports/ledger-store.js';
import type { CommitLog } from '../commit-spool.js';
import type { LedgerTools } from '../ledger-tools.js';
import { openClaimLog } from './append-claim-lines.js';
import type { OpenLakeTable } from './lake-table-writer.js';
import { lineAccruals } from './line-accruals.js';

export interface CommitLogTarget {
  readonly tools: Pick<LedgerTools, 'tenantId' | 'context'>;
  readonly objects: ObjectStore;
  readonly openTable: OpenLakeTable;
  /** How many settings were entered so far: numbers restatements in the log. */
  readonly restatement: number;
}

export function openCommitLog({ tools, ...target }: CommitLogTarget): CommitLog {
  const log = openClaimLog({ ...target, tenantId: tools.tenantId });
  return {
    add(versions) {
      log.add(
        versions.map(({ token, version }) => ({
          token,
          shard: shardOf(token),
          version,
          accruals: lineAccruals(version, tools.context),
        })),
      );
    },
    write: () => log.write(),
  };
}
