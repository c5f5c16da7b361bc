// Pattern: lines denied because the limit was used up (reason 119), of all that needed KX. Money
// that could have been collected with KX, and a sign that totals are not watched (ACC-5).

import { beneficiariesBehind, ofLines, type SharePattern } from './share-pattern.js';

export const limitDenials: SharePattern = {
  id: 'limit_denials',
  title: 'Lines denied for the limit',
  unit: 'lines that needed KX',
  predicate: 'were denied because the limit was used up (reason 119)',
  cells: ofLines((row) => ({
    hits: row.limitDeniedLines,
    n: row.requiredLines + row.limitDeniedLines,
    underBilledChargeCents: row.underBilledChargeCents,
  })),
  hitBeneficiaries: beneficiariesBehind(
    (row) => row.limitDeniedBeneficiaries,
    (row) => Math.max(row.requiredBeneficiaries, row.limitDeniedBeneficiaries),
  ),
  rules: ['ACC-5', 'FAC-1', 'PEER-1', 'STAT-2'],
  mend: 'Ask the contractor to reopen the lines where the record supports KX.',
};
