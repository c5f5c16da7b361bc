// Which claims of a person are still in quarantine: a mark ends when a version of its claim was
// accepted after all. A reversal waits for a reversal: the payment that it takes back was accepted
// long before, and stands too high as long as the reversal is missing.

import type { QuarantineMark, VersionHeader } from './ledger-document.js';

/** What a mark names: the claim, or the taking back of it. */
export function markKey(claimKey: string, isReversal: boolean): string {
  return isReversal ? `${claimKey}|reversal` : claimKey;
}

/** What marks may name that these versions settle. */
export function settledMarkKeys(
  versions: readonly Pick<VersionHeader, 'claimKey' | 'isReversal'>[],
): ReadonlySet<string> {
  const settled = new Set<string>();
  for (const { claimKey, isReversal } of versions) {
    settled.add(markKey(claimKey, false));
    if (isReversal) settled.add(markKey(claimKey, true));
  }
  return settled;
}

export function openMarks(
  marks: readonly QuarantineMark[],
  headers: readonly VersionHeader[],
): readonly QuarantineMark[] {
  if (marks.length === 0) return marks;
  const settled = settledMarkKeys(headers);
  return marks.filter((mark) => mark.claimKey === null || !settled.has(mark.claimKey));
}
