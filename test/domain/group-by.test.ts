import { describe, expect, it } from '@jest/globals';
import { groupBy } from '../../lib/domain/group-by.js';

describe('groupBy', () => {
  it.each([
    { rows: '', groups: [] },
    { rows: 'b2 a1 b1', groups: ['b: b2 b1', 'a: a1'] },
    { rows: 'a1 a1', groups: ['a: a1 a1'] },
  ])('keeps the order of first appearance: $rows', ({ rows, groups }) => {
    const words = rows.split(' ').filter((word) => word !== '');
    const found = groupBy(words, (word) => word.charAt(0));
    expect([...found].map(([key, own]) => `${key}: ${own.join(' ')}`)).toEqual(groups);
  });

  it('takes what can be gone through once, and keys that are no text', () => {
    function* numbers(): Generator<number> {
      yield* [1, 2, 3];
    }
    expect(groupBy(numbers(), (each) => each % 2 === 0).get(false)).toEqual([1, 3]);
  });
});
