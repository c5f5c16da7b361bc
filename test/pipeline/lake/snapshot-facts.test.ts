// What a manifest tells on its own: years with their lines, and claims that have no row.

import { describe, expect, it } from '@jest/globals';
import type { ManifestShard } from '../../../lib/pipeline/lake/manifest.js';
import { headerOnlyOf, yearsOf } from '../../../lib/pipeline/lake/snapshot-facts.js';

function shard(year: number, rows: number, headerOnlyClaims = 0): ManifestShard {
  const headerOnlyPaidCents = headerOnlyClaims * 1_050;
  return { year, shard: 0, sha256: '', rows, bytes: 0, headerOnlyClaims, headerOnlyPaidCents };
}

describe('yearsOf', () => {
  it.each([
    ['nothing', [], []],
    [
      'shards of several years',
      [shard(2026, 3), shard(2025, 5), shard(2026, 4)],
      [
        [2025, 5],
        [2026, 7],
      ],
    ],
    ['a year of claims without rows', [shard(2026, 0, 2)], [[2026, 0]]],
  ])('of %s', (_, ledgerLines, years) => {
    expect(yearsOf({ ledgerLines }).map(({ year, lines }) => [year, lines])).toEqual(years);
  });
});

describe('headerOnlyOf', () => {
  it('adds up what the shards say', () => {
    const ledgerLines = [shard(2026, 3, 2), shard(2025, 5), shard(2026, 4, 1)];

    expect(headerOnlyOf({ ledgerLines })).toEqual({ claims: 3, paidCents: 3_150 });
    expect(headerOnlyOf({ ledgerLines: [] })).toEqual({ claims: 0, paidCents: 0 });
  });
});
