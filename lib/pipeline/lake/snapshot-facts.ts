// What a manifest tells of its snapshot without a question to an engine: which years it holds, how
// many lines each, and the claims that have no row.

import type { Manifest } from './manifest.js';

export interface SnapshotYear {
  readonly year: number;
  readonly lines: number;
}

type Parts = Pick<Manifest, 'ledgerLines'>;

/** Calendar years that the snapshot holds, earliest first. */
export function yearsOf({ ledgerLines }: Parts): readonly SnapshotYear[] {
  const lines = new Map<number, number>();
  for (const { year, rows } of ledgerLines) lines.set(year, (lines.get(year) ?? 0) + rows);
  return [...lines]
    .map(([year, own]) => ({ year, lines: own }))
    .sort((left, right) => left.year - right.year);
}

/** Current claims without service lines: in the manifest only, as they have no row. */
export function headerOnlyOf({ ledgerLines }: Parts): {
  readonly claims: number;
  readonly paidCents: number;
} {
  let claims = 0;
  let paidCents = 0;
  for (const part of ledgerLines) {
    claims += part.headerOnlyClaims;
    paidCents += part.headerOnlyPaidCents;
  }
  return { claims, paidCents };
}
