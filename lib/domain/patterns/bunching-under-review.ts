// Pattern: totals that end just under the amount of targeted review (ours). The review contractor
// has looked below it too, so that staying under is no safe harbour (SMRC-1).

import { endingsAmong, ofEndings, type SharePattern } from './share-pattern.js';

export const bunchingUnderReview: SharePattern = {
  id: 'bunching_under_review',
  title: 'Care that ends just under the review amount',
  unit: 'beneficiaries',
  predicate: 'had a total that ended just under the review amount',
  cells: ofEndings((row) => row.justUnderReviewTotals),
  // Of those that end around it, too: long courses alone bring more totals to either side.
  hitBeneficiaries: endingsAmong(
    (row) => row.justUnderReviewTotals,
    (row) => row.reviewWindowTotals,
  ),
  rules: ['BUNCH-1', 'SMRC-1', 'PEER-1', 'STAT-2'],
  mend: 'Ask whether care ends when the patient is done or when the amount is.',
};
