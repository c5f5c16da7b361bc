// Providers: the list, one in full, the lines behind a part, and the page of patterns.

import { z } from '@hono/zod-openapi';
import { PATTERN_IDS } from '../../domain/patterns/pattern-finding.js';
import type { ProviderLine } from '../../pipeline/measures/read-provider-lines.js';
import type {
  PatternsPage,
  ProviderPage,
  ProviderRow,
} from '../../pipeline/pages/page-contents.js';
import { npi, role, shapeOf } from './shape.js';

export type ProviderListRow = Omit<ProviderRow, 'score' | 'beneficiaries' | 'exposedCents'> & {
  /** Null where it is masked. */
  readonly score: number | null;
  readonly beneficiaries: number | null;
  readonly exposedCents: number | null;
};

export const providersQuery = z.object({ role: role.default('rendering') });

export const providersAnswer = z.object({
  runId: z.string().nullable(),
  period: z.object({ from: z.string(), to: z.string() }).nullable(),
  isMasked: z.boolean(),
  rows: z.array(shapeOf<ProviderListRow>('A provider with its score')),
});

export const providerParams = z.object({ role, npi });
export const providerAnswer = shapeOf<ProviderPage>(
  'One provider: parts, patterns, factors, peers',
);

export const partParams = z.object({ role, npi, pattern: z.enum(PATTERN_IDS) });

export interface PartLinesAnswer {
  readonly total: number;
  readonly lines: readonly (ProviderLine & { readonly claimRef: string })[];
}

export const partLinesAnswer = shapeOf<PartLinesAnswer>('Exactly the lines that a part counts');

export const patternsAnswer = shapeOf<PatternsPage | null>(
  'Causes, heat map, change points, funnel',
);

export type ProvidersAnswer = z.infer<typeof providersAnswer>;
