// Which version of each claim counts, by brute force: the second opinion on DESIGN section 4
// (identity of claims). Plain loops over plain lists; nothing here is meant to be fast.

import type { ExampleClaim, ExampleConfig } from './ledger-example.js';

/** Where a claim stands in the order of accrual. */
export interface NaivePlace {
  readonly received: string;
  readonly icn: string;
}

/** Not our claim, predetermination: read and ignored (RULES 8.1). */
const IGNORED_STATUSES = ['23', '25'];

/** The versions that count: paid, not cancelled, not superseded; at most one per control number. */
export function naiveCurrentClaims(claims: readonly ExampleClaim[]): readonly ExampleClaim[] {
  const versions = distinctVersions(claims);
  const last = [...new Set(versions.map((version) => version.icn))]
    .map((icn) => openPayments(versions.filter((version) => version.icn === icn)).at(-1))
    .filter((version) => version !== undefined);
  const superseded = new Set(last.flatMap((version) => replacedBy(version.icn, versions)));
  return last.filter((version) => !superseded.has(version.icn));
}

/** A replacement stands where the claim it replaces stood, unless appended (ADJ-2, ADJ-3). */
export function naivePlace(
  claim: ExampleClaim,
  claims: readonly ExampleClaim[],
  config: ExampleConfig,
): NaivePlace {
  const versions = distinctVersions(claims);
  const chain = config.correctionPosition === 'append' ? [] : replacedBy(claim.icn, versions);
  // A replaced claim that was never seen has no place to give.
  const first = chain.map((icn) => payments(icn, versions).at(-1)).findLast((one) => one);
  return { received: (first ?? claim).received, icn: (first ?? claim).icn };
}

/** Same control number, content and paid date: the same version, however often (IDEM-1). */
function distinctVersions(claims: readonly ExampleClaim[]): readonly ExampleClaim[] {
  return claims
    .filter((claim) => !IGNORED_STATUSES.includes(claim.status))
    .filter((claim, at, all) => all.findIndex((other) => content(other) === content(claim)) === at);
}

/** What stays open of one control number, oldest first. */
function openPayments(versions: readonly ExampleClaim[]): readonly ExampleClaim[] {
  const open: ExampleClaim[] = [];
  const cancelled: ExampleClaim[] = [];
  const ordered = inOrder(versions);
  for (const version of ordered) {
    if (!isReversal(version)) {
      if (!cancelled.includes(version)) open.push(version);
    } else if (open.length > 0) {
      open.pop();
    } else {
      // Nothing before it: it can only undo a payment of its own day that it mirrors exactly.
      const mirror = ordered.find(
        (other) =>
          !isReversal(other) &&
          paidDate(other) === paidDate(version) &&
          amounts(other) === amounts(version) &&
          !cancelled.includes(other),
      );
      if (mirror !== undefined) cancelled.push(mirror);
    }
  }
  return open;
}

/** Control numbers that a claim replaces, directly or through replacements in between. */
function replacedBy(icn: string, versions: readonly ExampleClaim[]): readonly string[] {
  const found: string[] = [];
  for (let next = linkOf(icn, versions); next !== null; next = linkOf(next, versions)) {
    if (next === icn || found.includes(next)) break;
    found.push(next);
  }
  return found;
}

/** The newest link of a control number. One that names itself is a repayment and says nothing. */
function linkOf(icn: string, versions: readonly ExampleClaim[]): string | null {
  const links = payments(icn, versions).flatMap((version) => version.replaces ?? []);
  return links.filter((link) => link !== icn).at(-1) ?? null;
}

/** Payments under a control number, oldest first. */
function payments(icn: string, versions: readonly ExampleClaim[]): readonly ExampleClaim[] {
  return inOrder(versions).filter((version) => version.icn === icn && !isReversal(version));
}

/** Paid date, reversal before payment, then a fixed order of contents. */
function inOrder(versions: readonly ExampleClaim[]): readonly ExampleClaim[] {
  const key = (version: ExampleClaim) =>
    [paidDate(version), isReversal(version) ? '0' : '1', content(version)].join('|');
  return [...versions].sort((left, right) => (key(left) < key(right) ? -1 : 1));
}

function isReversal(version: ExampleClaim): boolean {
  return version.status === '22';
}

function paidDate(version: ExampleClaim): string {
  return version.paidDate ?? version.received;
}

function content(version: ExampleClaim): string {
  return JSON.stringify([
    version.icn,
    version.claimType,
    version.typeOfBill ?? null,
    version.received,
    paidDate(version),
    version.status,
    version.replaces ?? null,
    version.billingNpi ?? null,
    version.payer ?? null,
    version.cah ?? false,
    version.mspAccrual ?? null,
    version.lines.map((line) => [
      line.line,
      line.dos,
      line.hcpcs,
      line.mods ?? [],
      line.rev ?? null,
      line.units ?? 1,
      line.charge ?? '0.00',
      line.allowed ?? null,
      line.paid ?? '0.00',
      line.cas ?? [],
      line.denied ?? false,
    ]),
  ]);
}

/** All amounts of a version without their signs. */
function amounts(version: ExampleClaim): string {
  const bare = (text: string | null | undefined) => (text ?? '0.00').replace('-', '');
  return JSON.stringify(
    version.lines.map((line) => [
      line.line,
      bare(line.charge),
      bare(line.allowed),
      bare(line.paid),
      (line.cas ?? []).map(([group, code, amount]) => [group, code, bare(amount)]),
    ]),
  );
}
