// Versions that one side told and the other has not yet: a person's tokens may lie in different
// shards once they are joined, so both sides of a year must have been heard before one is missing.

import type { Differences } from './differences.js';
import type { GroupCents } from './ledger-year-facts.js';

/**
 * One side's copies of a version: as many as there are beneficiaries who have it, for two claims
 * may be alike to the last digit. Whose a copy is counts for nothing: a token may have changed
 * since the version was logged.
 */
export interface OpenCopies {
  readonly copies: GroupCents[];
  /** The other side has the version, too. */
  isKnown: boolean;
}

export interface OpenVersions {
  readonly inLog: Map<string, OpenCopies>;
  readonly inLedger: Map<string, OpenCopies>;
}

export function openVersions(): OpenVersions {
  return { inLog: new Map(), inLedger: new Map() };
}

export function addCopy(
  side: Map<string, OpenCopies>,
  versionKey: string,
  cents: GroupCents,
): void {
  const known = side.get(versionKey);
  if (known === undefined) side.set(versionKey, { copies: [cents], isKnown: false });
  else known.copies.push(cents);
}

/** Takes one copy out of the log, the same amounts if there are any; null when none is left. */
export function takeLogged(
  { inLog }: OpenVersions,
  versionKey: string,
  cents: GroupCents,
): GroupCents | null {
  const open = inLog.get(versionKey);
  if (open === undefined) return null;
  const same = open.copies.findIndex((copy) => isSame(copy, cents));
  const [taken] = open.copies.splice(Math.max(same, 0), 1);
  open.isKnown = true;
  if (open.copies.length === 0) inLog.delete(versionKey);
  return taken ?? null;
}

/** After the last shard of a year: pairs what is left, and reports what has no partner. */
export function settleVersions(open: OpenVersions, year: number, differences: Differences): void {
  for (const [versionKey, { copies }] of open.inLedger) {
    for (const ledgerCents of copies) {
      const logCents = takeLogged(open, versionKey, ledgerCents);
      if (logCents !== null) {
        compareVersion(versionKey, { year, logCents, ledgerCents }, differences);
        continue;
      }
      const detail = 'the ledger has a version that was never logged';
      differences.add({ kind: 'version_only_in_ledger', year, subject: versionKey, detail });
    }
  }
  for (const [versionKey, { isKnown }] of open.inLog) {
    // Logged under two tokens that are one person: the ledger has it once.
    if (isKnown) continue;
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
  if (isSame(logCents, ledgerCents)) return;
  differences.add({
    kind: 'version_amount',
    year,
    subject: versionKey,
    detail: `log ${centsText(logCents)}, ledger ${centsText(ledgerCents)}`,
  });
}

function isSame(left: GroupCents, right: GroupCents): boolean {
  return left.PT_SLP === right.PT_SLP && left.OT === right.OT;
}

export function centsText(cents: GroupCents): string {
  return `PT_SLP ${cents.PT_SLP}, OT ${cents.OT} cents`;
}
