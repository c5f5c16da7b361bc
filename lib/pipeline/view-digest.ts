// A short hash of what a judged year shows. A document is rewritten, and its shard published anew,
// exactly when this changes: also when only a verdict or the order of lines did.

import { hash } from 'node:crypto';
import type { YearView } from '../domain/judgement.js';

/** 12 bytes. */
const DIGEST_CHARACTERS = 16;

export function viewDigest(view: YearView): string {
  let text = '';
  let claim = '';
  for (const line of view.lines) {
    if (line.claim.versionKey !== claim) {
      claim = line.claim.versionKey;
      text += `${claim}|${line.receivedDate}\n`;
    }
    text +=
      `${line.line.line}|${line.beforeCents}|${line.afterCents}|${line.kxExpected}|` +
      `${line.kxAssessment}|${line.kxCertainty}|${line.completeness}|${line.isLowerBound}|` +
      `${line.flags.join()}|${line.notes.join()}\n`;
  }
  // One text: a call of the hash costs more than the hashing of a line.
  text += JSON.stringify(view.groups);
  return hash('sha256', text, 'base64url').slice(0, DIGEST_CHARACTERS);
}
