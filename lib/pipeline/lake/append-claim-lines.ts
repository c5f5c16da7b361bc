// Writes claim versions to the log of the lake, before the ledger takes them: a crash in between
// leaves rows that the same ingest writes again under the same name, and never a claim that the
// ledger has and the log has not. Call it once a batch of many thousand lines, not once a commit:
// each call makes one object per service year.

import { createHash } from 'node:crypto';
import type { ObjectStore } from '../../ports/object-store.js';
import { claimRowsByYear, type LoggedVersion } from './claim-rows.js';
import { chunkKey } from './lake-keys.js';
import type { ColumnBatch, OpenLakeTable } from './lake-table-writer.js';

export interface ClaimLinesAppend {
  readonly tenantId: string;
  readonly objects: ObjectStore;
  readonly openTable: OpenLakeTable;
  readonly versions: readonly LoggedVersion[];
  /**
   * How often accruals of this tenant were restated (payer confirmed, amounts or settings changed)
   * before this append. Where a line was logged more than once, the highest number is valid.
   */
  readonly restatement?: number;
}

/** Keys of the objects that now hold the rows. The same versions in any order: the same objects. */
export async function appendClaimLines(append: ClaimLinesAppend): Promise<readonly string[]> {
  const sorted = [...append.versions].sort(compareVersions);
  const keys: string[] = [];
  for (const [year, batch] of claimRowsByYear(sorted, append.restatement ?? 0)) {
    keys.push(await writeChunk(append, year, batch));
  }
  return keys;
}

async function writeChunk(
  { tenantId, objects, openTable }: ClaimLinesAppend,
  year: number,
  batch: ColumnBatch,
): Promise<string> {
  const writer = openTable('claim_lines');
  writer.append(batch);
  const body = writer.finish();
  const sha256 = createHash('sha256').update(body).digest('hex');
  const key = chunkKey(tenantId, { year, sha256, rows: batch.rows });
  // The name is the content: an object that is there already is this one.
  await objects.put(key, body, { ifAbsent: true });
  return key;
}

function compareVersions(left: LoggedVersion, right: LoggedVersion): number {
  return (
    compareText(left.token, right.token) ||
    compareText(left.version.versionKey, right.version.versionKey)
  );
}

function compareText(left: string, right: string): number {
  return left === right ? 0 : left < right ? -1 : 1;
}
