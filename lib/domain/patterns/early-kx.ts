// Pattern: KX on lines whose running total is clearly below the amount, on whichever date (KX-10).
// Set against all lines that called for none: each was a chance to set KX too early. Against the
// lines with KX, a slip would weigh the more the fewer of the patients need much care.

import type { LineMeasures } from '../measures/provider-measures.js';
import { beneficiariesBehind, ofLines, type SharePattern } from './share-pattern.js';

/** The one share of early KX: the pattern's, and that of every chart beside it. */
export function earlyKxCount({
  earlyKxLines,
  unrequiredLines,
}: Pick<LineMeasures, 'earlyKxLines' | 'unrequiredLines'>) {
  return { hits: earlyKxLines, n: unrequiredLines };
}

export const earlyKx: SharePattern = {
  id: 'early_kx',
  title: 'KX before the amount is reached',
  unit: 'lines that called for no KX',
  predicate: 'carried it before the amount was reached',
  cells: ofLines((row) => ({
    ...earlyKxCount(row),
    exposedCents: row.earlyPaidCents,
  })),
  hitBeneficiaries: beneficiariesBehind((row) => row.earlyKxBeneficiaries),
  rules: ['KX-1', 'KX-10', 'PEER-1', 'STAT-2'],
  mend: 'Have the running total looked up before KX is set, not after the evaluation.',
};
