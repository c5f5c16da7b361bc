// Pattern: beneficiaries who had therapy from several billing providers in the year (OIG-3; two or
// more is our working definition). Totals of others are then easily missed. The dollars are those
// that Medicare paid this provider for them, not what it paid the others.

import { ofBeneficiaries, type SharePattern } from './share-pattern.js';

export const severalProviders: SharePattern = {
  id: 'several_providers',
  title: 'Beneficiaries with several providers',
  unit: 'beneficiaries',
  predicate: 'had therapy from two or more billing providers in the year',
  cells: ofBeneficiaries((row) => ({
    hits: row.severalProviderBeneficiaries,
    n: row.beneficiaries,
    exposedCents: row.severalProviderPaidCents,
  })),
  rules: ['OIG-3', 'PEER-1', 'STAT-2'],
  mend: 'Ask new patients for therapy elsewhere this year, and look eligibility up.',
};
