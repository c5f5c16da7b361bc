// Posts one batch of claims: the log of the lake first, then the ledger (DESIGN 4). Twice is as
// good as once: versions that are there already are duplicates, and a batch that is gone was
// posted.

import { commitSpool, type CommitLog } from '../commit-spool.js';
import type { IntakeTools } from '../ingest-claims.js';
import { newIngestSummary, type IngestSummary } from '../ingest-summary.js';
import { openClaimLog } from '../lake/append-claim-lines.js';
import type { OpenLakeTable } from '../lake/lake-table-writer.js';
import { lineAccruals } from '../lake/line-accruals.js';
import { shardOf } from '../../ports/ledger-store.js';
import type { ObjectStore } from '../../ports/object-store.js';
import { createMemoryClaimSpool } from './memory-claim-spool.js';
import { readStagedClaims } from './staged-batch.js';

export interface PostTarget {
  readonly tools: IntakeTools;
  readonly objects: ObjectStore;
  readonly openTable: OpenLakeTable;
  /** How many settings were entered so far: numbers restatements in the log. */
  readonly restatement: number;
}

/** Null when the batch was posted before. */
export async function postBatch(target: PostTarget, key: string): Promise<IngestSummary | null> {
  const staged = await readStagedClaims(target.objects, key);
  if (staged === null) return null;
  const summary = newIngestSummary();
  const spool = createMemoryClaimSpool(staged.claims);
  await commitSpool(
    target.tools,
    { spool, marks: staged.marks, summary },
    { log: openCommitLog(target) },
  );
  await target.objects.remove(key);
  return summary;
}

function openCommitLog({ tools, ...target }: PostTarget): CommitLog {
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
