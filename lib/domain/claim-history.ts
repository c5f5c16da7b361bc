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
  const byClaim = new Map<string, VersionHeader[]>();
  for (const header of headers) {
    const versions = byClaim.get(header.claimKey);
    if (versions === undefined) byClaim.set(header.claimKey, [header]);
    else if (!versions.some((each) => each.versionKey === header.versionKey)) versions.push(header);
  }
  const histories = new Map<string, ClaimHistory>();
  for (const claimKey of [...byClaim.keys()].sort()) {
    const versions = byClaim.get(claimKey) ?? [];
    const [only] = versions;
    const isPaidOnce = versions.length === 1 && only?.isReversal === false;
    histories.set(
      claimKey,
      isPaidOnce
        ? { claimKey, payments: versions, open: versions, reversals: NONE, orphans: NONE }
        : claimHistory(claimKey, versions.sort(compareVersions)),
    );
  }
  return histories;
}

/** Most claims are paid once and never touched again: they share it. */
const NONE: readonly VersionHeader[] = [];

function claimHistory(claimKey: string, versions: readonly VersionHeader[]): ClaimHistory {
  const open: VersionHeader[] = [];
  const orphans: VersionHeader[] = [];
  for (const day of byPaidDate(versions)) {
    const payments = day.filter((version) => !version.isReversal);
    const reversals = day.filter((version) => version.isReversal);
    const early = new Set(sameDayPairs(payments, reversals, reversals.length - open.length));
    for (const reversal of reversals) {
      if (!early.has(reversal) && open.pop() === undefined) orphans.push(reversal);
    }
    open.push(...payments.filter((payment) => !early.has(payment)));
  }
  return {
    claimKey,
    payments: versions.filter((version) => !version.isReversal),
    open,
    reversals: versions.filter((version) => version.isReversal),
    orphans,
  };
}

/**
 * A claim paid and taken back on one day: reversals come first in the order, and one of them finds
 * nothing to cancel. It cancels a payment of that day that it mirrors to the cent, if there is one.
 * Answers the pairs, at most `count` of them: reversals that older payments wait for are not taken.
 */
function sameDayPairs(
  payments: readonly VersionHeader[],
  reversals: readonly VersionHeader[],
  count: number,
): readonly VersionHeader[] {
  const paired: VersionHeader[] = [];
  for (const reversal of reversals) {
    if (paired.length >= 2 * count) break;
    const payment = payments.findLast(
      (each) => each.mirrorKey === reversal.mirrorKey && !paired.includes(each),
    );
    if (payment !== undefined) paired.push(reversal, payment);
  }
  return paired;
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
