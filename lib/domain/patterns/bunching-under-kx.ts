// Pattern: totals that end just under the KX amount, more often than around it (ours).

import { endingsAmong, ofEndings, type SharePattern } from './share-pattern.js';

export const bunchingUnderKx: SharePattern = {
  id: 'bunching_under_kx',
  title: 'Care that ends just under the KX amount',
  unit: 'beneficiaries',
  predicate: 'had a total that ended just under the KX amount',
  cells: ofEndings((row) => row.justUnderKxTotals),
  // Of those that end around it, too: long courses alone bring more totals to either side.
  hitBeneficiaries: endingsAmong(
    (row) => row.justUnderKxTotals,
    (row) => row.kxWindowTotals,
  ),
  rules: ['BUNCH-1', 'PEER-1', 'STAT-2'],
  mend: 'Ask whether care ends when the patient is done or when the amount is.',
};
