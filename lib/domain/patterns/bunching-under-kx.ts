// Pattern: totals that end just under the KX amount, more often than around it (ours).

import { ofDistances, type SharePattern } from './share-pattern.js';

export const bunchingUnderKx: SharePattern = {
  id: 'bunching_under_kx',
  title: 'Care that ends just under the KX amount',
  unit: 'totals around the KX amount',
  predicate: 'ended just under it',
  cells: ofDistances((row) => ({ hits: row.justUnderKxTotals, n: row.kxWindowTotals })),
  rules: ['BUNCH-1', 'PEER-1', 'STAT-2'],
  mend: 'Ask whether care ends when the patient is done or when the amount is.',
};
