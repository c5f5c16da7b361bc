import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compareText } from '../../lib/domain/compare-text.js';

describe('compareText', () => {
  it.each([
    ['a', 'b', -1],
    ['b', 'a', 1],
    ['a', 'a', 0],
    ['', 'a', -1],
    ['10', '9', -1],
    ['Z', 'a', -1],
    ['ä', 'z', 1],
  ])('%j and %j: %i', (left, right, order) => {
    expect(compareText(left, right)).toBe(order);
  });

  it('sorts as keys are sorted', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (texts) => {
        expect(texts.toSorted(compareText)).toEqual(texts.toSorted());
      }),
      { numRuns: 50 },
    );
  });
});
