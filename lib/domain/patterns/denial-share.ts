// Pattern: a high share of denied therapy lines (factor I of the statute, FAC-1).

import { beneficiariesBehind, ofLines, type SharePattern } from './share-pattern.js';

export const denialShare: SharePattern = {
  id: 'denial_share',
  title: 'Denied lines',
  unit: 'therapy lines',
  predicate: 'were denied',
  cells: ofLines((row) => ({ hits: row.deniedLines, n: row.therapyLines })),
  hitBeneficiaries: beneficiariesBehind((row) => row.deniedBeneficiaries),
  rules: ['FAC-1', 'DEN-1', 'PEER-1', 'STAT-2'],
  mend: 'Sort the denials by reason code and mend the largest reason first.',
};
