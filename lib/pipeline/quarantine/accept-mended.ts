// A mended claim into the ledger, by the way of every other claim: spooled, logged, committed. Then
// it leaves the quarantine; a crash in between leaves it there, and a second try is a duplicate.

import type { ClaimRead } from '../../intake/intake-claim.js';
import { commitSpool, type CommitStep } from '../commit-spool.js';
import { spoolClaims, type IntakeTools } from '../ingest-claims.js';
import { newIngestSummary, type IngestSummary } from '../ingest-summary.js';
import { createMemoryClaimSpool } from '../receive/memory-claim-spool.js';

export interface MendedClaim {
  readonly quarantineKey: string;
  readonly claim: ClaimRead;
}

export async function acceptMended(
  tools: IntakeTools,
  { quarantineKey, claim }: MendedClaim,
  step: CommitStep,
): Promise<IngestSummary> {
  const summary = newIngestSummary();
  const spool = createMemoryClaimSpool();
  const marks = new Map();
  await spoolClaims(tools, oneBatch(claim), { spool, marks, summary });
  await commitSpool(tools, { spool, marks, summary }, step);
  // Set aside once more (a full document) it is there under another key.
  await tools.quarantine.remove(tools.tenantId, [quarantineKey]);
  return summary;
}

async function* oneBatch(claim: ClaimRead): AsyncGenerator<readonly ClaimRead[]> {
  yield await Promise.resolve([claim]);
}
