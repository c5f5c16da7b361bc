// Pattern: the share of beneficiaries with KX, as comparative billing reports give it (CBR-1).
// Complex patients raise it rightly: it gives no points.

import { ofBeneficiaries, type SharePattern } from './share-pattern.js';

export const kxShare: SharePattern = {
  id: 'kx_share',
  title: 'Beneficiaries with KX',
  unit: 'beneficiaries',
  predicate: 'had KX on a line',
  cells: ofBeneficiaries((row) => ({ hits: row.kxBeneficiaries, n: row.beneficiaries })),
  rules: ['CBR-1', 'PEER-1', 'STAT-2'],
  mend: 'Compare with the early and missing shares: they tell whether KX stands where it belongs.',
};
