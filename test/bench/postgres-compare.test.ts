// A comparison that lets a difference pass would make every row of the bench worthless.

import { describe, expect, it } from '@jest/globals';
import { assertSameRows } from '../../bench/postgres-compare.js';

const OURS = [
  { npi: '2000000001', lines: 3, share: 0.1, is_first: true, state: null },
  { npi: '2000000002', lines: 12_000_000_000, share: 2, is_first: false, state: 'CA' },
];
const THEIRS = [
  { npi: '2000000002', lines: '12000000000', share: '2', is_first: 'f', state: 'CA' },
  { npi: '2000000001', lines: '3', share: '0.10000000000000001', is_first: 't', state: null },
];

describe('rows of two engines', () => {
  it('are the same in any order, and doubles to nine digits', () => {
    expect(() => assertSameRows('measure', OURS, THEIRS)).not.toThrow();
  });

  it.each([
    ['a whole number', { lines: '4' }],
    ['a double', { share: '0.100001' }],
    ['a boolean', { is_first: 'f' }],
    ['a text', { npi: '2000000003' }],
    ['a value where there is none', { state: 'CA' }],
  ])('differ by %s', (_, difference) => {
    const others = THEIRS.map((row, at) => (at === 1 ? { ...row, ...difference } : row));
    expect(() => assertSameRows('measure', OURS, others)).toThrow('measure: 1 of 2 rows differ');
  });

  it('differ by their number', () => {
    expect(() => assertSameRows('measure', OURS, THEIRS.slice(1))).toThrow('2 rows here, 1 there');
  });
});
