// A short hash of what a judged year shows. A document is rewritten, and its shard published anew,
// exactly when this changes: also when only a verdict or the order of lines did.

import { hash } from 'node:crypto';
import type { JudgedLine, YearView } from '../domain/judgement.js';

/** 12 bytes. */
const DIGEST_CHARACTERS = 16;

export function viewDigest(view: YearView): string {
  let text = '';
  let last: JudgedLine | null = null;
  for (const line of view.lines) {
    if (line.claim.versionKey !== last?.claim.versionKey) {
      text += `${line.claim.versionKey}|${line.receivedDate}\n`;
    }
    text += `${line.line.line}|${line.beforeCents}|${line.afterCents}`;
    // Lines next to each other are mostly judged alike: making text of it costs most of this.
    text += last !== null && isJudgedAlike(line, last) ? '\n' : `|${verdictText(line)}\n`;
    last = line;
  }
  // One text: a call of the hash costs more than the hashing of a line.
  text += JSON.stringify(view.groups);
  return hash('sha256', text, 'base64url').slice(0, DIGEST_CHARACTERS);
}

function isJudgedAlike(line: JudgedLine, last: JudgedLine): boolean {
  return (
    line.kxExpected === last.kxExpected &&
    line.kxAssessment === last.kxAssessment &&
    line.kxCertainty === last.kxCertainty &&
    line.completeness === last.completeness &&
    line.isLowerBound === last.isLowerBound &&
    isSameList(line.flags, last.flags) &&
    isSameList(line.notes, last.notes)
  );
}

function isSameList(words: readonly string[], last: readonly string[]): boolean {
  if (words === last) return true;
  return words.length === last.length && words.every((word, at) => word === last[at]);
}

function verdictText(line: JudgedLine): string {
  return (
    `${line.kxExpected}|${line.kxAssessment}|${line.kxCertainty}|${line.completeness}|` +
    `${line.isLowerBound}|${line.flags.join()}|${line.notes.join()}`
  );
}
