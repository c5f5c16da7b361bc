// The cache gives what the conversion gives, whatever was asked before.

import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { ValueCache } from '../../../lib/intake/x12/value-cache.js';

describe('ValueCache', () => {
  it('gives the converted value of any run of bytes', () => {
    const cache = new ValueCache((raw) => `<${raw}>`);
    const words = fc.array(fc.stringMatching(/^[0-9A-B]{0,4}$/), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(words, (asked) => {
        const found = asked.map((word) => cache.get(Buffer.from(`x${word}y`), 1, word.length + 1));

        expect(found).toEqual(asked.map((word) => `<${word}>`));
      }),
    );
  });

  it('gives one and the same string for a repeated code', () => {
    const cache = new ValueCache((raw) => ({ raw }));
    const bytes = Buffer.from('GPxxGP');

    expect(cache.get(bytes, 0, 2)).toBe(cache.get(bytes, 4, 6));
  });
});
