// Pattern: more than eight hours of timed therapy for one beneficiary on one day (OIG-6). The
// eight hours are the OIG's; what counts as an hour is our working definition.

import { ofVisits, visitorsBehind, type SharePattern } from './share-pattern.js';

export const longDays: SharePattern = {
  id: 'long_days',
  title: 'Beneficiary days above eight hours',
  unit: 'visit days',
  predicate: 'had more than eight hours of timed codes for one beneficiary',
  cells: ofVisits((row) => ({ hits: row.longBeneficiaryDays, n: row.visits })),
  hitBeneficiaries: visitorsBehind((row) => row.longDayBeneficiaries),
  rules: ['OIG-6', 'UNIT-1', 'FAC-2', 'PEER-1', 'STAT-2'],
  mend: 'Look for units keyed as minutes and for visits of several days billed on one.',
};
