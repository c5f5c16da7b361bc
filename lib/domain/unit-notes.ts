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
  const isAssistant = line.modifiers.includes('CQ') || line.modifiers.includes('CO');
  const { unitLimit } = lineFacts(claim, line, reference);
  const isOverLimit = unitLimit !== null && line.units > unitLimit;
  if (isAssistant) return isOverLimit ? BOTH : ASSISTANT;
  return isOverLimit ? OVER_LIMIT : NOTHING;
}

// Shared by all lines that they hold for.
const BOTH: readonly LineNote[] = ['ASSISTANT_FURNISHED', 'UNITS_OVER_MUE'];
const ASSISTANT: readonly LineNote[] = ['ASSISTANT_FURNISHED'];
const OVER_LIMIT: readonly LineNote[] = ['UNITS_OVER_MUE'];
const NOTHING: readonly LineNote[] = [];
