// Where the remittance differs from a replay of the limit as claims systems apply it (CWF-1,
// CWF-2). These are observations for a person to look at, not proof of misuse or of a processing
// error.

import type { JudgedLine, LineNote } from './judgement.js';
import type { Cents } from './money.js';

export function cwfNotes(
  lines: readonly JudgedLine[],
  kxThresholdCents: Cents | null,
): ReadonlyMap<JudgedLine, readonly LineNote[]> {
  const notes = new Map<JudgedLine, LineNote[]>();
  if (kxThresholdCents === null) return notes;
  const paidWithoutKx = new Map<string, JudgedLine[]>();
  for (const line of lines) {
    if (line.flags.includes('LIMIT_DENIED') && line.hasKx)
      notes.set(line, ['CWF_REJECTED_WITH_KX']);
    if (line.kxExpected !== 'required' || line.hasKx || line.accruedCents === 0) continue;
    notes.set(line, ['CWF_PAID_WITHOUT_KX']);
    const siblings = paidWithoutKx.get(line.claim.versionKey);
    if (siblings === undefined) paidWithoutKx.set(line.claim.versionKey, [line]);
    else siblings.push(line);
  }
  for (const siblings of paidWithoutKx.values()) {
    const [only] = siblings;
    // The one line of a claim that the system pays although it exceeds what is left.
    if (siblings.length !== 1 || only === undefined) continue;
    if ((only.beforeCents ?? kxThresholdCents) < kxThresholdCents) {
      notes.get(only)?.push('CWF_LEAST_EXCESS_LINE');
    }
  }
  return notes;
}
