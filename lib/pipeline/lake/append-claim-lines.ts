// Writes claim versions to the log of the lake, before the ledger takes them: a crash in between
// leaves rows that the same ingest writes again under the same name, and never a claim that the
// ledger has and the log has not. Write once a batch of many thousand lines, not once a commit:
// each time makes one object per service year.

import { createHash } from 'node:crypto';
import type { ObjectStore } from '../../ports/object-store.js';
import { compareText } from '../../domain/compare-text.js';
import { collectClaimRows, type LoggedVersion } from './claim-rows.js';
import { chunkKey } from './lake-keys.js';
import type { LakeTableWriter, OpenLakeTable } from './lake-table-writer.js';

export interface ClaimLogTarget {
  readonly tenantId: string;
  readonly objects: ObjectStore;
  readonly openTable: OpenLakeTable;
  /**
   * How often accruals of this tenant were restated (payer confirmed, amounts or settings changed)
   * before this append. Where a line was logged more than once, the highest number is valid.
   */
  readonly restatement?: number;
}

/** Rows gather as they are added, and become objects when written. */
export interface ClaimLog {
  add(versions: readonly LoggedVersion[]): void;
  /** Keys of the objects that now hold what was added since the last time. */
  write(): Promise<readonly string[]>;
}

export interface ClaimLinesAppend extends ClaimLogTarget {
  readonly versions: readonly LoggedVersion[];
}

/** Lines made into columns at once: enough to be cheap, few enough to be forgotten soon. */
const LINES_AT_ONCE = 1_000;

/** Keys of the objects that now hold the rows. The same versions in any order: the same objects. */
export async function appendClaimLines(append: ClaimLinesAppend): Promise<readonly string[]> {
  const log = openClaimLog(append);
  log.add([...append.versions].sort(compareVersions));
  return log.write();
}

/** The same versions in the same order make the same objects. */
export function openClaimLog(target: ClaimLogTarget): ClaimLog {
  let files = new Map<number, YearFile>();
  const pending = collectClaimRows(target.restatement ?? 0);
  let lines = 0;
  const flush = (): void => {
    for (const [year, batch] of pending.take()) {
      let file = files.get(year);
      if (file === undefined) files.set(year, (file = newFile(target)));
      file.writer.append(batch);
      file.rows += batch.rows;
    }
    lines = 0;
  };
  return {
    add(versions) {
      for (const logged of versions) {
        pending.add(logged);
        lines += logged.version.lines.length;
        if (lines >= LINES_AT_ONCE) flush();
      }
    },
    async write() {
      flush();
      const written = [...files].sort(([left], [right]) => left - right);
      files = new Map();
      const keys: string[] = [];
      for (const [year, file] of written) keys.push(await writeFile(target, year, file));
      return keys;
    },
  };
}

interface YearFile {
  readonly writer: LakeTableWriter;
  rows: number;
}

function newFile({ openTable }: ClaimLogTarget): YearFile {
  return { writer: openTable('claim_lines'), rows: 0 };
}

async function writeFile(
  { tenantId, objects }: ClaimLogTarget,
  year: number,
  { writer, rows }: YearFile,
): Promise<string> {
  const body = writer.finish();
  const sha256 = createHash('sha256').update(body).digest('hex');
  const key = chunkKey(tenantId, { year, sha256, rows });
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
