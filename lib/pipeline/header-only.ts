// Current claims without service lines: no row of the lake shows them, so they are counted apart.

import type { ClaimVersion } from '../domain/claim.js';
import type { Resolution } from '../domain/resolve-versions.js';

export interface HeaderOnly {
  readonly headerOnlyClaims: number;
  readonly headerOnlyPaidCents: number;
}

/** Of the versions of one year. */
export function headerOnly(versions: readonly ClaimVersion[], resolution: Resolution): HeaderOnly {
  let headerOnlyClaims = 0;
  let headerOnlyPaidCents = 0;
  for (const { lines, versionKey, paidCents } of versions) {
    if (lines.length > 0 || resolution.get(versionKey)?.kind !== 'current') continue;
    headerOnlyClaims += 1;
    headerOnlyPaidCents += paidCents;
  }
  return { headerOnlyClaims, headerOnlyPaidCents };
}
