// Pattern: the discipline modifier contradicts the code, the revenue code or another modifier, so
// that the line may stand in the wrong total (ID-3, ID-4).

import { beneficiariesBehind, ofLines, type SharePattern } from './share-pattern.js';

export const disciplineConflict: SharePattern = {
  id: 'discipline_conflict',
  title: 'Discipline modifier that contradicts the line',
  unit: 'therapy lines',
  predicate: 'named one discipline by modifier and another by code',
  cells: ofLines((row) => ({
    hits: row.disciplineConflictLines,
    n: row.disciplineCheckedLines,
  })),
  hitBeneficiaries: beneficiariesBehind((row) => row.disciplineConflictBeneficiaries),
  rules: ['ID-3', 'ID-4', 'PEER-1', 'STAT-2'],
  mend: 'Set GP, GO or GN from the plan of care, and check evaluation codes against it.',
};
