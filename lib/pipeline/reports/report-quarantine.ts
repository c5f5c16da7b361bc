// What stands in quarantine, as a report tells it: claims and files that are in no figure, and
// apart from these the lists of documents of which some rows were refused: the rest counts.

import type { QuarantineCounts, QuarantineStore } from '../../ports/quarantine-store.js';

export interface ReportQuarantine extends Omit<QuarantineCounts, 'lists'> {
  /** Of each list how many rows were refused, and where the first of them stands. */
  readonly refusedLists: readonly string[];
}

export async function reportQuarantine(
  store: Pick<QuarantineStore, 'list'>,
  tenantId: string,
): Promise<ReportQuarantine> {
  const records = await store.list(tenantId);
  const claims = records.filter(({ kind }) => kind === 'claim');
  const lists = records.filter(({ kind }) => kind === 'list');
  return {
    claims: claims.length,
    lines: records.reduce((sum, { lines }) => sum + lines, 0),
    files: records.length - claims.length - lists.length,
    refusedLists: lists.map(({ message }) => message).toSorted(),
  };
}
