// Pattern: KX from the first therapy date of the year, as a routine, while it was not required.
// CMS tolerates KX close to the amount, not from the first visit on (KX-10); the OIG counted
// beneficiaries with the modifier on their first date (OIG-2).

import { ofBeneficiaries, type SharePattern } from './share-pattern.js';

export const firstDateEarlyKx: SharePattern = {
  id: 'routine_early_kx',
  title: 'KX from the first date of the year',
  unit: 'beneficiaries',
  predicate: 'had KX on their first therapy date of the year while it was not required',
  cells: ofBeneficiaries((row) => ({
    hits: row.firstDateEarlyBeneficiaries,
    n: row.firstDateJudgedBeneficiaries,
  })),
  rules: ['KX-10', 'OIG-2', 'PEER-1', 'STAT-2'],
  mend: 'Let KX follow the running total: take it out of the template for first visits.',
};
