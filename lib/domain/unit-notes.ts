// Observations about units and who furnished a line: they change no amount and no verdict.

import type { ClaimLine, ClaimVersion } from './claim.js';
import type { LineNote } from './judgement.js';
import { lineFacts } from './measures/line-facts.js';
import type { ReferenceData } from './reference.js';

/** ACC-6: CQ and CO mark assistants; we trust the reported amount. RULES 7.6: unit limits a day. */
export function unitNotes(
  claim: ClaimVersion,
  line: ClaimLine,
  reference: ReferenceData,
): readonly LineNote[] {
  const notes: LineNote[] = [];
  if (line.modifiers.includes('CQ') || line.modifiers.includes('CO')) {
    notes.push('ASSISTANT_FURNISHED');
  }
  const { unitLimit } = lineFacts(claim, line, reference);
  if (unitLimit !== null && line.units > unitLimit) {
    notes.push('UNITS_OVER_MUE');
  }
  return notes;
}
