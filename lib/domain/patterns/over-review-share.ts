// Pattern: many beneficiaries above the amount of targeted review. CMS said in 2016 that the review
// contractor picks providers so (SMRC-1). Complex patients do the same: it gives no points.

import { ofBeneficiaries, type SharePattern } from './share-pattern.js';

export const overReviewShare: SharePattern = {
  id: 'over_review_share',
  title: 'Beneficiaries above the review amount',
  unit: 'beneficiaries',
  predicate: 'went above the amount of targeted review',
  cells: ofBeneficiaries((row) => ({ hits: row.overReviewBeneficiaries, n: row.beneficiaries })),
  rules: ['TMR-1', 'SMRC-1', 'PEER-1', 'STAT-2'],
  mend: 'Read the records above the amount first: necessity has to show in each.',
};
