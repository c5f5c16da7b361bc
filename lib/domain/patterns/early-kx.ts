// Pattern: KX on lines whose running total is clearly below the amount, on whichever date (KX-10).

import { beneficiariesBehind, ofLines, type SharePattern } from './share-pattern.js';

export const earlyKx: SharePattern = {
  id: 'early_kx',
  title: 'KX before the amount is reached',
  unit: 'judged lines with KX',
  predicate: 'carried it before the amount was reached',
  cells: ofLines((row) => ({
    hits: row.earlyKxLines,
    n: row.judgedKxLines,
    exposedCents: row.earlyPaidCents,
  })),
  hitBeneficiaries: beneficiariesBehind((row) => row.earlyKxBeneficiaries),
  rules: ['KX-1', 'KX-10', 'PEER-1', 'STAT-2'],
  mend: 'Have the running total looked up before KX is set, not after the evaluation.',
};
