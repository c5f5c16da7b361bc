// Posts one batch of claims: the log of the lake first, then the ledger (DESIGN 4). Twice is as
// good as once: versions that are there already are duplicates, and a batch that is gone was
// posted.

import { commitSpool } from '../commit-spool.js';
import type { IntakeTools } from '../ingest-claims.js';
import { newIngestSummary, type IngestSummary } from '../ingest-summary.js';
import { openCommitLog, type CommitLogTarget } from '../lake/open-commit-log.js';
import { createMemoryClaimSpool } from './memory-claim-spool.js';
import { readStagedClaims } from './staged-batch.js';

export interface PostTarget extends CommitLogTarget {
  readonly tools: IntakeTools;
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
