// What a change of nothing is, and the names by which a fact told twice is known to be one.

import { describe, expect, it } from '@jest/globals';
import { toIsoDay } from '../../lib/domain/day.js';
import { toCents } from '../../lib/domain/money.js';
import { emptyChange, joinKeyOf, seedKeyOf } from '../../lib/pipeline/person-change.js';

/** Shows the parts instead of hashing them. */
const TOKENS = { keyedHash: (parts: readonly (string | number)[]) => parts.join(' ') };

const SEED = {
  kind: 'outside',
  year: 2026,
  group: 'OT',
  cents: toCents(850),
  asOf: toIsoDay('2026-03-31'),
  source: 'family',
} as const;

describe('a change', () => {
  it('holds what is given, and nothing else', () => {
    const nothing = { versions: [], joins: [], quarantined: [], seeds: [], cause: 'facts' };
    expect(emptyChange('k1_a', {})).toEqual({ ...nothing, token: 'k1_a' });
    expect(emptyChange('k1_a', { cause: 'refold' })).toMatchObject({ cause: 'refold' });
  });
});

describe('a name', () => {
  it('of a join tells who leads to whom', () => {
    expect(joinKeyOf(TOKENS, 'k1_a', 'k1_b')).toBe('join k1_a k1_b');
  });

  it.each([
    { seed: SEED, name: 'seed k1_a outside 2026 OT 850 2026-03-31 family' },
    { seed: { ...SEED, asOf: null }, name: 'seed k1_a outside 2026 OT 850  family' },
  ])('of a figure tells all that makes it another one: $name', ({ seed, name }) => {
    expect(seedKeyOf(TOKENS, 'k1_a', seed)).toBe(name);
  });
});
