// Pattern: KX beside GA, GX, GY or GZ, which contradict it (KX-8, ABN-2). Set against the lines
// that require KX: who treats beneficiaries above the amount has more chances to slip.

import { beneficiariesBehind, ofLines, type SharePattern } from './share-pattern.js';

export const kxConflict: SharePattern = {
  id: 'kx_conflict',
  title: 'KX beside GA, GX, GY or GZ',
  unit: 'lines that require KX or contradict it',
  predicate: 'carried KX beside GA, GX, GY or GZ',
  cells: ofLines((row) => ({
    hits: row.conflictLines + row.deniedConflictLines,
    n: row.requiredLines + row.conflictLines + row.deniedConflictLines,
    exposedCents: row.conflictPaidCents,
  })),
  hitBeneficiaries: beneficiariesBehind(
    (row) => row.conflictBeneficiaries,
    (row) => Math.max(row.requiredBeneficiaries, row.conflictBeneficiaries),
  ),
  rules: ['KX-8', 'ABN-2', 'PEER-1', 'STAT-2'],
  mend: 'Decide once a visit: KX where care is necessary, or a notice where it is not; never both.',
};
