// The first page, the totals and the exposures. A viewer gets the same shapes with small counts
// masked: `null` where a count from 1 to 10 stood, or what would give it away.

import { z } from '@hono/zod-openapi';
import type { TodayPage, ZoneRow } from '../../pipeline/pages/page-contents.js';
import type { Totals } from '../../pipeline/read-totals.js';
import { todayFields, totalsFields } from './overview-shapes.js';
import { cents, group, typed } from './shape.js';

export const exposureRow = z.object({
  exposure: z.enum(['kx_look_back', 'review_threshold']),
  year: z.int(),
  group,
  lines: z.int().nullable(),
  beneficiaries: z.int().nullable(),
  allowedCents: cents.nullable(),
  paidCents: cents.nullable(),
});

export const exposuresAnswer = z.object({
  asOf: z.string(),
  lookBackFrom: z.string(),
  exposures: z.array(exposureRow),
});

type MaskedZone = Omit<ZoneRow, 'beneficiaries' | 'lowerBoundBeneficiaries'> & {
  readonly beneficiaries: number | null;
  readonly lowerBoundBeneficiaries: number | null;
};

export interface TodayAnswer extends Omit<TodayPage, 'exposures' | 'zones' | 'totals'> {
  readonly exposures: readonly z.infer<typeof exposureRow>[];
  readonly zones: readonly MaskedZone[];
  readonly totals: TotalsAnswer;
  readonly isMasked: boolean;
  readonly quarantined: { readonly claims: number; readonly files: number };
}

/** Counts of people are null where they are masked. */
export type TotalsAnswer = Omit<Totals, 'beneficiaries' | 'byYearAndGroup'> & {
  readonly beneficiaries: number | null;
  readonly byYearAndGroup: readonly (Omit<Totals['byYearAndGroup'][number], 'beneficiaries'> & {
    readonly beneficiaries: number | null;
  })[];
};

export const totalsAnswer = typed<TotalsAnswer>('What `kxray totals --json` prints', totalsFields);

export const todayAnswer = typed<TodayAnswer>('The first page of a morning', {
  ...todayFields,
  totals: totalsAnswer,
  isMasked: z.boolean(),
  quarantined: z.object({ claims: z.int(), files: z.int() }),
  exposures: z.array(exposureRow),
});
export type ExposuresAnswer = z.infer<typeof exposuresAnswer>;
