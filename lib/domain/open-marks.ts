// Which claims of a person are still in quarantine: a mark ends when a version of its claim was
// accepted after all.

import type { QuarantineMark, VersionHeader } from './ledger-document.js';

export function openMarks(
  marks: readonly QuarantineMark[],
  headers: readonly VersionHeader[],
): readonly QuarantineMark[] {
  if (marks.length === 0) return marks;
  const accepted = new Set(headers.map((header) => header.claimKey));
  return marks.filter((mark) => mark.claimKey === null || !accepted.has(mark.claimKey));
}
