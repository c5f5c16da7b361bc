// The versions of each claim, with every reversal matched to the payment that it cancels.

import type { VersionHeader } from './ledger-document.js';

/** All versions under one claim key, and what became of each. */
export interface ClaimHistory {
  readonly claimKey: string;
  /** Payments in order of paid date and hash. */
  readonly payments: readonly VersionHeader[];
  readonly open: readonly VersionHeader[];
  readonly reversals: readonly VersionHeader[];
  readonly orphans: readonly VersionHeader[];
}

/** Sorts each claim's versions and lets each reversal cancel the newest open payment before it. */
export function claimHistories(
  headers: readonly VersionHeader[],
): ReadonlyMap<string, ClaimHistory> {
  const byClaim = new Map<string, Map<string, VersionHeader>>();
  for (const header of headers) {
    let versions = byClaim.get(header.claimKey);
    if (versions === undefined) byClaim.set(header.claimKey, (versions = new Map()));
    versions.set(header.versionKey, header);
  }
  const histories = new Map<string, ClaimHistory>();
  for (const claimKey of [...byClaim.keys()].sort()) {
    const versions = [...(byClaim.get(claimKey)?.values() ?? [])].sort(compareVersions);
    histories.set(claimKey, claimHistory(claimKey, versions));
  }
  return histories;
}

function claimHistory(claimKey: string, versions: readonly VersionHeader[]): ClaimHistory {
  const open: VersionHeader[] = [];
  const orphans: VersionHeader[] = [];
  for (const day of byPaidDate(versions)) {
    const unmatched: VersionHeader[] = [];
    for (const version of day) {
      if (!version.isReversal) open.push(version);
      else if (open.pop() === undefined) unmatched.push(version);
    }
    // A claim paid and taken back on one day: the order above puts the reversal first, where it
    // finds nothing. It cancels the payment of that day that it mirrors to the cent, if there is one.
    for (const reversal of unmatched) {
      const at = open.findLastIndex(
        (payment) =>
          payment.paidDate === reversal.paidDate && payment.mirrorKey === reversal.mirrorKey,
      );
      if (at >= 0) open.splice(at, 1);
      else orphans.push(reversal);
    }
  }
  return {
    claimKey,
    payments: versions.filter((version) => !version.isReversal),
    open,
    reversals: versions.filter((version) => version.isReversal),
    orphans,
  };
}

/** Sorted versions, one list a paid date. */
function byPaidDate(versions: readonly VersionHeader[]): readonly (readonly VersionHeader[])[] {
  const days: VersionHeader[][] = [];
  for (const version of versions) {
    const day = days.at(-1);
    if (day?.[0]?.paidDate === version.paidDate) day.push(version);
    else days.push([version]);
  }
  return days;
}

/** Paid date, reversal before payment, then the hash in the version key. */
function compareVersions(left: VersionHeader, right: VersionHeader): number {
  if (left.paidDate !== right.paidDate) return left.paidDate < right.paidDate ? -1 : 1;
  if (left.isReversal !== right.isReversal) return left.isReversal ? -1 : 1;
  if (left.versionKey === right.versionKey) return 0;
  return left.versionKey < right.versionKey ? -1 : 1;
}
