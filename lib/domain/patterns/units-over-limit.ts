// Pattern: more units of a code on a day than its limit (MUE-1; factor II names unlikely units).

import { ofVisits, visitorsBehind, type SharePattern } from './share-pattern.js';

export const unitsOverLimit: SharePattern = {
  id: 'units_over_limit',
  title: 'More units in a day than the limit of the code',
  unit: 'days of a code with a known limit',
  predicate: 'had more units than the limit',
  cells: ofVisits((row) => ({ hits: row.overLimitCodeDays, n: row.limitedCodeDays })),
  hitBeneficiaries: visitorsBehind((row) => row.overLimitBeneficiaries),
  rules: ['MUE-1', 'UNIT-1', 'FAC-2', 'PEER-1', 'STAT-2'],
  mend: 'Compare units with the minutes of the notes for the days named; stop at the limit.',
};
