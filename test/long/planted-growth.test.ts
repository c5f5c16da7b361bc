// Every habit that can be planted: nothing at strength 0, more the greater the strength, and only
// ever more. The suite of each run tries one habit of each mechanism.

import { describe, expect, it } from '@jest/globals';
import { PLANTED_PATTERNS } from '../../lib/synth/planted-pattern.js';
import { faultsOfGrowth } from '../synth/planted-growth.js';

describe('the strength of a habit', () => {
  it.each(PLANTED_PATTERNS)('of %s only ever adds', (pattern) => {
    expect(faultsOfGrowth(pattern, [0.4, 1])).toEqual([]);
  });
});
