// Providers: the list, one in full, the lines behind a part, and the page of patterns.

import { z } from '@hono/zod-openapi';
import { PATTERN_IDS } from '../../domain/patterns/pattern-finding.js';
import type { ProviderLine } from '../../pipeline/measures/read-provider-lines.js';
import type { ProviderRow } from '../../pipeline/pages/page-contents.js';
import { patternsPage, providerLine, providerPage } from './provider-shapes.js';
import { cents, count, npi, role, typed, word } from './shape.js';

export type ProviderListRow = Omit<ProviderRow, 'score' | 'beneficiaries' | 'exposedCents'> & {
  /** Null where it is masked. */
  readonly score: number | null;
  readonly beneficiaries: number | null;
  readonly exposedCents: number | null;
};

export const providersQuery = z.object({ role: role.default('rendering') });

const providerRow = typed<ProviderListRow>('A provider with its score', {
  role,
  npi: z.string(),
  score: z.number().nullable(),
  band: word,
  beneficiaries: count.nullable(),
  detected: z.array(word),
  exposedCents: cents.nullable(),
  topPart: word.nullable(),
});

export const providersAnswer = z.object({
  runId: z.string().nullable(),
  period: z.object({ from: z.string(), to: z.string() }).nullable(),
  isMasked: z.boolean(),
  rows: z.array(providerRow),
});

export const providerParams = z.object({ role, npi });
export const providerAnswer = providerPage;

export const partParams = z.object({ role, npi, pattern: z.enum(PATTERN_IDS) });

export interface PartLinesAnswer {
  readonly total: number;
  readonly lines: readonly (ProviderLine & { readonly claimRef: string })[];
}

export const partLinesAnswer = typed<PartLinesAnswer>('Exactly the lines that a part counts', {
  total: count,
  lines: z.array(
    typed<PartLinesAnswer['lines'][number]>('A line behind a part', {
      ...providerLine,
      claimRef: z.string(),
    }),
  ),
});

export const patternsAnswer = patternsPage.nullable();

export type ProvidersAnswer = z.infer<typeof providersAnswer>;
