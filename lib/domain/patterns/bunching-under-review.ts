// Pattern: totals that end just under the amount of targeted review (ours). The review contractor
// has looked below it too, so that staying under is no safe harbour (SMRC-1).

import { ofDistances, type SharePattern } from './share-pattern.js';

export const bunchingUnderReview: SharePattern = {
  id: 'bunching_under_review',
  title: 'Care that ends just under the review amount',
  unit: 'totals around the review amount',
  predicate: 'ended just under it',
  cells: ofDistances((row) => ({ hits: row.justUnderReviewTotals, n: row.reviewWindowTotals })),
  rules: ['BUNCH-1', 'SMRC-1', 'PEER-1', 'STAT-2'],
  mend: 'Ask whether care ends when the patient is done or when the amount is.',
};
