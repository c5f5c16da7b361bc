// How counts and identifiers are written on every page.

import { describe, expect, it } from '@jest/globals';
import { idWords, plural } from '../../web/src/parts/format.js';

describe('plural', () => {
  it.each([
    [0, '0 lines'],
    [1, '1 line'],
    [2, '2 lines'],
    [1_200, '1,200 lines'],
    [null, 'masked lines'],
  ])('writes %s as "%s"', (value, words) => {
    expect(plural(value, 'line')).toBe(words);
  });

  it('takes a plural of its own', () => {
    expect(plural(3, 'beneficiary', 'beneficiaries')).toBe('3 beneficiaries');
  });
});

describe('idWords', () => {
  it.each([
    ['routine_early_kx', 'routine early KX'],
    ['kx_share', 'KX share'],
    ['shared_group', 'shared group'],
    ['kxs', 'kxs'],
  ])('writes %s as "%s"', (id, words) => {
    expect(idWords(id)).toBe(words);
  });
});
