// KX outside therapy (KX-7) and its look-alikes: recognised, named, and left alone.

import { submittedProcedure, type ClaimLine } from './claim.js';
import type { LineNote } from './judgement.js';
import { hasKx } from './allowed-amount.js';
import type { KxContextRow, ReferenceData } from './reference.js';
import type { TherapyClass } from './therapy-line.js';

const NOTE_OF_CONTEXT: Readonly<Record<KxContextRow['context'], LineNote>> = {
  dmepos: 'KX_CONTEXT_DMEPOS',
  dental: 'KX_CONTEXT_DENTAL',
  hospice_notice: 'KX_CONTEXT_HOSPICE_NOTICE',
  sex_procedure_conflict: 'KX_CONTEXT_SEX_PROCEDURE_CONFLICT',
  respiratory: 'KX_CONTEXT_RESPIRATORY',
};

const NO_NOTES: readonly LineNote[] = [];

export function kxNotes(
  line: ClaimLine,
  therapy: TherapyClass,
  reference: ReferenceData,
): readonly LineNote[] {
  const { modifiers } = submittedProcedure(line);
  // Most modifiers do not begin with K: most lines need no further look.
  if (!modifiers.some((modifier) => modifier.startsWith('K'))) return NO_NOTES;
  const notes: LineNote[] = [];
  if (modifiers.includes('KF')) notes.push('KX_LOOKALIKE_KF');
  if (modifiers.includes('KZ')) notes.push('KX_LOOKALIKE_KZ');
  if (!hasKx(line) || therapy.group !== null) return notes;
  if (therapy.flags.includes('PAYER_EXCLUDED')) notes.push('KX_CONTEXT_OTHER_PAYER');
  if (therapy.flags.includes('DISCIPLINE_UNRESOLVED') || therapy.rules.includes('ID-2')) {
    notes.push('KX_WITHOUT_DISCIPLINE_MODIFIER');
  }
  const context = reference.kxContexts.find((row) => line.hcpcs.startsWith(row.codePrefix));
  if (context !== undefined) notes.push(NOTE_OF_CONTEXT[context.context]);
  return notes;
}
