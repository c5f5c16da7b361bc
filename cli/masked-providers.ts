// The ranking as a table that may leave the house: every count under 11 is masked, and as many
// others as it takes that none can be computed from what is shown (CELL-1). No claim, no person.

import { isSmallCount, maskSmallCells } from '../lib/domain/small-cells.js';
import type { ProviderScore } from '../lib/domain/score/score-providers.js';
import { toPoints } from './present-provider.js';

export function maskedProviders(providers: readonly ProviderScore[]) {
  return {
    note: 'Counts from 1 to 10, and what would give them away, are null. Screening, not findings.',
    providers: providers.map((provider) => ({
      npi: provider.npi,
      role: provider.role,
      // Points are made from shares of counts that may be masked: only the band goes out then.
      score: hasSmallCounts(provider) ? null : toPoints(provider.hundredths),
      band: provider.band,
      parts: provider.parts.map(({ pattern, hits, n }) => {
        const { cells, rowTotals } = maskSmallCells({ cells: [[hits, n - hits]] });
        return { pattern, hits: cells[0]?.[0] ?? null, n: rowTotals[0] ?? null };
      }),
    })),
  };
}

function hasSmallCounts({ parts }: ProviderScore): boolean {
  return parts.some(({ hits, n }) => isSmallCount(hits) || isSmallCount(n - hits));
}
