// Pattern: lines above the amount without KX. Lines that the payer denied for the limit count as
// well: they needed KX as much, and a denial does not make the habit better (KX-1, ACC-5).

import { beneficiariesBehind, ofLines, type SharePattern } from './share-pattern.js';

export const missingKx: SharePattern = {
  id: 'missing_kx',
  title: 'KX left out above the amount',
  unit: 'lines that needed KX',
  predicate: 'lacked it or were denied for the limit',
  cells: ofLines((row) => ({
    hits: row.missingKxLines + row.limitDeniedLines,
    n: row.requiredLines + row.limitDeniedLines,
    exposedCents: row.missingAllowedCents,
    underBilledChargeCents: row.underBilledChargeCents,
  })),
  exposedBasis: 'allowed',
  hitBeneficiaries: beneficiariesBehind(
    (row) => row.missingKxBeneficiaries + row.limitDeniedBeneficiaries,
    (row) => Math.max(row.requiredBeneficiaries, row.limitDeniedBeneficiaries),
  ),
  rules: ['KX-1', 'KX-3', 'ACC-5', 'PEER-1', 'STAT-2'],
  mend: 'Warn the biller when a total passes the amount; correct or reopen the claims named.',
};
