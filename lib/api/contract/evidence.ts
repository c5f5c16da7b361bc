// The record behind a beneficiary's KX lines, item by item.

import type { CheckedItem } from '../../domain/documentation/line-checklist.js';
import type {
  EvidenceItem,
  EvidenceLine,
  LineEvidence,
} from '../../pipeline/documents/line-evidence.js';
import { z } from '@hono/zod-openapi';
import { isoDay, typed } from './shape.js';

export interface EvidenceAnswer extends LineEvidence {
  readonly claimRefs: Readonly<Record<string, string>>;
}

export const evidenceAnswer = typed<EvidenceAnswer>(
  'What a reviewer would ask for on each KX line: present, late, absent or unknown',
  {
    documents: z.int(),
    items: z.array(
      typed<EvidenceItem>('What is asked for, and where the manual says so', {
        id: z.string(),
        title: z.string(),
        rule: z.string(),
        section: z.string(),
      }),
    ),
    lines: z.array(
      typed<EvidenceLine>('A KX line and the record behind it', {
        claim: z.string(),
        line: z.int(),
        year: z.int(),
        serviceDate: isoDay,
        discipline: z.string(),
        isPastAmount: z.boolean(),
        items: z.array(typed<CheckedItem>('One item', { id: z.string(), status: z.string() })),
        prompts: z.array(z.string()),
      }),
    ),
    claimRefs: z.record(z.string(), z.string()),
  },
);
