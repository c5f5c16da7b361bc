// Pattern: beneficiaries with paid therapy in every quarter of the year (OIG-4; the quarters are
// our working definition). Chronic illness does the same: it gives no points. Asked only of periods
// that hold a whole calendar year: in any other nobody could have all four quarters of one.

import type { Period } from '../measures/provider-measures.js';
import { ofBeneficiaries, type SharePattern } from './share-pattern.js';

const cells = ofBeneficiaries((row) => ({
  hits: row.throughoutYearBeneficiaries,
  n: row.beneficiaries,
}));

export const throughoutYear: SharePattern = {
  id: 'throughout_year',
  title: 'Therapy in every quarter',
  unit: 'beneficiaries',
  predicate: 'had paid therapy in each quarter of the year',
  cells: (measures) => (holdsCalendarYear(measures.period) ? cells(measures) : []),
  rules: ['OIG-4', 'PEER-1', 'STAT-2'],
  mend: 'Read the progress reports: goals, and why skilled care goes on.',
};

function holdsCalendarYear({ from, to }: Period): boolean {
  const year = Number(from.slice(0, 4));
  return [year, year + 1].some((each) => from <= `${each}-01-01` && to >= `${each}-12-31`);
}
