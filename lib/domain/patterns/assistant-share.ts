// Pattern: many lines furnished by assistants (CQ, CO). Lawful, and worth knowing beside minutes
// and supervision; it gives no points.

import { beneficiariesBehind, ofLines, type SharePattern } from './share-pattern.js';

export const assistantShare: SharePattern = {
  id: 'assistant_share',
  title: 'Lines furnished by assistants',
  unit: 'therapy lines that were not denied',
  predicate: 'were furnished by an assistant (CQ or CO)',
  cells: ofLines((row) => ({
    hits: row.assistantLines,
    n: row.therapyLines - row.deniedLines,
  })),
  hitBeneficiaries: beneficiariesBehind((row) => row.assistantBeneficiaries),
  rules: ['ASST-1', 'PEER-1', 'STAT-2'],
  mend: 'Check supervision, and that visits shared with a therapist are marked as the rules ask.',
};
