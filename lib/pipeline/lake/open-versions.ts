// Versions that one side told and the other has not yet: a person's tokens may lie in different
// shards once they are joined, so both sides of a year must have been heard before one is missing.

import type { Differences } from './differences.js';
import type { GroupCents } from './ledger-year-facts.js';

export interface OpenVersions {
  readonly inLog: Map<string, GroupCents>;
  readonly inLedger: Map<string, GroupCents>;
}

export function openVersions(): OpenVersions {
  return { inLog: new Map(), inLedger: new Map() };
}

/** After the last shard of a year: pairs what is left, and reports what has no partner. */
export function settleVersions(open: OpenVersions, year: number, differences: Differences): void {
  for (const [versionKey, ledgerCents] of open.inLedger) {
    const logCents = open.inLog.get(versionKey);
    if (logCents === undefined) {
      const detail = 'the ledger has a version that was never logged';
      differences.add({ kind: 'version_only_in_ledger', year, subject: versionKey, detail });
    } else {
      compareVersion(versionKey, { year, logCents, ledgerCents }, differences);
      open.inLog.delete(versionKey);
    }
  }
  for (const versionKey of open.inLog.keys()) {
    const detail = 'the log has a version that the ledger has not: its commit did not come through';
    differences.add({ kind: 'version_only_in_log', year, subject: versionKey, detail });
  }
}

export function compareVersion(
  versionKey: string,
  sides: {
    readonly year: number;
    readonly logCents: GroupCents;
    readonly ledgerCents: GroupCents;
  },
  differences: Differences,
): void {
  const { year, logCents, ledgerCents } = sides;
  if (logCents.PT_SLP === ledgerCents.PT_SLP && logCents.OT === ledgerCents.OT) return;
  differences.add({
    kind: 'version_amount',
    year,
    subject: versionKey,
    detail: `log ${centsText(logCents)}, ledger ${centsText(ledgerCents)}`,
  });
}

export function centsText(cents: GroupCents): string {
  return `PT_SLP ${cents.PT_SLP}, OT ${cents.OT} cents`;
}
