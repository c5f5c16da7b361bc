import { describe, expect, it } from '@jest/globals';
import type { NamedQuery, QueryRow } from '../../lib/ports/query-engine.js';
import { differenceOf } from './compare-rows.js';

const QUERY: NamedQuery = {
  name: 'made_up',
  text: '',
  parameters: [],
  outputs: [
    { name: 'npi', type: 'text' },
    { name: 'paid_cents', type: 'cents' },
    { name: 'share', type: 'double' },
  ],
};

const row = (npi: string | null, paid_cents: number, share: number | null): QueryRow => ({
  npi,
  paid_cents,
  share,
});
const LEFT = [row('a', 1, 0.1), row(null, 2, null)];
const BIG = 9_007_199_254_740_991;

describe('differenceOf', () => {
  it.each<readonly [string, readonly QueryRow[], readonly QueryRow[], string | null]>([
    ['the same rows', LEFT, LEFT, null],
    ['another order', LEFT, [...LEFT].reverse(), null],
    ['a double within the tolerance', LEFT, [row('a', 1, 0.1 + 5e-10), LEFT[1] ?? {}], null],
    ['a large double within it', [row('a', 1, 1e12)], [row('a', 1, 1e12 + 1)], null],
    ['not a number on both sides', [row('a', 1, NaN)], [row('a', 1, NaN)], null],
    ['no rows at all', [], [], null],
    ['a row less', LEFT, LEFT.slice(1), '2 rows and 1 rows'],
    ['a double beyond it', LEFT, [row('a', 1, 0.1 + 5e-9), row(null, 2, null)], 'share'],
    ['a double against null', LEFT, [row('a', 1, null), row(null, 2, null)], 'share'],
    ['a number against not a number', LEFT, [row('a', 1, NaN), row(null, 2, null)], 'share'],
    ['a cent more', LEFT, [row('a', 2, 0.1), row(null, 2, null)], 'paid_cents'],
    ['one cent in the largest sum', [row('a', BIG, 0)], [row('a', BIG - 1, 0)], 'paid_cents'],
    ['another key', LEFT, [row('b', 1, 0.1), row(null, 2, null)], 'a row that the other'],
    ['a key twice', LEFT, [row('a', 1, 0.1), row('a', 1, 0.1)], 'rows with the same key'],
  ])('sees %s', (_, left, right, difference) => {
    const found = differenceOf({ query: QUERY, uniqueKey: ['npi'], left, right });

    expect(found ?? 'none').toContain(difference ?? 'none');
  });
});
