// Remembering must not change what a list says.

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { rememberWordLists } from '../../../lib/pipeline/lake/word-lists.js';

describe('rememberWordLists', () => {
  it('joins as commas do, in any company', () => {
    const words = fc.array(fc.constantFrom('A', 'AB', 'B', 'KX'), { maxLength: 4 });
    fc.assert(
      fc.property(fc.array(words), (lists) => {
        const remembered = rememberWordLists();
        for (const list of lists) expect(remembered.textOf(list)).toBe(list.join(','));
      }),
    );
  });
});
